"""What pages tell machines: schema.org Events, Open Graph, and the Atom feed of releases."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from app.languages import Language
from app.releases.record.release import Published, Release
from tests.pages.addresses import MEETING
from tests.pages.programme import SECOND, SIDE_EVENT, TASK_FORCES, TRAINING, WITNESSES, Shown
from tests.pages.serving import PUBLIC_URL, pages, serving

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EVIL = "</script><script>alert(1)</script>\ufffe<!--"


def event(page: httpx.Response) -> Any:
    """The data in a page."""
    return json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text)[0])


def with_title(title: str) -> Shown:
    """The releases, and a third in which a session is called so."""
    rows = [
        Published(
            row.sequence,
            row.document.model_copy(update={"titles": {Language.EN: title}}),
            session_id=row.session_id,
            updated_at=row.updated_at,
        )
        if row.uid == TASK_FORCES.uid
        else row
        for row in SECOND.sessions
    ]
    return Shown((Release(2, 2, SECOND.published_at, title, SECOND.meeting, tuple(rows), SECOND.changes),))


def test_a_session_is_an_event_with_its_state(client: httpx.Client) -> None:
    told = event(client.get(f"{MEETING}/sessions/{TASK_FORCES.uid}", params={"lang": "en"}))

    meeting = told.pop("superEvent")
    assert told == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Task forces: who leads, who pays",
        "url": f"{PUBLIC_URL}{MEETING}/sessions/{TASK_FORCES.uid}",
        "startDate": "2027-03-01T16:00:00+01:00",
        "endDate": "2027-03-01T18:00:00+01:00",
        "inLanguage": ["ar", "en", "es", "fr", "ru", "zh"],
        "location": {"@type": "Place", "name": "Boardroom A", "address": "Vienna International Centre"},
        "eventStatus": "https://schema.org/EventRescheduled",
        "previousStartDate": "2027-03-01T15:00:00+01:00",
        "description": "Three agencies, one file.\nAnd <b>no</b> markup.",
        "performer": [
            {"@type": "Person", "name": name, "affiliation": {"@type": "Organization", "name": delegation}}
            for name, delegation in (("Panelist 12", "France"), ("Panelist 07", "Kenya"), ("Panelist 21", "Germany"))
        ],
    }
    assert meeting == {
        key: value for key, value in event(client.get(f"{MEETING}?lang=en")).items() if key[0] != "@"
    } | {"@type": "Event"}
    assert (meeting["startDate"], meeting["endDate"]) == ("2027-03-01", "2027-03-03")


@pytest.mark.parametrize(
    ("uid", "state"),
    [(TRAINING.uid, "EventCancelled"), (SIDE_EVENT.uid, "EventPostponed"), (WITNESSES.uid, "EventScheduled")],
)
def test_the_state_of_an_event_is_the_sessions(client: httpx.Client, uid: object, state: str) -> None:
    told = event(client.get(f"{MEETING}/sessions/{uid}"))

    assert told["eventStatus"] == f"https://schema.org/{state}"
    assert "previousStartDate" not in told


def test_no_text_ends_the_data_or_the_feed() -> None:
    with serving(pages(with_title(EVIL))) as url:
        page = httpx.get(f"{url}{MEETING}/sessions/{TASK_FORCES.uid}", params={"lang": "en"})
        feed = httpx.get(f"{url}{MEETING}/releases.atom", params={"lang": "en"})

    assert event(page)["name"] == EVIL
    assert "alert(1)</script>" not in page.text
    assert EVIL.replace("\ufffe", "") in "".join(ElementTree.fromstring(feed.content).itertext())


def test_whoever_shares_a_page_shows_what_it_is(client: httpx.Client) -> None:
    text = client.get(f"{MEETING}/sessions/{TASK_FORCES.uid}", params={"lang": "en"}).text
    told = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', text))

    assert told["og:title"].startswith("Task forces: who leads, who pays – Working Group")
    assert told["og:url"] == f"{PUBLIC_URL}{MEETING}/sessions/{TASK_FORCES.uid}"
    assert told["og:description"] == told["description"] == "Monday 1 March 2027, 16:00–18:00, Boardroom A"


def test_the_releases_are_a_feed_with_what_changed_in_words(client: httpx.Client) -> None:
    answer = client.get(f"{MEETING}/releases.atom", params={"lang": "en"})
    feed = ElementTree.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")

    assert answer.headers["Content-Type"] == "application/atom+xml"
    assert feed.findtext(f"{ATOM}updated") == "2026-12-12T15:20:00+00:00"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Release 2", "Release 1"]
    assert entries[0].findtext(f"{ATOM}id") == f"{PUBLIC_URL}{MEETING}/releases/2"
    lines = ["".join(item.itertext()) for item in entries[0].iter(f"{XHTML}li")]
    assert lines[0] == (
        "Task forces: who leads, who pays: moved · From Monday 1 March, 15:00–17:00, Boardroom D to"
        " Monday 1 March, 16:00–18:00, Boardroom A."
    )
    assert len(lines) == len(SECOND.changes)
    assert "Nothing changed in this release." in "".join(entries[1].itertext())
    for element in [feed, *entries]:
        assert element.find(f"{ATOM}id") is not None
        assert element.find(f"{ATOM}updated") is not None
    links = [link.get("href", "") for link in feed.iter(f"{ATOM}link")] + [
        link.get("href", "") for link in feed.iter(f"{XHTML}a")
    ]
    assert all(link.startswith(f"{PUBLIC_URL}{MEETING}") for link in links)


def test_the_feed_speaks_the_language_of_its_address_and_is_asked_again_like_a_calendar(client: httpx.Client) -> None:
    french = client.get(f"{MEETING}/releases.atom", headers={"Accept-Language": "ru"})
    held = client.get(f"{MEETING}/releases.atom", headers={"If-None-Match": french.headers["ETag"]})

    assert "Rien n’a changé dans cette version." in french.text
    assert ElementTree.fromstring(french.content).get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert held.status_code == httpx.codes.NOT_MODIFIED
    assert f'href="{PUBLIC_URL}{MEETING}/releases.atom"' in client.get(f"{MEETING}/releases").text
    assert client.get("/meetings/none/releases.atom").status_code == httpx.codes.NOT_FOUND
    assert client.head(f"{MEETING}/releases.atom").headers["ETag"] == french.headers["ETag"]
