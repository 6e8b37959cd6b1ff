"""Sessions and their panels at the desk."""

import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, form_to
from tests.machinery.officer import Officer, at

DESK = "/desk/meetings/working-group"


@pytest.fixture
def editor(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An editor of an open meeting."""
    return sign_in("Okafor", Right.EDITOR)


def people_of(officer: Officer, session: int) -> list[tuple[int, str]]:
    """Who sits in a session, in order, with their role."""
    return [(seat["participant_id"], seat["role"]) for seat in officer.get(f"/sessions/{session}")["assignments"]]


def test_a_session_is_made_placed_and_retold_in_six_languages(editor: DeskOfficer, officer: Officer) -> None:
    made = editor.send(
        editor.get(f"{DESK}/sessions/new"),
        f"{DESK}/sessions/new",
        **{"titles/en": "Task forces", "titles/ar": "فرق العمل", "descriptions/fr": "Trois services.\nUn dossier."},
        **{"when/day": "2027-03-02", "when/from": "10:00", "when/to": "13:00", "room_id": officer.rooms["Boardroom A"]},
        **{
            "theme_id": officer.themes["i"],
            "documents/0/symbol": "CTOC/2",
            "documents/0/url": "https://papers.example/2",
        },
        languages=["en", "fr"],
    )
    number = int(made.headers["Location"].rpartition("/")[2].partition("?")[0])

    session = officer.get(f"/sessions/{number}")

    assert session["titles"] == {"en": "Task forces", "ar": "فرق العمل"}
    assert session["descriptions"] == {"fr": "Trois services.\nUn dossier."}
    assert (session["starts"], session["ends"]) == ("2027-03-02T10:00:00+01:00", "2027-03-02T13:00:00+01:00")
    assert session["documents"] == [{"symbol": "CTOC/2", "title": None, "url": "https://papers.example/2"}]
    page = editor.follow(made)
    assert "Created." in page.text
    address = f"{DESK}/sessions/{number}"
    editor.send(page, address, **{"when/day": "", "when/from": "", "when/to": ""})
    assert officer.get(f"/sessions/{number}")["starts"] is None


@pytest.mark.parametrize(
    ("given", "name", "said"),
    [
        ({"when/day": "2027-03-02", "when/from": "13:00", "when/to": "10:00"}, "when/to", "The end must be after"),
        ({"when/day": "2027-03-02", "when/from": "10:00"}, "when/to", "A start and an end belong together."),
        ({"when/from": "10:00", "when/to": "11:00"}, "when/from", "Fill this in."),
        ({"webcast_url": "ftp://x"}, "webcast_url", "An address that begins with https://"),
        ({"titles/en": ""}, "titles", "A text in at least one language."),
    ],
)
def test_what_a_session_cannot_be_is_said(
    editor: DeskOfficer, officer: Officer, given: dict[str, str], name: str, said: str
) -> None:
    address = f"{DESK}/sessions/{officer.session()['session']['id']}"
    page = editor.get(address)
    empty = {} if "titles/en" in given or "webcast_url" in given else {"when/day": "", "when/from": "", "when/to": ""}

    answer = editor.send(page, address, 422, **{**empty, **given})

    assert f'id="{name}-error">{said}' in answer.text


def test_a_session_is_cancelled_reinstated_and_deleted(editor: DeskOfficer, officer: Officer) -> None:
    session = officer.session()["session"]
    address = f"{DESK}/sessions/{session['id']}"
    stale = editor.get(address)

    editor.send(editor.get(address), f"{address}/cancel")

    assert officer.get(f"/sessions/{session['id']}")["status"] == "cancelled"
    assert "A colleague changed it" in editor.send(stale, f"{address}/cancel", 409).text
    cancelled = editor.get(address)
    assert f'<a href="{DESK}/steps">Undo what I did' in cancelled.text
    assert not [name for name, _ in form_to(cancelled, address).fields if name == "status"]
    editor.send(cancelled, f"{address}/reinstate")
    assert officer.get(f"/sessions/{session['id']}")["status"] == "tentative"
    editor.send(editor.get(address), f"{address}/delete")
    assert officer.ask("GET", f"/sessions/{session['id']}").status_code == 404


def test_people_are_found_with_the_reason_why_they_cannot_come(editor: DeskOfficer, officer: Officer) -> None:
    free, seated, away, elsewhere = (
        officer.person(name, languages=["en"]) for name in ("Free", "Seated", "Away", "Elsewhere")
    )
    other = officer.session("Another one", room="Boardroom D")["session"]
    officer.seats(other, {"participant_id": seated["id"], "role": "panelist"})
    windows = [{"kind": "unavailable", **at("09:00-12:00")}]
    where = f"/participants/{away['id']}/availability?meeting={officer.meeting}"
    officer.do("PUT", where, 0, json=windows)
    where = f"/participants/{free['id']}/availability?meeting={officer.meeting}"
    officer.do("PUT", where, 0, json=[])
    officer.do("PATCH", f"/participants/{elsewhere['id']}", 1, json={"languages": ["zh"]})
    session = officer.session("Task forces")["session"]

    page = editor.get(f"{DESK}/sessions/{session['id']}?searched=yes&delegation=KEN")

    told = {
        row.partition("</a>")[0].rpartition("<bdi>")[2][:-6]: row for row in page.text.split('<th scope="row">')[1:]
    }
    assert "can come" in told["Free"]
    assert "seated in “Another one”, 10:00–13:00" in told["Seated"]
    assert 'class="cannot"' in page.text
    assert "not available at that time" in told["Away"]
    assert "speaks none of the session’s languages" in told["Elsewhere"]
    assert list(told).index("Free") < list(told).index("Seated")

    action = f"{DESK}/sessions/{session['id']}/seats"
    form = form_to(page, action)
    seated_one = editor.post(action, form.filled({"role": "moderator"}))
    again = seated_one.headers["Location"]
    assert again == f"{DESK}/sessions/{session['id']}?delegation=KEN&searched=yes&said=saved#panel"
    assert people_of(officer, session["id"]) == [(free["id"], "moderator")]
    assert "has a seat in the session already" in editor.post(action, form.filled({}), 409).text


def test_the_order_roles_and_minutes_of_a_panel_are_a_form(editor: DeskOfficer, officer: Officer) -> None:
    session = officer.session()["session"]
    first, second, third = (person["id"] for person in officer.panel(session))
    address = f"{DESK}/sessions/{session['id']}"
    page = editor.get(address)

    moved = editor.send(
        page,
        f"{address}/panel",
        **{"move": f"{third}:up", f"seats/{third}/role": "chair", f"seats/{second}/minutes": "15"},
        **{f"seats/{first}/title/fr": "Ouverture", f"seats/{first}/invitation": "declined"},
    )

    assert moved.headers["Location"] == f"{address}?said=saved#move-{third}-up"
    seats = officer.get(f"/sessions/{session['id']}")["assignments"]
    assert [(seat["participant_id"], seat["role"], seat["minutes"]) for seat in seats] == [
        (first, "moderator", None),
        (third, "chair", None),
        (second, "panelist", 15),
    ]
    assert (seats[0]["titles"], seats[0]["invitation"]) == ({"fr": "Ouverture"}, "declined")
    wrong = editor.send(editor.get(address), f"{address}/panel", 422, **{f"seats/{second}/minutes": "9999"})
    assert f'id="seats/{second}/minutes-error">1440 or less.' in wrong.text
    editor.send(editor.get(address), f"{address}/panel", **{f"seats/{first}/remove": "yes"})
    assert people_of(officer, session["id"]) == [(third, "chair"), (second, "panelist")]


def test_two_officers_change_one_panel_seat_by_seat(editor: DeskOfficer, officer: Officer, sign_in: SignIn) -> None:
    colleague = sign_in("Mbeki", Right.EDITOR)
    session = officer.session()["session"]
    first, second, third = (person["id"] for person in officer.panel(session))
    newcomer = officer.person("Newcomer")["id"]
    address = f"{DESK}/sessions/{session['id']}"
    mine = editor.get(address)
    found = colleague.get(f"{address}?searched=yes&find=Newcomer")
    colleague.send(found, f"{address}/seats")
    colleague.send(colleague.get(address), f"{address}/panel", **{f"seats/{first}/role": "chair"})

    refused = editor.send(
        mine, f"{address}/panel", 412, **{f"seats/{second}/minutes": "20", f"seats/{third}/remove": "yes"}
    )

    assert "Chair" in refused.text
    editor.send(refused, f"{address}/panel")
    assert people_of(officer, session["id"]) == [(first, "chair"), (second, "panelist"), (newcomer, "panelist")]
    assert officer.get(f"/sessions/{session['id']}")["assignments"][1]["minutes"] == 20


def test_the_balance_of_a_panel_is_told_and_gender_to_editors_only(
    editor: DeskOfficer, officer: Officer, sign_in: SignIn
) -> None:
    session = officer.session()["session"]
    people = officer.panel(session)
    officer.do("PATCH", f"/participants/{people[0]['id']}", 1, json={"gender": "female"})
    address = f"{DESK}/sessions/{session['id']}"

    page, seen = editor.get(address), sign_in("Viewer", Right.VIEWER).get(address)

    assert "3 people on active seats" in page.text
    assert '<span class="tag">Member State: 3</span>' in page.text
    assert "Gender: 1 of 3 gave it · 1 Female" in page.text
    assert "Gender" not in seen.text
    assert "3 people on active seats" in seen.text


def test_sessions_are_listed_by_what_they_are(editor: DeskOfficer, officer: Officer) -> None:
    officer.session("Task forces", theme_id=officer.themes["i"])
    officer.session("Witnesses", theme_id=officer.themes["ii"], **at("10:00-13:00", day=1))
    officer.session("Unplaced", room=None, starts=None, ends=None)
    titles = ("Task forces", "Witnesses", "Unplaced")

    def listed(query: str) -> list[bool]:
        page = editor.get(f"{DESK}/sessions?{query}").text
        return [f"<bdi>{title}</bdi></a>" in page for title in titles]

    assert listed("") == [True, True, True]
    assert listed("q=TASK&day=&theme_id=&room_id=&kind=&status=&state=") == [True, False, False]
    assert listed(f"theme_id={officer.themes['ii']}") == [False, True, False]
    assert listed("day=2027-03-02") == [False, True, False]
    assert listed("state=unplaced") == [False, False, True]
    assert listed("status=confirmed") == [False, False, False]
