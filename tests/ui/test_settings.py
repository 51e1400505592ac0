"""The settings: what is set reaches the engine, shows at once, and is refused in words."""

import re
from pathlib import Path

from playwright.sync_api import expect

from .conftest import Library, Open
from .hosts import Host, InProcess
from .interface import Interface


def open_section(interface: Interface, name: str) -> None:
    interface.button("Settings").click()
    interface.dialog.get_by_role("tab", name=name).click()
    expect(interface.dialog.get_by_role("heading", level=1, name=name)).to_be_visible()


def settled(interface: Interface, host: Host, name: str, value: object) -> None:
    """Wait until the engine has this setting."""
    interface.until(lambda: host.call("get_settings")[name] == value, f"{name} to be {value}")


def session_setting(host: InProcess, name: str) -> int:
    """As the libtorrent session has it."""

    async def read() -> int:
        return int(host.engine.core.session.get_settings()[name])

    return host.engine.submit(read()).result()


def test_a_speed_limit_reaches_the_session(interface: Interface, host: InProcess) -> None:
    open_section(interface, "Speed")
    field = interface.dialog.get_by_role("textbox", name="Download").first
    field.fill("2.5")
    field.press("Enter")
    settled(interface, host, "down_limit", 2_500_000)
    interface.until(lambda: session_setting(host, "download_rate_limit") == 2_500_000, "the session to keep to it")
    expect(field).to_have_value("2.5")
    field.fill("")
    field.press("Enter")
    settled(interface, host, "down_limit", 0)


def test_a_number_that_does_not_fit_is_marked_and_not_kept(interface: Interface, host: InProcess) -> None:
    open_section(interface, "Connection")
    field = interface.dialog.get_by_role("textbox", name="Port")
    before = field.input_value()
    field.fill("70000")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(interface.dialog).to_contain_text("Not a number that fits here")
    field.press("Enter")
    expect(field).to_have_value("70000")
    expect(interface.dialog).to_contain_text("Not a number that fits here")
    field.blur()
    expect(field).to_have_value(before)
    assert str(host.call("get_settings")["listen_port"]) == before


def test_slow_mode_is_one_switch_in_two_places(interface: Interface, host: InProcess) -> None:
    interface.page.get_by_role("switch", name="Slow mode").click()
    settled(interface, host, "slow_mode", True)
    expect(interface.page.get_by_text("Slow mode on")).to_be_visible()
    open_section(interface, "Speed")
    switch = interface.dialog.get_by_role("switch", name="Use the slow speeds now")
    expect(switch).to_be_checked()
    switch.click()
    settled(interface, host, "slow_mode", False)
    interface.until(lambda: session_setting(host, "download_rate_limit") == 0, "full speed")


def test_the_theme_changes_at_once(interface: Interface, host: InProcess) -> None:
    page = interface.page.locator("html")
    expect(page).to_have_attribute("data-theme", "dark")
    open_section(interface, "General")
    for word, theme in {"Light": "light", "Dark": "dark", "System": "dark"}.items():
        interface.dialog.get_by_role("radio", name=word).click()
        expect(page).to_have_attribute("data-theme", theme)
        settled(interface, host, "theme", word.lower())


def test_the_system_s_colours_are_followed_live(interface: Interface) -> None:
    page = interface.page.locator("html")
    colours = []
    for scheme in ("light", "dark"):
        interface.page.emulate_media(color_scheme=scheme)
        expect(page).to_have_attribute("data-theme", scheme)
        colours.append(interface.page.locator("body").evaluate("body => getComputedStyle(body).color"))
    assert len(set(colours)) == 2


def test_a_folder_that_can_t_be_used_is_refused_in_words(interface: Interface, host: InProcess, tmp_path: Path) -> None:
    not_a_folder, elsewhere = tmp_path / "a file", tmp_path / "elsewhere"
    not_a_folder.write_text("")
    host.desktop.chosen += [[str(not_a_folder)], [str(elsewhere)]]
    open_section(interface, "General")
    choose = interface.dialog.get_by_role("button", name="Download folder")
    choose.click()
    expect(interface.messages.get_by_role("alert")).to_contain_text("is a file, not a folder")
    expect(interface.dialog).to_contain_text(str(host.downloads))
    assert host.call("get_settings")["save_path"] == str(host.downloads)
    choose.click()
    settled(interface, host, "save_path", str(elsewhere))
    expect(interface.dialog).to_contain_text(str(elsewhere))


def test_the_sections_are_walked_with_arrow_keys(interface: Interface) -> None:
    interface.press("Control+,")
    expect(interface.dialog.get_by_role("tab", name="General")).to_be_focused()
    for name in ("Speed", "Connection", "Queue", "Desktop", "Backups", "General"):
        interface.press("ArrowDown")
        expect(interface.dialog.get_by_role("tab", name=name, selected=True)).to_be_focused()
    interface.press("Escape")
    expect(interface.dialog).to_have_count(0)


def test_a_setting_is_found_by_what_it_is_called_and_what_it_does(interface: Interface) -> None:
    interface.press("Control+,")
    interface.press("Control+f")
    search = interface.dialog.get_by_role("searchbox", name="Find a setting")
    expect(search).to_be_focused()
    found = interface.dialog.get_by_role("region", name="Find a setting")
    for typed, label, hit in (
        ("trash", "Delete to the trash", "trash"),
        ("ROUTER upnp", "Open the port in the router", "UPnP"),
        ("slow down", "While slow mode is on", "Down"),
    ):
        search.fill(typed)
        expect(found).to_contain_text(label)
        expect(found.locator("mark", has_text=hit).first).to_be_visible()
    search.fill("banned")
    expect(found.get_by_role("status")).to_have_text("1 setting matches")
    found.get_by_role("button", name="Show Banned peers").click()
    expect(interface.dialog.get_by_role("heading", level=1, name="Connection")).to_be_visible()
    expect(search).to_have_value("")


def test_what_no_setting_fits_is_said_and_escape_leads_back(interface: Interface) -> None:
    interface.press("Control+,")
    interface.press("Control+f")
    interface.page.keyboard.type("torpedo")
    expect(interface.dialog.get_by_role("status")).to_contain_text("No setting matches “torpedo”")
    interface.press("Escape")
    expect(interface.dialog.get_by_role("heading", level=1, name="General")).to_be_visible()
    interface.press("Escape")
    expect(interface.dialog).to_have_count(0)


def test_a_found_setting_is_changed_where_it_was_found(interface: Interface, host: InProcess) -> None:
    interface.press("Control+,")
    interface.press("Control+f")
    interface.page.keyboard.type("dht")
    interface.dialog.get_by_role("switch", name="Distributed network").click()
    settled(interface, host, "dht", False)


def test_a_setting_goes_back_to_its_default(interface: Interface, host: InProcess) -> None:
    open_section(interface, "Queue")
    field = interface.dialog.get_by_role("textbox", name="Downloads at once")
    back = interface.dialog.get_by_role("button", name="Back to default: 5")
    expect(back).to_have_count(0)
    field.fill("9")
    field.press("Enter")
    settled(interface, host, "active_downloads", 9)
    back.focus()
    interface.press("Enter")
    settled(interface, host, "active_downloads", 5)
    expect(field).to_have_value("5")
    expect(field).to_be_focused()
    expect(back).to_have_count(0)


def test_a_section_goes_back_to_its_defaults_and_from_there(interface: Interface, host: InProcess) -> None:
    host.call("update_settings", changes={"connections": 300, "encryption": "require", "listen_port": 6881})
    open_section(interface, "Connection")
    reset = interface.dialog.get_by_role("button", name="Back to defaults")
    expect(interface.dialog.get_by_role("button", name="Back to default: another at random")).to_be_visible()
    reset.click()
    expect(interface.dialog).to_contain_text("3 settings are back to their defaults")
    settled(interface, host, "connections", 500)
    settled(interface, host, "encryption", "prefer")
    assert host.call("get_settings")["listen_port"] >= 49152
    undo = interface.dialog.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.click()
    settled(interface, host, "encryption", "require")
    assert host.call("get_settings")["listen_port"] == 6881
    expect(reset).to_be_visible()
    interface.dialog.get_by_role("tab", name="Queue").click()
    expect(interface.dialog.get_by_role("heading", level=1, name="Queue")).to_be_visible()
    expect(reset).to_have_count(0)


def test_the_arrangement_is_kept_for_the_next_window(host: InProcess, interface: Interface, open_on: Open) -> None:
    interface.filter("Seeding").click()
    interface.until(lambda: host.call("get_settings")["view"].get("filter") == "seeding", "the filter to be kept")
    second = open_on(host)
    expect(second.filter("Seeding")).to_have_attribute("aria-pressed", "true")


def test_the_status_bar_leads_to_the_connection(interface: Interface) -> None:
    interface.page.get_by_role("contentinfo").get_by_role("button", name=re.compile(r"port \d+")).click()
    expect(interface.dialog.get_by_role("heading", level=1, name="Connection")).to_be_visible()


def test_density_is_one_choice_in_two_places(interface: Interface, host: InProcess, library: Library) -> None:
    interface.sees("Alpha", "Ready")
    open_section(interface, "General")
    interface.dialog.get_by_role("radio", name="Compact").click()
    settled(interface, host, "density", "compact")
    interface.press("Escape")
    expect(interface.grid.get_by_role("columnheader", name="Size")).to_be_visible()
    interface.page.get_by_role("radio", name="Comfortable").click()
    settled(interface, host, "density", "comfortable")
    expect(interface.grid.get_by_role("columnheader")).to_have_count(0)
