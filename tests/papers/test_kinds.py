"""What each paper shows of a release."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.languages import Language, text_in
from app.papers.content import Document, Group, Item, Items, Line, Table, plain
from app.papers.paper import Choice
from app.releases.record.document import PanelSeat
from app.releases.record.release import Release
from app.rules.words import Kind, Role
from tests.pages.programme import FRANCE, KENYA, TASK_FORCES
from tests.papers.making import NAMES, PUBLIC_URL, paper
from tests.papers.programme import EARLIER, LATER, organisation, person
from tests.papers.reading import runs, said

HELD = [row.document for row in LATER.sessions if not row.document.is_cancelled]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["programme", "organisation-of-work", "day", "poster"])
def test_every_session_that_takes_place_is_shown_by_its_title(name: str, language: Language) -> None:
    shown = set(said(paper(name, language, choice=Choice())))

    assert {text_in(document.titles, language) for document in HELD} <= shown


def test_the_paper_of_a_day_shows_that_day_alone() -> None:
    tuesday = HELD[2].starts.date()

    shown = set(said(paper("day", choice=Choice(day=tuesday))))

    assert {document.titles[Language.EN] for document in HELD if document.titles[Language.EN] in shown} == {
        document.titles[Language.EN] for document in HELD if document.starts.date() == tuesday
    }


@pytest.mark.parametrize("name", ["provisional-agenda", "annotated-agenda"])
def test_the_agenda_shows_items_with_their_parts_labelled_as_in_each_language(name: str) -> None:
    def told(items: tuple[Item, ...]) -> list[object]:
        return [[item.label, plain(item.words), *told(item.parts)] for item in items]

    lists = {
        language: next(block for block in paper(name, language).blocks if isinstance(block, Items))
        for language in Language
    }

    assert told(lists[Language.EN].items) == [
        [
            "1.",
            "Organizational matters:",
            ["(a)", "Opening of the session;"],
            ["(b)", "Adoption of the agenda and organization of work."],
        ],
        ["2.", "Inter-agency task forces."],
    ]
    assert [part.label for part in lists[Language.FR].items[0].parts] == ["a)", "b)"]
    assert [part.label for part in lists[Language.AR].items[0].parts] == ["(أ)", "(ب)"]
    assert plain(lists[Language.ZH].items[0].parts[0].words) == "会议开幕；"


def test_the_annotated_agenda_opens_with_day_hour_and_room_and_numbers_its_paragraphs_through() -> None:
    shown = "".join(said(paper("annotated-agenda")))

    assert "The session will be opened on Monday, 1 March 2027 at 10\u00a0a.m., in Boardroom D, Vienna" in shown
    assert "2.First paragraph.3.Second paragraph." in shown


def lines_of(document: Document) -> list[Line]:
    """Every line of the tables of a paper."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [line for table in tables for row in table.rows for cell in row.cells for line in cell.lines]


def test_what_sits_in_parallel_stands_in_a_column_of_its_own() -> None:
    alone, beside = (
        next(block for block in paper("organisation-of-work", release=release).blocks) for release in (LATER, EARLIER)
    )

    assert isinstance(alone, Table)
    assert isinstance(beside, Table)
    assert [plain(line) for line in alone.head] == ["Date and time", "Agenda item", "Title or description"]
    assert [plain(line) for line in beside.head][-1] == "In parallel"
    parallel = [plain(row.cells[3].lines[0]) for row in beside.rows if not row.is_band and row.cells[3].lines]
    assert parallel == ["Item 2 (continued): Training prosecutors and judges together"]


def test_a_running_order_tells_the_clock_as_long_as_minutes_are_known() -> None:
    table = next(block for block in paper("running-order").blocks if isinstance(block, Table))
    told = [[plain(line) for cell in row.cells[:2] for line in cell.lines] for row in table.rows]

    assert told == [
        ["4\u00a0p.m.", "15"],
        ["4.15\u00a0p.m.", "15"],
        ["4.30\u00a0p.m.", "15"],
        ["4.45\u00a0p.m.", "75"],
        ["6\u00a0p.m.", ""],
    ]


def without_minutes(place: int) -> Release:
    """The release whose task forces do not say how long the one in this place of the panel speaks."""
    document = next(document for document in HELD if document.uid == TASK_FORCES.uid)
    panel = tuple(
        seat.model_copy(update={"minutes": None}) if at == place else seat for at, seat in enumerate(document.panel)
    )
    rows = tuple(
        replace(row, document=document.model_copy(update={"panel": panel})) if row.uid == TASK_FORCES.uid else row
        for row in LATER.sessions
    )
    return replace(LATER, sessions=rows)


def clock(order: Document) -> list[str]:
    """The times of a running order."""
    table = next(block for block in order.blocks if isinstance(block, Table))
    return [plain(row.cells[0].lines[0]).replace("\u00a0", " ") for row in table.rows]


def test_a_running_order_leaves_the_clock_open_behind_a_speaker_without_minutes() -> None:
    order = paper("running-order", release=without_minutes(1))

    assert clock(order) == ["4 p.m.", "4.15 p.m.", "", "", "6 p.m."]
    assert "the minutes of a speaker are not known yet" in "".join(said(order))


def test_a_moderator_without_minutes_does_not_stop_the_clock() -> None:
    order = paper("running-order", release=without_minutes(0))

    assert clock(order) == ["4 p.m.", "4 p.m.", "4.15 p.m.", "4.30 p.m.", "6 p.m."]
    assert "the minutes of a speaker are not known yet" not in "".join(said(order))


def test_a_break_that_is_new_waits_for_no_room() -> None:
    rest = TASK_FORCES.model_copy(
        update={"kind": Kind.BREAK, "room": None, "panel": (), "titles": {Language.EN: "Lunch"}}
    )
    release = replace(LATER, sessions=(replace(LATER.sessions[0], document=rest),))

    shown = [plain(line) for line in lines_of(paper("changes", release=release, choice=Choice()))]

    assert "Monday, 1 March, 3–5 p.m." in [words.replace("\u00a0", " ") for words in shown]


@pytest.mark.parametrize("name", ["participants", "name-plates"])
def test_everybody_whom_the_release_names_is_there(name: str) -> None:
    shown = "\n".join(said(paper(name)))

    named = {person.name for row in LATER.sessions for person in row.document.named}
    assert named
    assert [name for name in named if name not in shown] == []


def test_speakers_are_the_panelists_of_each_session_and_a_cancelled_one_says_so() -> None:
    shown = [*said(paper("speakers"))]

    assert "Training prosecutors and judges together" in shown
    assert "cancelled" in shown
    assert "Moderator" not in shown
    assert "Ms. Panelist 12" in shown  # a panelist of one session, the moderator of others


def test_delegations_follow_the_alphabet_of_the_language_and_organisations_come_last() -> None:
    sent = (FRANCE, KENYA, organisation("AU", "African Union"))
    panel = tuple(
        PanelSeat(role=Role.PANELIST, order=place, person=person(place, f"Somebody {place}", delegation))
        for place, delegation in enumerate(sent)
    )
    document = HELD[0].model_copy(update={"panel": panel})
    release = replace(LATER, sessions=(replace(LATER.sessions[0], document=document),))

    def listed(language: Language) -> list[str]:
        blocks = paper("participants", language, release).blocks
        held = [block for columns in blocks for block in getattr(columns, "blocks", ())]
        return [plain(block.heading.words) for block in held if isinstance(block, Group)]

    assert listed(Language.EN) == ["France", "Kenya", "African Union"]
    assert listed(Language.RU) == ["Кения", "Франция", "African Union"]
    assert listed(Language.ZH) == ["法国", "肯尼亚", "African Union"]


def test_changes_tell_what_was_and_what_is() -> None:
    table = next(block for block in paper("changes").blocks if isinstance(block, Table))
    told = {
        plain(row.cells[0].lines[0]): [
            " / ".join(map(plain, cell.lines)).replace("\u00a0", " ") for cell in row.cells[1:]
        ]
        for row in table.rows
    }

    assert told["Task forces: who leads, who pays"] == [
        "moved",
        "Monday, 1 March, 3–5 p.m., Boardroom D",
        "Monday, 1 March, 4–6 p.m., Boardroom A",
    ]
    assert told["Training prosecutors and judges together"] == [
        "cancelled",
        "Tuesday, 2 March, 10 a.m.–12 noon, Boardroom A",
        "",
    ]
    assert told["Closing"] == ["new", "", "Wednesday, 3 March, 3–5 p.m., Boardroom D"]


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_of_the_draft_says_so_and_names_no_release(name: str) -> None:
    draft, released = paper(name, is_draft=True), paper(name)

    assert draft.mark == "Draft, not released"
    assert released.mark is None
    assert plain(draft.foot) == "Not an official document. Draft of 12 December 2026, not released."
    assert plain(released.foot) == "Not an official document. Release 2 of 12 December 2026."


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_release_makes_every_paper(name: str) -> None:
    meeting = LATER.meeting.model_copy(update={"agenda_items": (), "mandate": None, "symbol": None, "mailbox": None})
    empty = replace(LATER, meeting=meeting, sessions=(), changes=())

    document = paper(name, release=empty, choice=Choice(day=meeting.first_day) if name == "day" else Choice())

    assert document.masthead.organisation == ()
    assert document.masthead.symbol == ()
    assert document.blocks


def test_links_carry_the_public_address_alone() -> None:
    links = {run.link for name in NAMES for run in runs(paper(name).blocks) if run.link}

    assert links
    assert {link for link in links if not link.startswith((PUBLIC_URL, "mailto:", "https://papers.example"))} == set()


def test_a_session_of_two_days_ends_on_the_poster_with_its_day() -> None:
    late = HELD[0].model_copy(
        update={"starts": HELD[0].starts.replace(hour=22), "ends": HELD[0].starts + timedelta(days=1)}
    )
    release = replace(LATER, sessions=(replace(LATER.sessions[0], document=late),))

    assert late.titles[Language.EN] in set(said(paper("poster", release=release)))
