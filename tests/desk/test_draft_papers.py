"""Papers of the draft: for officers, before anything is released."""

import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.machinery.officer import Officer

PAPERS = "/desk/meetings/working-group/papers"


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>")])
def test_an_officer_reads_the_papers_of_the_draft(officer: Officer, sign_in: SignIn, form: str, start: bytes) -> None:
    officer.round_table("Task forces")
    viewer = sign_in("Okafor", Right.VIEWER)

    answer = viewer.get(f"{PAPERS}/programme.{form}?lang=en")

    assert answer.content.lower().startswith(start.lower())
    assert answer.headers["cache-control"] == "no-store"
    if form == "html":
        assert "Task forces" in answer.text
        assert "draft" in answer.text.lower()
    assert officer.client.get(f"/meetings/working-group/papers/programme.{form}").status_code == 404


def test_nobody_else_does(officer: Officer, sign_in: SignIn) -> None:
    stranger = officer.client.get(f"{PAPERS}/programme.pdf", follow_redirects=False)

    assert (stranger.status_code, stranger.headers["location"].partition("?")[0]) == (303, "/sign-in")


def test_the_rehearsal_leads_to_them(officer: Officer, sign_in: SignIn) -> None:
    page = sign_in("Okafor", Right.VIEWER).get("/desk/meetings/working-group/publish")

    assert f'href="{PAPERS}/programme.pdf"' in page.text
