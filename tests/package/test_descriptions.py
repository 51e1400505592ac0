"""What Windows and macOS are told of the program: texts and tables that any system can make."""

import plistlib
import zipfile
from pathlib import Path
from typing import Any

import pytest

import torrpeddo
from bundle import contents, trying
from bundle.macos import info_plist
from bundle.version import version
from bundle.windows import products, version_info


class Recorder(dict[str, Any]):
    """Every name is a function that returns what it was called with."""

    def __missing__(self, name: str) -> Any:
        return lambda *given, **named: (name, given, named)


def resource(text: str) -> Any:
    """What PyInstaller reads in a version file."""
    return eval(text, {}, Recorder())


def test_what_is_packaged_has_the_program_s_own_version() -> None:
    assert version() == torrpeddo.__version__


def test_windows_reads_the_version_as_words_and_as_numbers() -> None:
    _, _, parts = resource(version_info.resource("1.2.3"))
    _, _, fixed = parts["ffi"]
    (_, ([(_, (table, strings), _)],), _), _ = parts["kids"]
    told = dict(each for _, each, _ in strings)
    assert (fixed["filevers"], fixed["prodvers"]) == ((1, 2, 3, 0), (1, 2, 3, 0))
    assert (told["FileVersion"], told["ProductVersion"], told["ProductName"]) == ("1.2.3", "1.2.3", "Torrpeddo")
    assert table == "000004B0"


def test_windows_counts_a_version_to_come_as_the_one_it_will_be() -> None:
    _, _, parts = resource(version_info.resource("1.2.0rc1"))
    assert parts["ffi"][2]["filevers"] == (1, 2, 0, 0)


def test_macos_is_told_of_magnet_links_and_torrent_files() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist.info("1.2.3")))
    assert [link["CFBundleURLSchemes"] for link in told["CFBundleURLTypes"]] == [["magnet"]]
    assert [kind["LSItemContentTypes"] for kind in told["CFBundleDocumentTypes"]] == [[info_plist.TORRENT]]
    (declared,) = told["UTImportedTypeDeclarations"]
    assert declared["UTTypeIdentifier"] == info_plist.TORRENT
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["torrent"]
    assert told["CFBundleShortVersionString"] == "1.2.3"


def test_a_zip_unpacks_to_one_folder_that_net_may_load_from(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "_internal").mkdir(parents=True)
    (folder / "torrpeddo.exe").write_bytes(b"program")
    (folder / "_internal" / "part.dll").write_bytes(b"part")
    products.make_zip(folder, tmp_path / "it.zip", "torrpeddo-1")
    with zipfile.ZipFile(tmp_path / "it.zip") as archive:
        assert sorted(archive.namelist()) == [
            "torrpeddo-1/LICENSE.txt",
            "torrpeddo-1/_internal/part.dll",
            "torrpeddo-1/torrpeddo.exe",
            "torrpeddo-1/torrpeddo.exe.config",
        ]
        assert b"loadFromRemoteSources" in archive.read("torrpeddo-1/torrpeddo.exe.config")


@pytest.mark.parametrize("platform", contents.ROOMS)
def test_each_system_gets_its_own_room_and_no_other_s(platform: str) -> None:
    rooms = {name.split(".")[2] for name in contents.hidden(platform) if name.startswith("torrpeddo.desktop.")}
    others = {room for system, room in contents.ROOMS.items() if system != platform}
    assert contents.ROOMS[platform] in rooms
    assert rooms & others == set()


@pytest.mark.parametrize("room", contents.ROOMS.values())
def test_no_spec_lets_upx_pack_anything(room: str) -> None:
    spec = (contents.ENTRY.parent / room / f"{contents.NAME}.spec").read_text(encoding="utf-8")
    made = spec.count("EXE(") + spec.count("COLLECT(")
    assert spec.count("upx=False") + spec.count("**SETTINGS") >= made
    assert "upx=True" not in spec


def test_a_program_that_does_not_answer_is_not_handed_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho broken >&2\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(SystemExit):
        trying.try_out(program)
    assert "broken" in capfd.readouterr().err
