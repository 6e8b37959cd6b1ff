"""Who may do what at the desk: every route names its right, and holds to it."""

import re

import httpx
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from app.access.accounts import set_password
from app.access.models import AccountRow, Right
from app.access.sign_in import open_sign_in
from app.database import Database
from app.desk.frame.admission import COOKIE
from app.desk.routes import router
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, form_to, forms_in
from tests.machinery.officer import Officer

DESK = "/desk/meetings/working-group"
OPEN = {
    "/sign-in",
    "/desk/first/{token}",
    "/desk/invitations/{token}",
    "/desk/static/{asked}/{name}",
}
OWN = {"/desk", "/desk/me", "/desk/me/language", "/desk/me/password", "/desk/me/sign-out-everywhere", "/desk/sign-out"}


def rights_of(dependant: Dependant) -> set[Right]:
    """The rights that a route's dependencies ask for."""
    own = getattr(dependant.call, "right", None)
    return ({own} if own else set()).union(*(rights_of(part) for part in dependant.dependencies))


def desk_routes() -> list[tuple[str, set[str], set[Right]]]:
    """Address, methods and rights of every route of the desk."""
    routes = (context.route for context in iter_route_contexts(router.routes))
    return [
        (route.path, set(route.methods or ()), rights_of(route.dependant))
        for route in routes
        if isinstance(route, APIRoute)
    ]


def test_every_route_of_the_desk_asks_for_one_right_or_is_known_to_be_open() -> None:
    routes = desk_routes()

    assert len(routes) > 60
    for path, methods, rights in routes:
        if path in OPEN:
            assert rights == set(), path
        elif path in OWN:
            assert rights == {Right.VIEWER}, path
        else:
            assert len(rights) == 1, (path, rights)
            assert methods <= {"GET", "HEAD"} or rights <= {Right.EDITOR, Right.PUBLISHER, Right.ADMINISTRATOR}, path


def test_without_a_sign_in_every_address_leads_to_it(server: httpx.Client) -> None:
    for path, methods, rights in desk_routes():
        if not rights:
            continue
        address = re.sub(r"\{[a-z_]+\}", "1", path)
        for method in methods - {"HEAD"}:
            answer = server.request(method, address)
            assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/sign-in"), (
                method,
                path,
            )


@pytest.fixture
def known(officer: Officer) -> dict[str, str]:
    """What the addresses of the desk name, in one meeting."""
    session = officer.session()["session"]
    return {
        "meeting": officer.meeting,
        "session_id": str(session["id"]),
        "person_id": str(officer.person()["id"]),
        "key": str(officer.rooms["Boardroom A"]),
        "direction": "up",
        "step": "cancel",
        "how": "grid",
        "number": "1",
        "account_id": "1",
        "prefix": "00000000",
        "entry": "1",
    }


def _filled(path: str, known: dict[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda found: known.get(found[1], "1"), path)


@pytest.mark.parametrize("role", [Right.VIEWER, Right.EDITOR, Right.PUBLISHER])
def test_what_a_role_does_not_allow_is_refused_and_changes_nothing(
    officer: Officer, sign_in: SignIn, known: dict[str, str], role: Right
) -> None:
    holder = sign_in("Mbeki", role)
    before = officer.get("/ledger?limit=200")["items"]

    for path, methods, rights in desk_routes():
        if not rights or all(role.includes(right) for right in rights):
            continue
        for method in methods - {"HEAD"}:
            answer = holder.client.request(method, _filled(path, known), data={"proof": proof_of(holder)})
            assert answer.status_code == 403, (method, path, answer.status_code)

    assert officer.get("/ledger?limit=200")["items"] == before


def proof_of(holder: DeskOfficer) -> str:
    """The proof that the forms of a sign-in carry."""
    return dict(form_to(holder.get("/desk"), "/desk/sign-out").fields)["proof"]


def test_a_role_in_one_meeting_does_not_reach_another(officer: Officer, sign_in: SignIn, known: dict[str, str]) -> None:
    other = {**officer.get(f"/meetings/{officer.meeting}"), "slug": "another", "titles": {"en": "Another"}}
    officer.do("POST", "/meetings", json={name: value for name, value in other.items() if name != "version"})
    stranger = sign_in("Stranger", None, {2: Right.ADMINISTRATOR})
    proof = proof_of(stranger)
    before = officer.get("/ledger?limit=200")["items"]

    for path, methods, rights in desk_routes():
        if not rights or path in OWN:
            continue
        for method in methods - {"HEAD"}:
            answer = stranger.client.request(method, _filled(path, known), data={"proof": proof})
            assert answer.status_code == 403, (method, path, answer.status_code)
    for part in (f"sessions/{known['session_id']}", f"rooms/{known['key']}"):
        for method in ("GET", "POST"):
            answer = stranger.client.request(method, f"/desk/meetings/another/{part}", data={"proof": proof})
            assert answer.status_code in (403, 404), (method, part)

    assert officer.get("/ledger?limit=200")["items"] == before
    assert "Another" in stranger.get("/desk").text
    assert "fourteenth" not in stranger.get("/desk").text


def test_the_larger_of_two_roles_counts(officer: Officer, sign_in: SignIn) -> None:
    both = sign_in("Both", Right.VIEWER, {1: Right.EDITOR})

    assert "New session" in both.get(f"{DESK}/sessions").text
    both.get("/desk/accounts", 403)


def test_a_viewer_sees_no_private_field(officer: Officer, sign_in: SignIn) -> None:
    person = officer.person(email="private@office.example", needs="A private need", gender="female")
    session = officer.session(joining_url="https://private.example/join")["session"]
    officer.seats(session, {"participant_id": person["id"], "role": "panelist"})
    viewer = sign_in("Otieno", Right.VIEWER)

    pages = [viewer.get(f"{DESK}/{part}") for part in ("people", f"people/{person['id']}", f"sessions/{session['id']}")]

    for page in pages:
        assert "private" not in page.text.lower().replace("private network", "")
        assert [form.action for form in forms_in(page) if form.method == "post" and form.buttons] == []
        assert "Availability for" not in page.text


def test_an_administrator_keeps_accounts_and_keys(officer: Officer, sign_in: SignIn) -> None:
    administrator = sign_in("Ndiaye", Right.ADMINISTRATOR)
    page = administrator.get("/desk/accounts/new")

    made = administrator.send(
        page,
        "/desk/accounts/new",
        200,
        **{"name": "T. Mbeki", "email": "Mbeki@office.example", "meeting_roles/1": "editor"},
    )

    link = re.search(r"/desk/invitations/[\w-]+", made.text)
    assert link
    assert administrator.client.get(link[0]).status_code == 200
    listed = administrator.get("/desk/accounts").text
    assert "mbeki@office.example" in listed
    assert "link not used yet" in listed
    taken = administrator.send(page, "/desk/accounts/new", 422, name="T. Mbeki", email="other@office.example")
    assert "Another account has it." in taken.text
    address = re.findall(r"/desk/accounts/(\d+)", listed)[-1]
    renewed = administrator.send(
        administrator.get(f"/desk/accounts/{address}"), f"/desk/accounts/{address}/invite", 200
    )
    assert administrator.client.get(link[0]).status_code == 404
    assert "/desk/invitations/" in renewed.text

    key = administrator.send(administrator.get("/desk/keys"), "/desk/keys", 200, name="Import", role="editor")
    shown = re.search(r"rtp_[\w-]{20,}", key.text)
    assert shown
    headers = {"Authorization": f"Bearer {shown[0]}"}
    assert officer.client.get("/api/v1/meetings", headers=headers).status_code == 200
    again = administrator.get("/desk/keys")
    assert shown[0] not in again.text
    administrator.send(again, f"/desk/keys/{shown[0][4:12]}/revoke")
    assert officer.client.get("/api/v1/meetings", headers=headers).status_code == 401


def test_the_last_administrator_stays_and_a_closed_account_is_signed_out(
    database_url: str, officer: Officer, sign_in: SignIn
) -> None:
    administrator, editor = sign_in("Ndiaye", Right.ADMINISTRATOR), sign_in("Mbeki", Right.EDITOR)
    database = Database(database_url)
    with database.writing() as db:
        account = db.get_one(AccountRow, 1)
        set_password(db, account, "a long way to Vienna")
        administrator.client.cookies.set(COOKIE, open_sign_in(db, account))
    database.dispose()

    kept = administrator.send(administrator.get("/desk/accounts/1"), "/desk/accounts/1", 409, role="editor")
    administrator.send(administrator.get("/desk/accounts/2"), "/desk/accounts/2", closed="yes")

    assert "Somebody has to be administrator" in kept.text
    assert editor.client.get("/desk").status_code == 303
