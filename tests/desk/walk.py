"""An officer who walks from page to page in a browser: saves other values in a form, reads the list of conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.machinery.officer import Officer

Value = str | bool | list[str]
Fields = Mapping[str, Value]


@dataclass
class Walk:
    """An officer at a desk in a browser. Pages are named in a word: a session, a room or a person by what it is called."""

    page: Page
    officer: Officer
    addresses: dict[str, str]

    @property
    def url(self) -> str:
        """Where the product answers."""
        return str(self.officer.client.base_url).rstrip("/")

    def go(self, name: str) -> None:
        """Open a page of the meeting."""
        self.page.goto(f"{self.url}/desk/meetings/{self.officer.meeting}/{self.addresses.get(name, name)}")

    def edit(self, name: str, fields: Fields) -> Fields:
        """Save other values in the form that has them; what was there before."""
        self.go(name)
        form = self.page.locator("form[method=post]", has=self.page.locator(f"[name='{next(iter(fields))}']")).first
        before = {field: read(form, field) for field in fields}
        for field, value in fields.items():
            write(form, field, value)
        form.locator(".actions > button.button").last.click()
        expect(self.page.get_by_role("status")).to_have_text("Saved.")
        return before

    def conflicts(self) -> dict[str, list[str]]:
        """The sentences of what is broken and not accepted, by code."""
        found: dict[str, list[str]] = {}
        for one in self.officer.get(f"/meetings/{self.officer.meeting}/conflicts?limit=200")["items"]:
            if one["acknowledgement"] is None:
                found.setdefault(one["code"], []).append(one["message"])
        return found

    def expect_told(self, codes: set[str]) -> None:
        """The list of conflicts tells all of these."""
        found = self.conflicts()
        assert codes <= found.keys(), found
        self.go("conflicts")
        for code in codes:
            for sentence in found[code]:
                expect(self.page.get_by_text(sentence, exact=True).first).to_be_visible()


def read(form: Locator, name: str) -> Value:
    """What a field of a form holds."""
    field = form.locator(f"[name='{name}']")
    kind = field.first.get_attribute("type")
    if kind == "radio":
        return form.locator(f"[name='{name}']:checked").get_attribute("value") or ""
    if kind == "checkbox" and field.count() > 1:
        return [box.get_attribute("value") or "" for box in form.locator(f"[name='{name}']:checked").all()]
    return field.is_checked() if kind == "checkbox" else field.input_value()


def write(form: Locator, name: str, value: Value) -> None:
    """Put a value into a field of a form."""
    field = form.locator(f"[name='{name}']")
    if isinstance(value, list):
        for box in field.all():
            box.set_checked(box.get_attribute("value") in value)
    elif isinstance(value, bool):
        field.set_checked(value)
    elif field.first.get_attribute("type") == "radio":
        form.locator(f"[name='{name}'][value='{value}']").check()
    elif field.evaluate("(field) => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)
