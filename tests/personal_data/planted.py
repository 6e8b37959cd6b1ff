"""A released meeting with a draft that differs, another meeting without a release, and a mark wherever it is private."""

from dataclasses import dataclass, field

import httpx

from app.access.accounts import AccountIn, create_account, invite, offer_first_administrator, set_password
from app.access.keys import create_key
from app.access.models import Actor, Right
from app.access.sign_in import open_sign_in
from app.database import Database
from tests.machinery.officer import JSON, Officer, at
from tests.personal_data.marks import PUBLIC, Marks

FAR = "2199-07-13"
NOT_ACCEPTED = ("to_invite", "invited", "tentative", "declined", "withdrawn")


@dataclass
class Planted:
    """What was planted, and where the public finds what there is."""

    officer: Officer
    marks: Marks
    table: JSON = field(default_factory=dict)
    people: list[JSON] = field(default_factory=list)
    hidden_people: list[JSON] = field(default_factory=list)
    hidden_sessions: list[JSON] = field(default_factory=list)
    hidden_room: JSON = field(default_factory=dict)
    hidden_delegation: str = ""
    hidden_meeting: str = "not-yet-released"
    selection: JSON = field(default_factory=dict)
    released: list[JSON] = field(default_factory=list)
    item: JSON = field(default_factory=dict)


def plant(client: httpx.Client, url: str) -> Planted:
    """Plant everything, through the API where it can be."""
    marks = Marks()
    officer = Officer(client, _marked_key(url, marks))
    planted = Planted(officer, marks)
    officer.open_meeting()
    _plant_nouns(planted)
    _plant_people(planted)
    _plant_sessions(planted)
    _plant_reason(planted)
    officer.publish(f"First {PUBLIC}")
    officer.change(planted.table, descriptions={"en": f"Second {PUBLIC}"})
    planted.released = officer.publish()["sessions"]
    body = {"session_uids": [planted.table["uid"]]}
    planted.selection = officer.do("POST", f"/meetings/{officer.meeting}/selections", json=body)
    marks.keep_secret(planted.selection["edit_token"], "the token that edits a selection")
    marks.keep_secret(planted.selection["page_url"].rpartition("/")[2], "the token that reads a selection")
    _plant_other_meeting(planted)
    _plant_account(url, marks)
    return planted


def _marked_key(url: str, marks: Marks) -> str:
    database = Database(url)
    with database.writing() as db:
        key = create_key(db, marks.word("the officer's name"), Right.ADMINISTRATOR, None, marks.word("who made a key"))
    database.dispose()
    marks.keep_secret(key, "a key")
    return key


def _plant_nouns(planted: Planted) -> None:
    officer, marks = planted.officer, planted.marks
    planted.hidden_delegation = marks.word("delegation.code").upper()
    names = marks.texts("delegation.names")
    sent = {"code": planted.hidden_delegation, "kind": "organisation", "names": names}
    officer.do("POST", "/delegations", json=sent)
    planted.hidden_room = officer.room(marks.word("room.name"), slug=marks.word("room.slug"), capacity=31)
    planted.item = officer.item


def _plant_people(planted: Planted) -> None:
    officer, marks = planted.officer, planted.marks
    for _ in range(len(NOT_ACCEPTED) + 2):
        planted.hidden_people.append(
            officer.person(
                marks.word("participant.name"),
                planted.hidden_delegation,
                honorific=marks.word("participant.honorific"),
                functions=marks.texts("participant.functions"),
                **_private(marks),
            )
        )


def _private(marks: Marks) -> JSON:
    email = f"{marks.word('participant.email')}@{marks.word('participant.email')}.org"
    return {"email": email, "needs": marks.word("participant.needs"), "gender": "other", "step_free": True}


def _plant_sessions(planted: Planted) -> None:
    officer, marks = planted.officer, planted.marks
    theme, public = officer.themes["i"], {"en": f"Round table {PUBLIC}", "fr": f"Table ronde {PUBLIC}"}
    joining = f"https://example.org/{marks.word('session.joining_url')}"
    given = {"theme_id": theme, "agenda_item_id": officer.item["id"], "joining_url": joining}
    planted.table = officer.session(PUBLIC, titles=public, **given)["session"]
    planted.people = officer.panel(planted.table)
    seated = officer.get(f"/sessions/{planted.table['id']}")["assignments"]
    kept = [{name: seat[name] for name in ("participant_id", "role", "invitation")} for seat in seated]
    not_accepted = [
        {"participant_id": person["id"], "role": "discussant", "invitation": invitation, "minutes": 7}
        | {"titles": marks.texts("assignment.titles")}
        for person, invitation in zip(planted.hidden_people, NOT_ACCEPTED, strict=False)
    ]
    officer.seats(planted.table, *kept, *not_accepted)
    officer.change(planted.table, status="confirmed")
    for person in planted.people:
        officer.do("PATCH", f"/participants/{person['id']}", 1, json=_private(marks))
        windows = [{"kind": "unavailable", "starts": f"{FAR}T10:00:00+01:00", "ends": f"{FAR}T11:00:00+01:00"}]
        address = f"/participants/{person['id']}/availability?meeting={officer.meeting}"
        officer.do("PUT", address, 0, json=windows)
    marks.keep_secret(FAR, "availability")
    tentative = officer.session(f"Tentative {PUBLIC}", **at("15:00-18:00"))["session"]
    accepted = {"participant_id": planted.hidden_people[-2]["id"], "role": "speaker", "invitation": "accepted"}
    officer.seats(tentative, {**accepted, "titles": marks.texts("assignment.titles")})
    cancelled = officer.session(f"Cancelled {PUBLIC}", kind="briefing", **at("10:00-11:00", day=3))["session"]
    officer.publish()
    officer.step(cancelled, "cancel")
    planted.hidden_sessions = [_hidden_session(planted, **fields) for fields in ({"status": "draft"}, {"starts": None})]
    planted.hidden_sessions.append(_hidden_session(planted, status="tentative"))
    officer.step(planted.hidden_sessions[-1], "cancel")


def _hidden_session(planted: Planted, **fields: str | None) -> JSON:
    """A session that no release holds: a draft, one without a time, one that is cancelled before it was released."""
    officer, marks = planted.officer, planted.marks
    placed = {"starts": None, "ends": None} if "starts" in fields else at("10:00-13:00", day=2)
    paper = {"symbol": marks.word("session.documents"), "title": marks.word("session.documents")}
    made: JSON = officer.session(
        "",
        room=None,
        titles=marks.texts("session.titles"),
        descriptions=marks.texts("session.descriptions"),
        documents=[{**paper, "url": f"https://example.org/{marks.word('session.documents')}"}],
        webcast_url=f"https://example.org/{marks.word('session.webcast_url')}",
        joining_url=f"https://example.org/{marks.word('session.joining_url')}",
        organiser=planted.hidden_delegation,
        room_id=planted.hidden_room["id"],
        **{"status": "tentative", **placed, **fields},
    )["session"]
    return made


def _plant_reason(planted: Planted) -> None:
    officer, marks = planted.officer, planted.marks
    found = officer.get(f"/meetings/{officer.meeting}/conflicts")["items"]
    warning = next(one for one in found if one["severity"] == "warning" and one["code"] != "unscheduled")
    reason = {"key": warning["key"], "reason": marks.word("acknowledgement.reason")}
    officer.do("POST", f"/meetings/{officer.meeting}/acknowledgements", json=reason)


def _plant_other_meeting(planted: Planted) -> None:
    """A meeting that nobody may know of yet. Its slug stands in the officer's own addresses, and so in the log."""
    officer, marks = planted.officer, planted.marks
    marks.keep_secret(planted.hidden_meeting, "meeting.slug")
    other = Officer(officer.client, officer.key, meeting=planted.hidden_meeting)
    other.open_meeting_under(
        officer.get("/mandates")["items"][0],
        titles=marks.texts("meeting.titles"),
        venue=marks.word("meeting.venue"),
        symbol=marks.word("meeting.symbol"),
        mailbox=f"{marks.word('meeting.mailbox')}@example.org",
    )
    item = {"number": marks.word("agenda_item.number"), "titles": marks.texts("agenda_item.titles")}
    item |= {"annotations": marks.texts("agenda_item.annotations")}
    officer.do("POST", f"/meetings/{other.meeting}/agenda-items", json=item)
    other.session(marks.word("session.titles"))


def _plant_account(url: str, marks: Marks) -> None:
    """An account with a password, a link and a sign-in, and the link that makes the first administrator."""
    database = Database(url)
    with database.writing() as db:
        first = offer_first_administrator(db)
        given = AccountIn(email=f"{marks.word('account.email')}@example.org", name=marks.word("account.name"))
        account = create_account(db, given, Actor(marks.word("who made an account"), Right.ADMINISTRATOR))
        set_password(db, account, marks.word("a password"))
        marks.keep_secret(invite(db, account, Actor("test", Right.ADMINISTRATOR)), "an invitation's token")
        marks.keep_secret(open_sign_in(db, account), "a sign-in's cookie")
    database.dispose()
    assert first
    marks.keep_secret(first, "the first administrator's token")


def differ(planted: Planted) -> None:
    """Let the draft differ from the release wherever it can, and change all that is private."""
    officer, marks = planted.officer, planted.marks
    change_what_is_private(planted)
    officer.change(
        planted.table,
        titles=marks.texts("session.titles"),
        descriptions=marks.texts("session.descriptions"),
        theme_id=officer.themes["ii"],
        room_id=planted.hidden_room["id"],
        **at("10:00-13:00", day=4),
    )
    named = planted.people[0]
    given = {"name": marks.word("participant.name"), "functions": marks.texts("participant.functions")}
    _patch(officer, f"/participants/{named['id']}", **given, delegation=planted.hidden_delegation)
    _patch(officer, f"/rooms/{officer.rooms['Boardroom A']}", name=marks.word("room.name"))
    titles = {"titles": marks.texts("agenda_item.titles"), "annotations": marks.texts("agenda_item.annotations")}
    _patch(officer, f"/agenda-items/{planted.item['id']}", number=marks.word("agenda_item.number"), **titles)
    _patch(officer, "/delegations/KEN", names=marks.texts("delegation.names"))
    meeting = {"titles": marks.texts("meeting.titles"), "venue": marks.word("meeting.venue")}
    meeting |= {"symbol": marks.word("meeting.symbol"), "mailbox": f"{marks.word('meeting.mailbox')}@example.org"}
    _patch(officer, f"/meetings/{officer.meeting}", **meeting, zone="Europe/London", languages=["fr", "en", "zh"])
    refused = officer.ask("POST", "/participants", json={"name": marks.word("what was refused"), "delegation": "NONE"})
    assert refused.status_code == 422, refused.text


def change_what_is_private(planted: Planted) -> None:
    """Change every private field that a mark cannot be seen in, and those that one can."""
    officer, marks = planted.officer, planted.marks
    for person in planted.people:
        private = {**_private(marks), "gender": "female", "step_free": False}
        known = {"languages": ["ru"], "theme_ids": [officer.themes["ii"]]}
        _patch(officer, f"/participants/{person['id']}", **private, **known)
        address = f"/participants/{person['id']}/availability?meeting={officer.meeting}"
        officer.do("PUT", address, officer.get(address)["version"], json=[])
    joining = f"https://example.org/{marks.word('session.joining_url')}"
    numbers = {"expected_attendance": 33, "discussion_minutes": 34}
    officer.change(planted.table, joining_url=joining, **numbers)
    _patch(officer, f"/rooms/{officer.rooms['Boardroom A']}", capacity=35, booths=7)
    limits = {"interpretation_teams": 9, "interpreter_shifts_day": 3, "daily_maximum": 9, "notice_days": 36}
    _patch(officer, f"/meetings/{officer.meeting}", **limits, changeover_minutes=1)


def _patch(officer: Officer, path: str, **fields: object) -> None:
    officer.do("PATCH", path, officer.get(path)["version"], json=fields)
