"""Every screen there is, and the way a person comes to it from the list. Escape leads back."""

from collections.abc import Callable

from playwright.sync_api import expect

from .hosts import InProcess
from .interface import Interface

NOBODYS = "magnet:?xt=urn:btih:" + "b2" * 20

Go = Callable[[Interface], None]


def main(interface: Interface) -> None:
    interface.press("Escape")


def compact(interface: Interface) -> None:
    interface.page.get_by_role("radio", name=interface.said("Compact")).click()
    expect(interface.grid.get_by_role("columnheader", name=interface.said("Size"))).to_be_visible()


def tab(name: str) -> Go:
    def open_tab(interface: Interface) -> None:
        interface.row("Alpha").click()
        interface.details.get_by_role("tab", name=interface.said(name)).click()
        expect(interface.details.get_by_role("tabpanel")).to_be_visible()

    return open_tab


def in_compact(go: Go) -> Go:
    """The same in the other density."""

    def open_in_compact(interface: Interface) -> None:
        compact(interface)
        go(interface)

    return open_in_compact


def several(interface: Interface) -> None:
    interface.press("Control+a")
    expect(interface.details).to_contain_text("5 torrents selected")


def menu(interface: Interface) -> None:
    interface.row("Alpha").click(button="right")
    expect(interface.page.get_by_role("menu")).to_be_visible()


def sorting(interface: Interface) -> None:
    interface.page.get_by_title("Sort by", exact=True).click()
    expect(interface.page.get_by_role("menu")).to_be_visible()


def adding(interface: Interface) -> None:
    interface.paste(f"{NOBODYS}&dn=Nobody")
    expect(interface.dialog).to_contain_text("No files yet")


def adding_files(interface: Interface) -> None:
    assert isinstance(interface.host, InProcess)
    interface.host.desktop.chosen.append([str(interface.host.profile.parent / "Zeta.torrent")])
    interface.press("Control+o")
    expect(interface.dialog.get_by_role("treeitem").first).to_be_visible()


def adding_several(interface: Interface) -> None:
    """One that looks for its files, and a link that leads nowhere."""
    interface.paste(f"{NOBODYS}&dn=Nobody\nhttp://127.0.0.1:1/gone.torrent")
    expect(interface.dialog.get_by_role("option").filter(has_text="can't be reached")).to_be_visible()


def links(interface: Interface) -> None:
    interface.press("Control+u")
    expect(interface.dialog.get_by_role("textbox", name=interface.said("Magnet links, links"))).to_be_visible()


def deleting(interface: Interface) -> None:
    (interface.host.downloads / "Alpha" / "mine.txt").write_text("mine")
    interface.row("Alpha").click()
    interface.press("Shift+Delete")
    expect(interface.dialog).to_contain_text("mine.txt")


def settings(section: str) -> Go:
    def open_section(interface: Interface) -> None:
        interface.press("Control+,")
        interface.dialog.get_by_role("tab", name=interface.said(section)).click()
        expect(interface.dialog.get_by_role("heading", level=1, name=interface.said(section))).to_be_visible()

    return open_section


def found_settings(interface: Interface) -> None:
    interface.press("Control+,")
    interface.press("Control+f")
    interface.page.keyboard.type("down")
    expect(interface.dialog.locator("mark").first).to_be_visible()


def backups(interface: Interface) -> None:
    interface.host.call("take_snapshot")
    settings("Backups")(interface)
    interface.dialog.get_by_role("button", name="Restore the copy of").first.click()
    expect(interface.dialog.get_by_role("group", name="Go back to")).to_be_visible()


def shortcuts(interface: Interface) -> None:
    interface.press("F1")
    expect(interface.dialog).to_contain_text(interface.said("Keyboard shortcuts"))


def palette(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.press("Control+k")
    interface.page.keyboard.type("pa")
    expect(interface.dialog.get_by_role("option", name="Pause all")).to_be_visible()


def diagnostics(interface: Interface) -> None:
    interface.press("Control+k")
    interface.page.keyboard.type("diagnostics")
    interface.press("Enter")
    expect(interface.dialog).to_contain_text("libtorrent")


def moving(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.press("Control+Shift+m")
    expect(interface.dialog.get_by_role("textbox", name="Move to")).to_be_focused()


def renaming(interface: Interface) -> None:
    interface.row("Alpha").click()
    interface.press("F2")
    expect(interface.dialog.get_by_role("textbox")).to_be_focused()


def creating(interface: Interface) -> None:
    interface.press("Control+n")
    expect(interface.dialog.get_by_role("textbox", name=interface.said("What to share"))).to_be_focused()


def searching(interface: Interface) -> None:
    interface.press("Control+f")
    interface.page.keyboard.type("size>10kB st")
    expect(interface.page.get_by_role("listbox", name=interface.said("Filters"))).to_be_visible()


def statistics(interface: Interface) -> None:
    interface.press("Control+Shift+I")
    expect(interface.dialog).to_contain_text(interface.said("All time"))


def log(interface: Interface) -> None:
    interface.press("Control+j")
    expect(interface.dialog.get_by_role("listitem").first).to_be_visible()


def naming_a_view(interface: Interface) -> None:
    interface.press("Control+f")
    interface.page.keyboard.type("size>60kB")
    interface.button("Keep as view").click()
    expect(interface.dialog.get_by_role("textbox", name="Name")).to_be_focused()


SCREENS: dict[str, Go] = {
    "main": main,
    "compact": compact,
    "overview": tab("Overview"),
    "compact overview": in_compact(tab("Overview")),
    "compact files": in_compact(tab("Files")),
    "compact peers": in_compact(tab("Peers")),
    "compact trackers": in_compact(tab("Trackers")),
    "compact options": in_compact(tab("Options")),
    "files": tab("Files"),
    "peers": tab("Peers"),
    "trackers": tab("Trackers"),
    "options": tab("Options"),
    "happened": tab("What happened"),
    "compact happened": in_compact(tab("What happened")),
    "several": several,
    "compact several": in_compact(several),
    "menu": menu,
    "compact menu": in_compact(menu),
    "sorting": sorting,
    "adding": adding,
    "adding files": adding_files,
    "adding several": adding_several,
    "links": links,
    "deleting": deleting,
    "settings": settings("General"),
    "speed": settings("Speed"),
    "connection": settings("Connection"),
    "desktop": settings("Desktop"),
    "found settings": found_settings,
    "backups": backups,
    "shortcuts": shortcuts,
    "palette": palette,
    "moving": moving,
    "renaming": renaming,
    "creating": creating,
    "searching": searching,
    "naming a view": naming_a_view,
    "statistics": statistics,
    "log": log,
    "diagnostics": diagnostics,
}

PICTURED = {
    "main",
    "compact",
    "overview",
    "files",
    "menu",
    "adding files",
    "deleting",
    "settings",
    "desktop",
    "found settings",
    "backups",
    "palette",
    "searching",
    "trackers",
    "options",
    "happened",
    "several",
    "moving",
    "creating",
    "statistics",
    "log",
}
"""Those that are worth a look in every theme and size."""
