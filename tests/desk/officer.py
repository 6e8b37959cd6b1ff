"""An officer at the desk without a browser: follows links, fills in the forms that a page really has."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import httpx
from sqlmodel import select

from app.access.accounts import AccountIn, create_account
from app.access.models import AccountRow, Actor, Right
from app.access.sign_in import open_sign_in
from app.database import Database
from app.desk.frame.admission import COOKIE
from app.given import slug_of

Fields = list[tuple[str, str]]


@dataclass
class Form:
    """A form as a browser would send it."""

    action: str
    method: str
    fields: Fields = field(default_factory=list)
    buttons: Fields = field(default_factory=list)

    def filled(self, values: dict[str, Any]) -> Fields:
        """The fields with these values in place of what stands there: a list for several, None for none."""
        kept = [(name, value) for name, value in self.fields if name not in values]
        given = [(name, value if isinstance(value, list) else [value]) for name, value in values.items()]
        return kept + [(name, str(one)) for name, several in given for one in several if one is not None]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._chosen: list[str] = []
        self._first: str | None = None
        self._several = False
        self._area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._form)
        if self._form is None or "disabled" in given:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in given:
                self._form.fields.append((name, given.get("value", "on" if kind == "checkbox" else "")))
        elif tag == "button" and name:
            self._form.buttons.append((name, given.get("value", "")))
        elif tag == "select":
            self._select, self._chosen, self._first, self._several = name, [], None, "multiple" in given
        elif tag == "option" and self._select is not None:
            value = given.get("value", "")
            self._first = value if self._first is None else self._first
            if "selected" in given:
                self._chosen.append(value)
        elif tag == "textarea":
            self._area = (name, [])

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if self._form is None:
            return
        if tag == "select" and self._select is not None:
            chosen = self._chosen or ([] if self._several or self._first is None else [self._first])
            self._form.fields.extend((self._select, value) for value in chosen)
            self._select = None
        elif tag == "textarea" and self._area:
            name, parts = self._area
            text = "".join(parts)
            self._form.fields.append((name, text.removeprefix("\n")))
            self._area = None


def forms_in(answer: httpx.Response) -> list[Form]:
    """The forms of a page, in its order."""
    reader = _Reader()
    reader.feed(answer.text)
    return reader.forms


def form_to(answer: httpx.Response, action: str) -> Form:
    """The form of a page that goes to this address (or, empty, to the page's own)."""
    found = [form for form in forms_in(answer) if form.action == action and form.method == "post"]
    assert found, f"No form to {action!r}; there are {[form.action for form in forms_in(answer)]}."
    return found[0]


@dataclass
class DeskOfficer:
    """Somebody signed in at the desk."""

    client: httpx.Client

    def get(self, path: str, status: int = 200) -> httpx.Response:
        """A page."""
        answer = self.client.get(path)
        assert answer.status_code == status, f"{answer.status_code} for {path}: {answer.text[:2000]}"
        return answer

    def send(self, page: httpx.Response, action: str = "", status: int = 303, /, **values: Any) -> httpx.Response:
        """Fill in a page's form to this address and send it. Names are written as they are in the form."""
        form = form_to(page, action)
        return self.post(form.action or page.request.url.raw_path.decode(), form.filled(values), status)

    def post(self, path: str, fields: Iterable[tuple[str, str]], status: int = 303) -> httpx.Response:
        """Send any form."""
        answer = self.client.post(
            path,
            content=urlencode(list(fields)),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code == status, f"{answer.status_code} for {path}: {answer.text[:4000]}"
        return answer

    def follow(self, answer: httpx.Response) -> httpx.Response:
        """The page that a step leads to."""
        return self.get(answer.headers["Location"])


def signed_in(
    server: httpx.Client, database_url: str, name: str, role: Right | None, meetings: dict[int, Right] | None = None
) -> DeskOfficer:
    """An officer with these rights, signed in without a password so that tests do not wait for its hashing."""
    database = Database(database_url)
    with database.writing() as db:
        account = db.exec(select(AccountRow).where(AccountRow.name == name)).first() or create_account(
            db,
            AccountIn(email=f"{slug_of(name)}@office.example", name=name, role=role, meeting_roles=meetings or {}),
            Actor("test", Right.ADMINISTRATOR),
        )
        cookie = open_sign_in(db, account)
    database.dispose()
    client = httpx.Client(base_url=server.base_url, timeout=30, cookies={COOKIE: cookie})
    return DeskOfficer(client)
