"""What a person chooses for when downloads are done, and can still take back."""

import sys

from playwright.sync_api import expect
from tests.window.processes import GUARD_S, wait_for

from torrpeddo.contract.events import CountdownEvent
from torrpeddo.contract.settings import SettingsChanges, WhenDone

from .hosts import InProcess
from .interface import Interface


def test_the_countdown_is_seen_and_cancelled(host: InProcess, interface: Interface) -> None:
    engine = host.engine

    async def count(seconds: int | None) -> None:
        if seconds == 42:
            await engine.preferences.update(SettingsChanges(when_done=WhenDone.SHUT_DOWN))
        engine.feed.tell(CountdownEvent(action=WhenDone.SHUT_DOWN, seconds=seconds))

    engine.submit(count(42)).result(10)
    dialog = interface.page.get_by_role("alertdialog", name="The computer is about to shut down")
    expect(dialog).to_contain_text("42")
    engine.submit(count(1)).result(10)
    expect(dialog).to_contain_text("1")
    dialog.get_by_role("button", name="Cancel").last.click()
    wait_for(lambda: engine.preferences.current.when_done is WhenDone.NOTHING, GUARD_S, "it to be taken back")
    engine.submit(count(None)).result(10)
    expect(dialog).to_have_count(0)


def test_what_is_run_is_shown_as_it_is_written(host: InProcess, interface: Interface) -> None:
    interface.press("Control+,")
    interface.dialog.get_by_role("tab", name="Desktop").click()
    field = interface.dialog.get_by_role("textbox", name="Run a program")
    field.fill("/usr/bin/notify\n%N\n")
    expect(interface.dialog.locator("code")).to_have_text(["/usr/bin/notify", "Debian 13"])
    interface.page.keyboard.press("Escape")
    wait_for(
        lambda: host.engine.preferences.current.run_on_completion == ["/usr/bin/notify", "%N"], GUARD_S, "it to be kept"
    )


def test_what_is_run_can_be_tried_before_a_download_depends_on_it(interface: Interface) -> None:
    interface.press("Control+,")
    dialog = interface.dialog
    dialog.get_by_role("tab", name="Desktop").click()
    field = dialog.get_by_role("textbox", name="Run a program")
    told = dialog.locator(".trial").get_by_role("status")

    def try_it(*words: str) -> None:
        field.fill("\n".join(words))
        expect(told).to_contain_text("Runs it now, once")  # what was told of other words is gone
        dialog.get_by_role("button", name="Try it").click()

    try_it(sys.executable, "-c", "import sys; print(sys.argv[1:])", "%N", "a b")
    expect(told).to_contain_text("It ran and ended well.")
    expect(dialog.get_by_role("region", name="What it wrote")).to_have_text("['Example', 'a b']")
    try_it(sys.executable, "-c", "import sys; sys.exit(3)")
    expect(told).to_contain_text("ended with the error 3")
    expect(dialog.get_by_role("region", name="What it wrote")).to_have_count(0)
    try_it("~/nothing.sh", "%F")
    expect(told).to_contain_text("“~/nothing.sh” is not there. Write its whole path")
