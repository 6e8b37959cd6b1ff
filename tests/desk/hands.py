"""How an officer handles a page: with a mouse, or by keyboard alone."""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_TRIES = 30
IS_FOCUSED = "(element) => element === document.activeElement"
DISTANCE = """(element) => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility());
  const [wanted, here] = [element, document.activeElement].map((one) => stops.indexOf(one));
  return wanted - (here < 0 ? stops.findLastIndex((one) =>
    one.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) : here);
}"""
AWAY = """(select, value) => {
  const options = [...select.options].filter((option) => !option.disabled);
  const wanted = options.findIndex((option) => option.value === value || option.label.startsWith(value));
  return wanted < 0 ? null : wanted - options.indexOf(select.selectedOptions[0]);
}"""


class Hands(Protocol):
    """What an officer can do to what a page shows."""

    @property
    def page(self) -> Page:
        """What is looked at."""

    def write(self, field: Locator, text: str) -> None:
        """Put a text into a field, in place of what stands there; a day as 2028-03-06."""

    def choose(self, field: Locator, option: str) -> None:
        """Choose an option by its value or by how its label begins."""

    def press(self, control: Locator) -> None:
        """Follow a link, press a button, tick a box."""


@dataclass(frozen=True)
class Mouse:
    """Points at everything."""

    page: Page

    def write(self, field: Locator, text: str) -> None:
        """Put a text into a field."""
        field.fill(text)

    def choose(self, field: Locator, option: str) -> None:
        """Choose an option, which tells the page as a person's choice does."""
        away = field.evaluate(AWAY, option)
        assert away is not None, f"There is no option {option!r}."
        field.select_option(index=field.evaluate("(select) => select.selectedIndex") + away)

    def press(self, control: Locator) -> None:
        """Click."""
        control.click()


@dataclass(frozen=True)
class Keyboard:
    """Touches nothing but keys: comes to everything by Tab."""

    page: Page

    def write(self, field: Locator, text: str) -> None:
        """Type a text; a day part by part, as a browser in American English asks for it."""
        self._reach(field)
        if field.get_attribute("type") == "date":
            year, month, day = text.split("-")
            self.page.keyboard.type(f"{month}{day}{year}")
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        """Go to an option by the arrows."""
        self._reach(field)
        away = field.evaluate(AWAY, option)
        assert away is not None, f"There is no option {option!r}."
        for _ in range(abs(away)):
            self.page.keyboard.press("ArrowDown" if away > 0 else "ArrowUp")

    def press(self, control: Locator) -> None:
        """Space ticks a box, Enter does the rest."""
        self._reach(control)
        self.page.keyboard.press("Space" if control.get_attribute("type") == "checkbox" else "Enter")

    def _reach(self, wanted: Locator) -> None:
        """Tab as often as there are stops between; again where one of them has several parts, as a day has."""
        wanted.wait_for()
        for _ in range(MOST_TRIES):
            if wanted.evaluate(IS_FOCUSED):
                return
            away = wanted.evaluate(DISTANCE)
            for _ in range(abs(away)):
                self.page.keyboard.press("Tab" if away > 0 else "Shift+Tab")
        raise AssertionError(f"Tab does not come to {wanted}.")
