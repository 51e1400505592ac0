"""The committed TypeScript is what the Python contract says."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "build" / "contract.py"


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("contract_generator", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generator = load_generator()


@pytest.fixture(scope="module")
def generated() -> str:
    text: str = generator.generate()
    return text


def test_what_is_committed_is_up_to_date() -> None:
    check = [sys.executable, str(SCRIPT), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_drift_is_told_with_the_command_that_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, generated: str
) -> None:
    stale = tmp_path / "generated.ts"
    monkeypatch.setattr(generator, "ROOT", tmp_path)
    monkeypatch.setattr(generator, "OUTPUT", stale)
    for committed in (None, generated + "\nexport type Mine = string\n"):
        if committed is not None:
            stale.write_text(committed, encoding="utf-8")
        with pytest.raises(SystemExit, match="npm run contract"):
            generator.check(generated)


def test_it_comes_out_the_same_twice(generated: str) -> None:
    assert generator.generate() == generated


@pytest.mark.parametrize(
    "said",
    [
        "export interface TorrentRow {",
        "  error: TorrentError | null;",
        "  save_path?: string | null;",
        "  /** Bytes wanted: the files that are not skipped; 0 until the metadata is known. */",
        "  get_files: {\n    params: OneTorrent;\n    result: FileRow[];\n  };",
        "  | SnapshotEvent\n",
        " * - `shared`: Another torrent in the list has it too; `by` names that one.",
    ],
)
def test_it_says(generated: str, said: str) -> None:
    assert said.replace(";", "") in generated.replace(";", "")
