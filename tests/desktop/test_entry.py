"""The texts that tell a Linux desktop what the program opens."""

from pathlib import Path

import pytest

from torrpeddo.desktop.handlers import mimeapps
from torrpeddo.desktop.handlers.entry import entry_text, exec_line, is_own, is_plain, program_of
from torrpeddo.desktop.handlers.files import EntryFiles, Folders
from torrpeddo.desktop.launching import command_of

MAGNET = "x-scheme-handler/magnet"
OURS = "io.github.torrpeddo.desktop"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "data", tmp_path / "config", (tmp_path / "usr",), ("kde",))


def program_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)
    return path


def test_the_entry_opens_links_and_files_and_takes_none_for_an_option() -> None:
    lines = entry_text(["/opt/torrpeddo"]).splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert "Exec=/opt/torrpeddo -- %U" in lines
    assert "MimeType=x-scheme-handler/magnet;application/x-bittorrent;" in lines
    assert "StartupWMClass=torrpeddo" in lines
    assert is_own(entry_text(["/x"]))
    assert not is_own(entry_text(["/x"], own=False))


@pytest.mark.parametrize("path", ["/opt/torrpeddo", "/home/a b/t", "/ü/it's", '/a"b', "/a$b`c\\d", "/100%/t", "/a&b;c"])
def test_a_program_anywhere_is_found_again(path: str) -> None:
    assert program_of(f"[Desktop Entry]\nExec={exec_line([path, '--'])} %U\n") == path
    assert is_plain(path) is (path == "/opt/torrpeddo")


def test_strings_of_exec_are_escaped_twice() -> None:
    assert exec_line(["/a$b"]) == r'"/a\\$b"'
    assert exec_line(["/50% off"]) == '"/50%% off"'


def test_a_list_of_defaults_keeps_all_else() -> None:
    text = (
        "# a\n[Added Associations]\nx-scheme-handler/magnet=b.desktop;\n\n[Default Applications]\nimage/png=f.desktop\n"
    )
    taken = mimeapps.with_default(text, MAGNET, OURS)
    assert mimeapps.values(taken, mimeapps.DEFAULTS, MAGNET) == [OURS]
    assert set(text.splitlines()) < set(taken.splitlines())
    assert mimeapps.with_default(taken, MAGNET, OURS) == taken
    assert mimeapps.without(taken, MAGNET, OURS) == text


def test_who_was_first_is_asked_second_and_gets_it_back() -> None:
    text = f"[Default Applications]\n{MAGNET}=other.desktop;third.desktop;\n"
    taken = mimeapps.with_default(text, MAGNET, OURS)
    assert mimeapps.values(taken, mimeapps.DEFAULTS, MAGNET) == [OURS, "other.desktop", "third.desktop"]
    assert mimeapps.without(taken, MAGNET, OURS) == text


def test_who_was_refused_may_be_taken_again() -> None:
    refused = mimeapps.refusing("", MAGNET, OURS)
    assert refused == f"[Removed Associations]\n{MAGNET}={OURS}\n"
    assert mimeapps.values(mimeapps.with_default(refused, MAGNET, OURS), mimeapps.REMOVED, MAGNET) == []


def test_an_empty_list_gets_a_heading() -> None:
    assert mimeapps.with_default("", MAGNET, OURS) == f"[Default Applications]\n{MAGNET}={OURS}\n"


def test_a_program_behind_spaces_is_linked_without(folders: Folders, tmp_path: Path) -> None:
    program = program_at(tmp_path / "my apps" / "torrpeddo")
    files = EntryFiles(folders, [str(program)])
    files.write()
    started = Path(program_of(files.path.read_text()) or "")
    assert is_plain(str(started))
    assert started.samefile(program)
    assert files.icon.read_bytes().startswith(b"\x89PNG")
    files.remove()
    assert [path for path in folders.data.rglob("*") if not path.is_dir()] == []


def test_an_entry_follows_a_program_that_moved_and_no_other(folders: Folders, tmp_path: Path) -> None:
    old, new = program_at(tmp_path / "old" / "torrpeddo"), program_at(tmp_path / "new" / "torrpeddo")
    EntryFiles(folders, [str(old)]).write()
    files = EntryFiles(folders, [str(new)])
    files.refresh()
    assert program_of(files.path.read_text()) == str(old)
    old.unlink()
    files.refresh()
    assert program_of(files.path.read_text()) == str(new)


def test_nothing_is_written_at_a_start_for_who_never_asked(folders: Folders) -> None:
    EntryFiles(folders, ["/x"]).refresh()
    assert not folders.data.exists()


def test_the_entry_of_a_package_comes_first_and_stays(folders: Folders, tmp_path: Path) -> None:
    files = EntryFiles(folders, [str(program_at(tmp_path / "torrpeddo"))])
    files.write()
    packaged = tmp_path / "usr" / "applications" / OURS
    packaged.parent.mkdir(parents=True)
    packaged.write_text(entry_text(["/usr/bin/torrpeddo"], own=False))
    files.refresh()
    assert not files.path.exists()
    files.write()
    files.remove()
    assert not files.path.exists()
    assert packaged.exists()


def test_a_person_s_own_entry_is_left_alone(folders: Folders) -> None:
    files = EntryFiles(folders, ["/x"])
    files.path.parent.mkdir(parents=True)
    files.path.write_text("[Desktop Entry]\nExec=/mine %U\n")
    files.refresh()
    files.remove()
    assert "/mine" in files.path.read_text()


def test_the_list_of_one_desktop_alone_is_changed_too(folders: Folders) -> None:
    own = folders.config / "kde-mimeapps.list"
    own.parent.mkdir()
    own.write_text(f"[Default Applications]\n{MAGNET}=ktorrent.desktop\n")
    files = EntryFiles(folders, ["/x"])
    files.make_default(MAGNET)
    for path in (own, folders.config / "mimeapps.list"):
        assert mimeapps.values(path.read_text(), mimeapps.DEFAULTS, MAGNET)[0] == OURS
    files.give(MAGNET, "ktorrent.desktop")
    assert own.read_text() == f"[Default Applications]\n{MAGNET}=ktorrent.desktop\n"


def test_a_list_behind_a_link_stays_behind_it(folders: Folders, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "mimeapps.list"
    kept.parent.mkdir()
    kept.touch()
    folders.config.mkdir()
    (folders.config / "mimeapps.list").symlink_to(kept)
    EntryFiles(folders, ["/x"]).make_default(MAGNET)
    assert (folders.config / "mimeapps.list").is_symlink()
    assert OURS in kept.read_text()


def test_folders_are_those_of_the_specification() -> None:
    found = Folders.of({"HOME": "/h", "XDG_DATA_HOME": "relative", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"})
    assert (found.data, found.config) == (Path("/h/.local/share"), Path("/h/.config"))
    assert found.system_data == (Path("/usr/local/share"), Path("/usr/share"))
    assert found.desktops == ("ubuntu", "gnome")


def test_the_program_is_its_script_in_a_checkout_and_itself_when_packaged(tmp_path: Path) -> None:
    python = program_at(tmp_path / "bin" / "python")
    assert command_of(python, frozen=False) == [str(python), "-m", "torrpeddo"]
    script = program_at(tmp_path / "bin" / "torrpeddo")
    assert command_of(python, frozen=False) == [str(script)]
    link = tmp_path / "link"
    link.symlink_to(script)
    assert command_of(link, frozen=True) == [str(script)]
