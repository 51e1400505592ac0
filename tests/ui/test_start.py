"""What the page does until it is there: nothing that it could do later."""

from playwright.sync_api import expect

from .conftest import Open
from .hosts import InProcess
from .interface import BUILT, Interface

_WATCH = """
new MutationObserver((_, observer) => {
    if (!document.querySelector('nav')) return;
    observer.disconnect();
    window.lettersWereThere = document.fonts.check('13px "Inter Variable"', 'Torrpeddo');
}).observe(document, { childList: true, subtree: true });
"""
_COUNT_COLLATORS = """
window.collators = 0;
Intl.Collator = new Proxy(Intl.Collator, { construct: (made, given) => (window.collators++, new made(...given)) });
"""
_HELD = "[...document.querySelectorAll('script[type=\"text/plain\"]')].map(part => part.id.slice(2).split('-')[0])"
"""The names of the parts that were not asked for so far."""


def test_the_words_of_one_language_are_read(interface: Interface, host: InProcess, open_on: Open) -> None:
    expect(interface.page.get_by_role("navigation")).to_be_visible()
    assert set(interface.page.evaluate(_HELD)) >= {"de", "es", "fr", "zh", "ar"}
    french = open_on(host, locale="fr-FR")
    expect(french.page.get_by_role("navigation")).to_be_visible()
    assert set(french.page.evaluate(_HELD)) >= {"de", "es", "zh", "ar", "en"}


def test_the_letters_are_there_before_anything_is_laid_out(host: InProcess, open_on: Open) -> None:
    page = open_on(host, locale="en-US").page
    page.add_init_script(_WATCH)
    page.goto(BUILT.as_uri())
    expect(page.get_by_role("navigation")).to_be_visible()
    assert page.evaluate("window.lettersWereThere")


def test_the_rarer_letters_come_once_all_is_painted(interface: Interface) -> None:
    expect(interface.page.get_by_role("navigation")).to_be_visible()
    interface.page.wait_for_function("[...document.fonts].map(font => font.status).join() === 'loaded,loaded'")
    ranges = interface.page.evaluate("[...document.fonts].map(font => font.unicodeRange.slice(0, 6))")
    assert ranges == ["U+0-FF", "U+100-"]


def test_nothing_is_made_for_sorting_until_there_is_something_to_sort(host: InProcess, open_on: Open) -> None:
    page = open_on(host, locale="en-US").page
    page.add_init_script(_COUNT_COLLATORS)
    page.goto(BUILT.as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("window.collators") == 0
