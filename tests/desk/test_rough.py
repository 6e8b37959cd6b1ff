"""Whatever is typed, pasted or put into an address: a page answers that, and nothing breaks."""

import httpx
import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, forms_in
from tests.machinery.officer import Officer, at

MEETING = "/desk/meetings/working-group"
ROUGH = (
    "\x00",
    "9" * 400,
    "²",
    "-1",
    "' or 1=1 --",
    "2027-13-45T99:99",
    "\u202e\ud7ff\U0001f3db",
    "a/b%2e%2e",
    "99:99",
)
LEAVES = ("/desk/sign-out", "/desk/me/sign-out-everywhere", "/desk/me/password")


@pytest.fixture
def administrator(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An administrator of a meeting with a session, a panel, a conflict and a release."""
    session = officer.round_table("Task forces", theme_id=officer.themes["i"])
    officer.publish()
    officer.change(session, **at("15:00-18:00"))
    officer.session("Late", room="Boardroom D", **at("19:00-20:00"))
    return sign_in("Okafor", Right.ADMINISTRATOR)


def pages(officer: Officer) -> list[str]:
    """Pages with a form or a filter."""
    room, item = officer.rooms["Boardroom A"], officer.item["id"]
    inside = (
        *("sessions", "sessions/new", "sessions/1?searched=yes", "people", "people/new", "people/1", "details"),
        *("rooms/new", f"rooms/{room}", "slots/new", "agenda-items", f"agenda-items/{item}", "conflicts", "publish"),
        *("releases", "releases/1/republish", "compare?earlier=1&later=1"),
    )
    outside = ("me", "new-meeting", "mandates/1", "delegations/new", "accounts/new", "accounts/1", "keys")
    return [*(f"/desk/{part}" for part in outside), *(f"{MEETING}/{part}" for part in inside)]


@pytest.mark.slow
def test_no_form_breaks_whatever_is_typed(administrator: DeskOfficer, officer: Officer) -> None:
    for address in pages(officer):
        for form in forms_in(administrator.get(address)):
            if form.method != "post" or form.action in LEAVES:
                continue
            for rough in ROUGH:
                fields = [(name, value if name == "proof" else rough) for name, value in form.fields]
                answer = administrator.client.post(form.action or address, data=_grouped(fields))
                assert answer.status_code < 500, (address, form.action, rough)


def _grouped(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.slow
def test_no_filter_breaks_whatever_is_asked(administrator: DeskOfficer, officer: Officer) -> None:
    for address in pages(officer):
        path, _, query = address.partition("?")
        filters = [form for form in forms_in(administrator.get(address)) if form.method == "get"]
        asked = {name for form in filters for name, _ in (*form.fields, *form.buttons)}
        named = {pair.partition("=")[0] for pair in query.split("&") if pair}
        for name in sorted({*asked, *named, "lang", "said"}):
            for rough in ROUGH:
                params = {**dict.fromkeys(named, "1"), "searched": "yes", name: rough}
                answer = administrator.client.get(path, params=params)
                assert answer.status_code < 500, (address, name, rough)


@pytest.mark.parametrize("rough", ["%00", "9" * 400, "%C2%B2", "..%2f..", "%F0%9F%8F%9B"])
def test_no_address_breaks(administrator: DeskOfficer, server: httpx.Client, rough: str) -> None:
    inside = ("sessions", "people", "rooms", "slots", "agenda-items", "releases")
    outside = ("meetings", "mandates", "delegations", "accounts", "first", "invitations", "static/x")
    addresses = [*(f"{MEETING}/{part}/{rough}" for part in inside), *(f"/desk/{part}/{rough}" for part in outside)]
    addresses += [f"/desk/meetings/{rough}/sessions", f"/sign-in?next={rough}", f"/sign-in?lang={rough}"]

    for address in addresses:
        assert administrator.client.get(address).status_code < 500, address
        assert server.get(address).status_code < 500, address
    for address in (f"/desk/keys/{rough}/revoke", f"{MEETING}/sessions/{rough}/cancel"):
        proof = next(value for name, value in forms_in(administrator.get("/desk"))[0].fields if name == "proof")
        assert administrator.client.post(address, data={"proof": proof}).status_code in (404, 405, 422), address


@pytest.mark.parametrize("rough", ROUGH)
def test_no_sign_in_breaks(server: httpx.Client, rough: str) -> None:
    answer = server.post("/sign-in", data={"email": rough, "password": rough, "next": rough})

    assert answer.status_code == 401
