"""Taking over and giving back, on Windows' registry and on a system that names its programs."""

import plistlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from torrpeddo.contract.desktop import Handler, Opened
from torrpeddo.desktop.handlers.bundle import opened_types
from torrpeddo.desktop.handlers.handling import Before, Handling
from torrpeddo.desktop.handlers.ports import Owner
from torrpeddo.desktop.handlers.registry import USER_CHOICE, open_line, program_of
from torrpeddo.desktop.handlers.windows import WindowsAssociations
from torrpeddo.errors import Unavailable

from .registry import MemoryRegistry

EXE = r"C:\Program Files\Torrpeddo\torrpeddo.exe"
BOTH = list(Opened)


class Desk:
    """An ``Associations`` on which programs come and go."""

    chosen_in_system = False

    def __init__(self, **programs: str) -> None:
        self.programs = programs | {"us": "Torrpeddo"}
        self.chosen: dict[Opened, str | None] = dict.fromkeys(Opened)
        self.refuses = False

    def owner(self, opens: Opened) -> Owner | None:
        id = self.chosen[opens]
        return Owner(id, self.programs[id], id == "us") if id in self.programs else None

    def name_of(self, id: str) -> str | None:
        return self.programs.get(id)

    def take(self, opens: Sequence[Opened]) -> None:
        if self.refuses:
            raise PermissionError(13, "Permission denied")
        self.chosen |= dict.fromkeys(opens, "us")

    def give(self, opens: Opened, to: str | None) -> None:
        self.chosen[opens] = to

    def refresh(self) -> None:
        pass


@pytest.fixture
def desk() -> Desk:
    return Desk(qb="qBittorrent", tr="Transmission")


def handling(desk: Desk, tmp_path: Path) -> Handling:
    return Handling(desk, Before(tmp_path / "handlers.json"))


def test_each_goes_back_to_whom_it_was_before_also_after_a_restart(desk: Desk, tmp_path: Path) -> None:
    desk.chosen = {Opened.MAGNET: "qb", Opened.TORRENT: "tr"}
    handling(desk, tmp_path).take(BOTH)
    handling(desk, tmp_path).take(BOTH)
    shown = handling(desk, tmp_path).who().handlers
    assert [(one.ours, one.owner, one.before) for one in shown] == [
        (True, "Torrpeddo", "qBittorrent"),
        (True, "Torrpeddo", "Transmission"),
    ]
    given = handling(desk, tmp_path).give_back([Opened.MAGNET]).handlers
    assert [(one.ours, one.owner) for one in given] == [(False, "qBittorrent"), (True, "Torrpeddo")]
    assert desk.chosen == {Opened.MAGNET: "qb", Opened.TORRENT: "us"}


def test_who_is_gone_gets_nothing_back(desk: Desk, tmp_path: Path) -> None:
    desk.chosen[Opened.MAGNET] = "qb"
    handling(desk, tmp_path).take([Opened.MAGNET])
    del desk.programs["qb"]
    assert handling(desk, tmp_path).who().handlers[0].before is None
    handling(desk, tmp_path).give_back([Opened.MAGNET])
    assert desk.chosen[Opened.MAGNET] is None


def test_what_another_took_in_the_meantime_is_left_with_it(desk: Desk, tmp_path: Path) -> None:
    desk.chosen[Opened.MAGNET] = "qb"
    handling(desk, tmp_path).take([Opened.MAGNET])
    desk.chosen[Opened.MAGNET] = "tr"
    handling(desk, tmp_path).give_back([Opened.MAGNET])
    assert desk.chosen[Opened.MAGNET] == "tr"
    handling(desk, tmp_path).take([Opened.MAGNET])
    handling(desk, tmp_path).give_back([Opened.MAGNET])
    assert desk.chosen[Opened.MAGNET] == "tr"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"magnet": 5}', "\udcff"])
def test_a_note_that_can_t_be_read_forgets_who_it_was(desk: Desk, tmp_path: Path, content: str) -> None:
    (tmp_path / "handlers.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    desk.chosen[Opened.MAGNET] = "us"
    assert handling(desk, tmp_path).who().handlers[0] == Handler(
        opens=Opened.MAGNET, owner="Torrpeddo", ours=True, before=None
    )


def test_a_system_that_refuses_says_why(desk: Desk, tmp_path: Path) -> None:
    desk.refuses = True
    with pytest.raises(Unavailable, match="Permission denied"):
        handling(desk, tmp_path).take(BOTH)


@pytest.fixture
def registry() -> MemoryRegistry:
    return MemoryRegistry()


def windows(registry: MemoryRegistry, pages: list[str] | None = None, exe: str = EXE) -> WindowsAssociations:
    names = {"magnet": "qBittorrent"}
    return WindowsAssociations(registry, [exe], names.get, (pages if pages is not None else []).append)


def test_windows_is_offered_all_it_wants_to_know(registry: MemoryRegistry) -> None:
    pages: list[str] = []
    windows(registry, pages).take(BOTH)
    line = rf'"{EXE}" -- "%1"'
    icon = f'"{EXE}",0'
    classes, capabilities = r"Software\Classes", r"Software\Torrpeddo\Capabilities"
    assert registry.keys == {
        rf"{classes}\Torrpeddo.magnet": {"": "Magnet link", "URL Protocol": ""},
        rf"{classes}\Torrpeddo.magnet\DefaultIcon": {"": icon},
        rf"{classes}\Torrpeddo.magnet\shell\open\command": {"": line},
        rf"{classes}\Torrpeddo.torrent": {"": "Torrent file"},
        rf"{classes}\Torrpeddo.torrent\DefaultIcon": {"": icon},
        rf"{classes}\Torrpeddo.torrent\shell\open\command": {"": line},
        rf"{classes}\.torrent\OpenWithProgids": {"Torrpeddo.torrent": ""},
        capabilities: {
            "ApplicationName": "Torrpeddo",
            "ApplicationDescription": "Download and share files over BitTorrent",
            "ApplicationIcon": icon,
        },
        rf"{capabilities}\URLAssociations": {"magnet": "Torrpeddo.magnet"},
        rf"{capabilities}\FileAssociations": {".torrent": "Torrpeddo.torrent"},
        r"Software\RegisteredApplications": {"Torrpeddo": capabilities},
    }
    assert pages == ["ms-settings:defaultapps?registeredAppUser=Torrpeddo"]


def test_windows_registry_is_as_before_when_all_is_given_back(registry: MemoryRegistry) -> None:
    registry.write(r"Software\Classes\.torrent\OpenWithProgids", "qBittorrent", "")
    registry.write(r"Software\RegisteredApplications", "qBittorrent", "x")
    before = registry.texts()
    associations = windows(registry)
    associations.take(BOTH)
    associations.give(Opened.MAGNET, None)
    assert any("Torrpeddo.torrent" in key for key in registry.keys)
    assert not any("Torrpeddo.magnet" in key for key in registry.keys)
    associations.give(Opened.TORRENT, None)
    assert registry.texts() == before


def test_windows_says_whom_the_person_chose(registry: MemoryRegistry) -> None:
    associations = windows(registry)
    assert associations.owner(Opened.MAGNET) == Owner("", "qBittorrent")
    assert associations.owner(Opened.TORRENT) is None
    registry.write(USER_CHOICE[Opened.TORRENT], "ProgId", "Torrpeddo.torrent")
    assert associations.owner(Opened.TORRENT) == Owner("Torrpeddo.torrent", "Torrpeddo", ours=True)


def test_windows_follows_a_program_that_moved(registry: MemoryRegistry, tmp_path: Path) -> None:
    old, new = tmp_path / "old" / "torrpeddo.exe", tmp_path / "new.exe"
    old.parent.mkdir()
    old.touch()
    windows(registry, exe=str(old)).take([Opened.MAGNET])
    key = r"Software\Classes\Torrpeddo.magnet\shell\open\command"
    windows(registry, exe=str(new)).refresh()
    assert program_of(str(registry.read(key, ""))) == str(old)
    old.unlink()
    windows(registry, exe=str(new)).refresh()
    assert program_of(str(registry.read(key, ""))) == str(new)
    assert not any("Torrpeddo.torrent" in path for path in registry.keys)


def test_the_bundle_of_a_mac_offers_itself_for_both() -> None:
    types = plistlib.loads(plistlib.dumps(opened_types()))
    assert types["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["magnet"]
    (document,), (declared,) = types["CFBundleDocumentTypes"], types["UTImportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert document["LSHandlerRank"] == "Alternate"
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["torrent"]


def test_nothing_of_a_link_is_an_option() -> None:
    assert open_line([EXE]) == rf'"{EXE}" -- "%1"'
    assert open_line(["C:\\t.exe"]) == 'C:\\t.exe -- "%1"'
