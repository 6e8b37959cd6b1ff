"""Papers of the draft: what the next release would print, marked, and nothing stored."""

import httpx
import pytest
from sqlmodel import select

from app.database import Database
from app.errors import Invalid, NotFound
from app.languages import Language
from app.meetings.models import MeetingRow
from app.papers.serving.choosing import PaperQuery
from app.papers.serving.drafts import draft_paper
from app.papers.serving.making import PaperAnswer, Papers
from app.releases.reading.queries import newest_release
from app.settings import Settings
from tests.machinery.officer import Officer
from tests.papers.making import pdf_text


def drawn(database_url: str, paper: str, form: str = "pdf", **query: object) -> PaperAnswer:
    """A paper of the draft, made as the desk makes it."""
    database = Database(database_url)
    try:
        with database.reading() as db:
            meeting = db.exec(select(MeetingRow)).one()
            papers = Papers(Settings(public_url="https://planner.example"))
            return draft_paper(papers, db, meeting, paper, form, PaperQuery.model_validate(query))
    finally:
        database.dispose()


def test_the_draft_is_printed_with_its_mark_before_anything_is_released(
    officer: Officer, database_url: str, server: httpx.Client
) -> None:
    officer.round_table("Not yet released")

    answer = drawn(database_url, "programme", lang="en")

    shown = pdf_text(answer.body)
    assert "Not yet released" in shown
    assert "Draft, not released" in shown
    assert answer.file_name == "working-group-programme-draft-en.pdf"
    assert server.get("/meetings/working-group/papers/programme.pdf").status_code == 404


def test_changes_of_the_draft_are_told_against_the_newest_release(
    officer: Officer, database_url: str, server: httpx.Client
) -> None:
    officer.round_table("First session")
    officer.publish()
    officer.session("Second session", room=None)

    shown = pdf_text(drawn(database_url, "changes", lang="en").body)

    assert "Draft, compared with release 1" in shown
    assert "Second session" in shown
    assert "First session" not in shown
    released = server.get("/meetings/working-group/papers/programme.pdf", params={"lang": "en"})
    assert "Second session" not in pdf_text(released.content)


def test_a_draft_paper_asks_for_what_a_released_one_asks_for(officer: Officer, database_url: str) -> None:
    officer.round_table("A session")

    with pytest.raises(Invalid):
        drawn(database_url, "day")
    with pytest.raises(NotFound):
        drawn(database_url, "day", day="2031-01-01")
    with pytest.raises(NotFound):
        drawn(database_url, "nothing")
    with pytest.raises(NotFound):
        drawn(database_url, "programme", form="txt")


def test_nothing_is_stored(officer: Officer, database_url: str) -> None:
    officer.round_table("A session")

    drawn(database_url, "annotated-agenda", form="docx", lang=Language.RU)

    database = Database(database_url)
    with database.reading() as db:
        assert newest_release(db, "working-group") is None
    database.dispose()
