"""What a person does in the window and sees there: by words, roles and labels, with the mouse and the keys."""

import json
from collections.abc import Callable

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from .processes import GUARD_S, wait_for
from .product_window import Product

_ROW = "//*[@role='grid']//*[@role='row'][contains(., {name})]"
_BUTTON = "//button[@aria-label={words} or starts-with(normalize-space(.), {words})]"
_IN_DETAILS = "//section[@aria-label='Details']"
_MENU_ITEM = "//*[@role='menuitem'][contains(., {words})]"
_FILE = "//*[@role='dialog']//*[@role='treeitem'][contains(., {words})]"
_LINE = "//*[@role='list'][@aria-label={label}]//*[@role='listitem'][contains(., {words})]"

_OPTION = "//*[@role='option'][@aria-selected='true'][contains(., {words})]"
_RESTS = """
    const [element, done] = arguments;
    const place = () => JSON.stringify(element.getBoundingClientRect());
    const before = place();
    requestAnimationFrame(() => requestAnimationFrame(() => done(place() === before)));
"""
"""Whether it stays where it is for a frame: the driver points at where it was when asked."""
_NOT_YET = (ElementClickInterceptedException, ElementNotInteractableException, StaleElementReferenceException)
"""Something is before it that is about to go, it is about to come, or it was drawn anew."""
_INSERT = "arguments[0].focus(); document.execCommand('insertText', false, arguments[1])"


class Person:
    """Every look waits until the thing is there; an AssertionError when it does not come."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._page = product.page

    def press_button(self, words: str) -> None:
        """The last one that begins with these words: what opened last stands last."""
        self._click(_BUTTON.format(words=json.dumps(words)))

    def press_button_of_details(self, words: str) -> None:
        self._click(_IN_DETAILS + _BUTTON.format(words=json.dumps(words)))

    def choose(self, words: str) -> None:
        """A radio button."""
        self._click(f"//*[@role='radio'][contains(., {json.dumps(words)})]")

    def select(self, name: str) -> None:
        """The torrent, by a click on its name."""
        self._click(_ROW.format(name=json.dumps(name)) + "//*[contains(@class, 'name')]")

    def choose_in_menu(self, name: str, words: str) -> None:
        """From the menu that a right click on the torrent opens."""
        row = _ROW.format(name=json.dumps(name)) + "//*[contains(@class, 'name')]"
        self._act(row, lambda element: ActionChains(self._page).context_click(element).perform())
        self.choose_open_menu_item(words)

    def choose_open_menu_item(self, words: str) -> None:
        self._click(_MENU_ITEM.format(words=json.dumps(words)))

    def type_into(self, label: str, text: str, *, enter: bool = False) -> None:
        """Into the field with this label, in place of what is there."""
        tied = f"//*[@id=//label[contains(., {json.dumps(label)})]/@for]"
        field = self._find(tied)
        field.send_keys(Keys.CONTROL, "a")
        self._insert(field, text)
        if enter:
            field.send_keys(Keys.ENTER)

    def press(self, *keys: str) -> None:
        """Together, wherever the focus is."""
        self._page.switch_to.active_element.send_keys(*keys)

    def type_focused(self, text: str) -> None:
        """Into the field that has the focus, as soon as one has it, in place of what is there."""
        focused = "input:focus, textarea:focus"
        field = wait_for(lambda: self._page.find_elements(By.CSS_SELECTOR, focused), GUARD_S, "a field to type into")[0]
        field.send_keys(Keys.CONTROL, "a")
        self._insert(field, text)

    def sees_chosen(self, words: str) -> None:
        """In the list below a field: what the Enter key takes."""
        self._find(_OPTION.format(words=json.dumps(words)))

    def open_tab(self, words: str) -> None:
        self._click(f"//*[@role='tab'][contains(., {json.dumps(words)})]")

    def turn_file(self, words: str) -> None:
        """The box before one of the dialog's files."""
        self._click(_FILE.format(words=json.dumps(words)) + "//*[contains(@class, 'box')]")

    def sees_file(self, words: str) -> None:
        self._find(_FILE.format(words=json.dumps(words)))

    def sees_line(self, label: str, words: str) -> None:
        """In a list with this label."""
        self._find(_LINE.format(label=json.dumps(label), words=json.dumps(words)))

    def sees(self, name: str, words: str) -> None:
        """Until the torrent's row in the list says this."""
        self._find(_ROW.format(name=json.dumps(name)) + f"[contains(., {json.dumps(words)})]")

    def sees_in_details(self, words: str) -> None:
        self._find(f"{_IN_DETAILS}//*[contains(normalize-space(.), {json.dumps(words)})]")

    def sees_in_dialog(self, words: str) -> None:
        self._find(f"//*[@role='dialog' or @role='alertdialog'][contains(., {json.dumps(words)})]")

    def sees_in_welcome(self, words: str) -> None:
        """In the greeting of the first start."""
        self._find(f"//*[contains(@class, 'welcome')]//*[@role='status'][contains(., {json.dumps(words)})]")

    def sees_no_dialog(self) -> None:
        path = "//*[@role='dialog' or @role='alertdialog']"
        wait_for(lambda: self._all(path) == [], GUARD_S, "the dialog to go")

    def misses(self, name: str) -> None:
        """Until no row of the list has this name."""
        path = _ROW.format(name=json.dumps(name))
        wait_for(lambda: self._all(path) == [], GUARD_S, f"{name} to go")

    def sees_heading(self, words: str) -> None:
        self._find(f"//h1[contains(., {json.dumps(words)})]")

    def _insert(self, field: WebElement, text: str) -> None:
        """At once, as an input method does: the driver needs up to a tenth of a second for each key."""
        self._page.execute_script(_INSERT, field, text)

    def _find(self, path: str) -> WebElement:
        found = wait_for(lambda: self._all(path), GUARD_S, path)
        assert found
        return found[-1]

    def _all(self, path: str) -> list[WebElement] | None:
        """None where one of them went while the driver told of it."""
        try:
            return self._page.find_elements(By.XPATH, path)
        except StaleElementReferenceException:
            return None

    def _click(self, path: str) -> None:
        self._act(path, WebElement.click)

    def _act(self, path: str, act: Callable[[WebElement], None]) -> None:
        """As soon as it is there, stands still and can be used."""
        wait_for(lambda: self._acted(path, act), GUARD_S, f"{path} to be used")

    def _acted(self, path: str, act: Callable[[WebElement], None]) -> bool:
        element = self._find(path)
        try:
            if element.is_enabled() and self._page.execute_async_script(_RESTS, element):
                act(element)
                return True
        except _NOT_YET:
            pass
        return False
