"""Keys: who may do what, for all meetings or for one."""

import pytest

from app.access.models import Right
from app.database import Database
from tests.machinery.officer import MONDAY, Officer, make_key


def test_without_a_valid_key_nothing_is_read(officer: Officer) -> None:
    answers = [
        officer.client.get("/api/v1/meetings"),
        officer.client.get("/api/v1/meetings", headers={"Authorization": "Bearer rtp_00000000_nothing"}),
        officer.client.get("/api/v1/meetings", headers={"Authorization": f"Bearer {officer.key}x"}),
        officer.client.get("/api/v1/meetings", headers={"Authorization": f"Basic {officer.key}"}),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(401, "unauthenticated")] * 4
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Right.VIEWER, []),
        (Right.EDITOR, ["session"]),
        (Right.PUBLISHER, ["session", "release"]),
        (Right.ADMINISTRATOR, ["session", "release", "meeting"]),
    ],
)
def test_each_role_includes_the_one_before(
    officer: Officer, database_url: str, role: Right, allowed: list[str]
) -> None:
    holder = Officer(officer.client, make_key(database_url, role))
    session = {"kind": "briefing", "titles": {"en": "Briefing"}, "languages": ["en"]}
    meeting = {
        "titles": {"en": "Another"},
        "venue": "Nairobi",
        "zone": "Africa/Nairobi",
        "first_day": MONDAY.isoformat(),
        "last_day": MONDAY.isoformat(),
        "languages": ["en"],
    }

    answers = {
        "session": holder.ask("POST", "/meetings/working-group/sessions", json=session),
        "release": holder.ask("POST", "/meetings/working-group/releases", json={}),
        "meeting": holder.ask("POST", "/meetings", json=meeting),
    }

    assert holder.ask("GET", "/meetings/working-group/sessions").status_code == 200
    assert [noun for noun, answer in answers.items() if answer.status_code == 201] == allowed
    assert {answer.json().get("code") for noun, answer in answers.items() if noun not in allowed} <= {"forbidden"}


def test_a_key_for_one_meeting_reaches_no_other(officer: Officer, database_url: str) -> None:
    session = officer.session()["session"]
    other = officer.do(
        "POST",
        "/meetings",
        json={
            "slug": "other",
            "titles": {"en": "Other"},
            "venue": "Nairobi",
            "zone": "Africa/Nairobi",
            "first_day": MONDAY.isoformat(),
            "last_day": MONDAY.isoformat(),
            "languages": ["en"],
        },
    )
    holder = Officer(officer.client, make_key(database_url, Right.ADMINISTRATOR, meeting_id=2), meeting="other")
    room = officer.rooms["Boardroom A"]

    forbidden = [
        holder.ask("GET", "/meetings/working-group"),
        holder.ask("GET", "/meetings/working-group/sessions"),
        holder.ask("GET", f"/sessions/{session['id']}"),
        holder.ask("PATCH", f"/sessions/{session['id']}", 1, json={"status": "draft"}),
        holder.ask("POST", f"/sessions/{session['id']}/check", json={"placements": []}),
        holder.ask("DELETE", f"/rooms/{room}", 1),
        holder.ask("POST", "/meetings/working-group/releases", json={}),
        holder.ask("POST", "/delegations", json={"code": "X", "kind": "party", "names": {"en": "X"}}),
        holder.ask(
            "POST", "/meetings", json={name: other[name] for name in other if name != "version"} | {"slug": "third"}
        ),
        holder.ask("GET", "/ledger?meeting=working-group"),
    ]

    assert [answer.status_code for answer in forbidden] == [403] * 10
    assert [meeting["slug"] for meeting in holder.get("/meetings")["items"]] == ["other"]
    assert {entry["meeting"] for entry in holder.get("/ledger")["items"]} == {"other"}
    assert holder.do("PATCH", "/meetings/other", 1, json={"venue": "Mombasa"})["venue"] == "Mombasa"


def test_only_a_digest_of_the_key_is_kept(officer: Officer, database_url: str) -> None:
    database = Database(database_url)
    with database.reading() as db:
        stored = [str(row) for row in db.connection().exec_driver_sql("SELECT * FROM api_key").all()]
    database.dispose()

    assert len(stored) == 1
    assert officer.key.rsplit("_", 1)[1] not in stored[0]
