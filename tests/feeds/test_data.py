"""A selection of a release as JSON."""

import json
from typing import Any

from app.feeds.data import SelectedSessions, selected_bytes
from app.feeds.membership import InRoom, OfTheme, Selection, WholeMeeting
from app.languages import Language
from app.releases.record.release import Release
from app.rules.words import Kind, Status
from tests.feeds.programme import PUBLIC_URL, ROOM_A, large_release, release, rich_session, session, uid


def data(programme: Release, selection: Selection, language: Language | None = None) -> Any:
    """The parsed JSON."""
    return json.loads(selected_bytes(programme, selection, language, PUBLIC_URL))


def test_it_tells_the_meeting_the_language_and_the_sessions() -> None:
    programme = release(rich_session(1), session(2, theme=None))

    answer = data(programme, OfTheme("ii"), Language.FR)

    assert answer["meeting"] == {"slug": "wg-2027", "title": "Groupe de travail", "zone": "Europe/Vienna"}
    assert answer["language"] == "fr"
    (item,) = answer["items"]
    assert {name: item[name] for name in ("uid", "sequence", "title", "theme", "starts", "ends", "url")} == {
        "uid": str(uid(1)),
        "sequence": 0,
        "title": "Table ronde 1",
        "theme": {"numeral": "ii", "title": "Le thème ii"},
        "starts": "2027-03-01T10:00:00+01:00",
        "ends": "2027-03-01T13:00:00+01:00",
        "url": f"{PUBLIC_URL}/meetings/wg-2027/sessions/{uid(1)}",
    }


def test_it_speaks_the_meetings_first_language_unless_told() -> None:
    programme = release(session(1), languages=(Language.FR, Language.EN))

    assert data(programme, WholeMeeting())["items"][0]["title"] == "Table ronde 1"


def test_it_shows_breaks_and_what_is_cancelled_as_its_page_does() -> None:
    programme = release(
        session(1, kind=Kind.BREAK, room=ROOM_A), session(2, room=ROOM_A, status=Status.CANCELLED), session(3)
    )

    assert [item["uid"] for item in data(programme, InRoom("boardroom-a"))["items"]] == [str(uid(1)), str(uid(2))]


def test_it_fits_its_schema() -> None:
    read = SelectedSessions.model_validate_json(selected_bytes(large_release(20), WholeMeeting(), None, PUBLIC_URL))

    assert len(read.items) == 20
