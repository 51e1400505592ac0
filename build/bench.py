"""`npm run bench -- NAME …`: runs tests/bench/NAME.py with the other arguments; without NAME, lists what there is."""

import sys

from own_memory import own_memory
from paths import ROOT, script
from setup import set_up
from shell import call, stop

BENCH = ROOT / "tests" / "bench"


def main() -> None:
    files = {file.stem.replace("_", "-"): file for file in sorted(BENCH.glob("*.py"))}
    names = [name for name, file in files.items() if "def main(" in file.read_text(encoding="utf-8")]
    name, *arguments = sys.argv[1:] or [""]
    if name not in names:
        stop(f"Usage: npm run bench -- NAME\nBenchmarks: {', '.join(names) or 'none'}")
    set_up(tests=True)
    with own_memory():
        code = call([script("python"), "-m", f"tests.bench.{files[name].stem}", *arguments])
    raise SystemExit(code)


if __name__ == "__main__":
    main()
