"""Meeting and session as schema.org Events, for whoever reads pages by machine. It is data in the page, and never runs."""

from collections.abc import Iterator, Mapping

from app.feeds.membership import OneSession, WholeMeeting
from app.pages.links import selection_path
from app.pages.views.reader import Reader
from app.releases.record.document import Document
from app.releases.record.release import Published, Release

Json = Mapping[str, object]
CONTEXT = "https://schema.org"


def meeting_event(release: Release, reader: Reader) -> Json:
    """The meeting: title, days and venue."""
    return {"@context": CONTEXT, **_meeting(release, reader)}


def session_event(published: Published, release: Release, reader: Reader) -> Json:
    """A session with its state, room, languages and named people, as a part of its meeting."""
    document, venue = published.document, release.meeting.venue
    room = document.room.name if document.room else venue
    event: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": reader.text(document.titles).text,
        "url": _address(reader, OneSession(document.uid)),
        "startDate": document.starts.isoformat(),
        "endDate": document.ends.isoformat(),
        "inLanguage": list(document.languages),
        "location": {"@type": "Place", "name": room, "address": venue},
        "superEvent": _meeting(release, reader),
    }
    event.update(_state(document))
    if description := reader.optional(document.descriptions):
        event["description"] = description.text
    if document.organiser:
        event["organizer"] = {"@type": "Organization", "name": reader.text(document.organiser.names).text}
    if people := tuple(_people(document, reader)):
        event["performer"] = people
    return event


def _meeting(release: Release, reader: Reader) -> Json:
    meeting = release.meeting
    return {
        "@type": "Event",
        "name": reader.text(meeting.titles).text,
        "url": _address(reader, WholeMeeting()),
        "startDate": meeting.first_day.isoformat(),
        "endDate": meeting.last_day.isoformat(),
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "location": {"@type": "Place", "name": meeting.venue, "address": meeting.venue},
    }


def _state(document: Document) -> Iterator[tuple[str, str]]:
    was = document.moved_from
    if document.is_cancelled:
        yield "eventStatus", f"{CONTEXT}/{'EventPostponed' if document.postponed else 'EventCancelled'}"
    elif was and was.starts != document.starts:
        yield "eventStatus", f"{CONTEXT}/EventRescheduled"
        yield "previousStartDate", was.starts.isoformat()
    else:
        yield "eventStatus", f"{CONTEXT}/EventScheduled"


def _people(document: Document, reader: Reader) -> Iterator[Json]:
    for person in document.named:
        delegation = {"@type": "Organization", "name": reader.text(person.delegation.names).text}
        yield {"@type": "Person", "name": person.name, "affiliation": delegation}


def _address(reader: Reader, selection: OneSession | WholeMeeting) -> str:
    return reader.links.public_url + selection_path(reader.links.meeting, selection)
