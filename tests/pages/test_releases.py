"""Releases and what they changed, in words."""

import re
from uuid import UUID

import httpx

from app.days import day_words
from app.languages import Language
from app.releases.record.release import Published, Release
from app.releases.record.sequence import next_row
from app.rules.words import Kind, Status
from tests.pages.addresses import MEETING
from tests.pages.programme import FIRST, SECOND, TASK_FORCES, THREATS, Shown, release
from tests.pages.serving import pages, serving


def lines(page: httpx.Response) -> list[str]:
    """The changes of a page as plain text."""
    items = page.text.partition('class="changes"')[2].split('<li class="sheet">')[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", item.partition("</ul>\n<nav")[0]).split()) for item in items]


def test_each_change_is_told_in_words(client: httpx.Client) -> None:
    assert lines(client.get(f"{MEETING}/releases/2", params={"lang": "en"})) == [
        "Task forces: who leads, who pays moved From Monday 1 March, 15:00–17:00, Boardroom D to"
        " Monday 1 March, 16:00–18:00, Boardroom A.",
        "Training prosecutors and judges together cancelled It will not take place."
        " It stood at Tuesday 2 March, 10:00–12:00, Boardroom A.",
        "Open data on trafficking routes postponed It is not in the programme for now."
        " It stood at Tuesday 2 March, 13:00–15:00, C3.",
        "From Convention to code panel Wednesday 3 March, 10:00–12:00, Boardroom D"
        " Title before: From Convention to criminal code"
        " Joins the panel: Panelist 21 (Germany) No longer on the panel: Panelist 30 (Kenya)",
        "Closing new Wednesday 3 March, 15:00–17:00, Boardroom D",
    ]


def test_a_text_that_changed_in_another_way_is_named() -> None:
    document = SECOND.by_uid[TASK_FORCES.uid].document
    renamed = document.room.model_copy(update={"name": "Boardroom A1"}) if document.room else None
    later = document.model_copy(update={"room": renamed, "descriptions": {}, "documents": ()})
    rows = [next_row(row, later) if row.uid == TASK_FORCES.uid else row for row in SECOND.sessions]

    with serving(pages(Shown((FIRST, SECOND, release(3, rows, before=SECOND))))) as url:
        told = lines(httpx.get(f"{url}{MEETING}/releases/3", params={"lang": "en"}))

    assert told == [
        "Task forces: who leads, who pays edited Monday 1 March, 16:00–18:00, Boardroom A1"
        " The room was called Boardroom A. Edited: Description, Documents"
    ]


def test_a_break_waits_for_no_room() -> None:
    row = SECOND.by_uid[THREATS.uid]
    lunch = {"uid": UUID(int=99), "kind": Kind.BREAK, "room": None, "titles": {Language.EN: "Lunch"}}
    rest = row.document.model_copy(update=lunch)
    new = Published(0, rest, session_id=99, updated_at=row.updated_at)

    with serving(pages(Shown((FIRST, SECOND, release(3, [*SECOND.sessions, new], before=SECOND))))) as url:
        told = lines(httpx.get(f"{url}{MEETING}/releases/3", params={"lang": "en"}))

    assert told == [f"Lunch new {day_words(rest.starts.date(), Language.EN)}, {rest.starts:%H:%M}–{rest.ends:%H:%M}"]


def test_a_session_that_comes_back_is_told() -> None:
    row = SECOND.by_uid[THREATS.uid]
    cancelled = Published(
        row.sequence,
        row.document.model_copy(update={"status": Status.CANCELLED}),
        session_id=row.session_id,
        updated_at=row.updated_at,
    )
    before = Release(3, 3, SECOND.published_at, None, SECOND.meeting, (cancelled,), ())
    after = release(4, [next_row(cancelled, row.document)], before=before)

    with serving(pages(Shown((FIRST, SECOND, before, after)))) as url:
        told = lines(httpx.get(f"{url}{MEETING}/releases/4", params={"lang": "en"}))

    assert told == ["Reading the threat: tools in use takes place again Tuesday 2 March, 15:00–17:00, Boardroom D"]


def test_a_release_leads_to_its_neighbours(client: httpx.Client) -> None:
    first, second = (client.get(f"{MEETING}/releases/{number}", params={"lang": "en"}).text for number in (1, 2))

    assert "Nothing changed in this release." in first
    assert f'href="{MEETING}/releases/2?lang=en" rel="next"' in first
    assert f'href="{MEETING}/releases/1?lang=en" rel="prev"' in second
    assert 'rel="next"' not in second


def test_the_list_begins_with_the_newest(client: httpx.Client) -> None:
    text = client.get(f"{MEETING}/releases", params={"lang": "ru"}).text
    told = " ".join(re.sub(r"<[^>]+>", " ", text.partition('class="releases"')[2].partition("</ol>")[0]).split())

    assert told == (
        "reversed> Версия 2 12 декабря 2026 года, 16:20 · 5 изменений After the bureau’s meeting."
        " Версия 1 11 декабря 2026 года, 16:20 · без изменений First programme."
    )
