"""Papers of the draft: what the next release would print, marked on every page."""

from app.database import DbSession
from app.meetings.models import MeetingRow
from app.papers.catalogue import paper_named
from app.papers.forms.form import form_named
from app.papers.paper import Choice, Need
from app.papers.serving.choosing import PaperQuery, chosen
from app.papers.serving.making import PaperAnswer, Papers
from app.releases.making.next import prepare
from app.releases.reading.queries import newest_release, numbered_release


def draft_paper(
    papers: Papers, db: DbSession, meeting: MeetingRow, paper: str, form: str, query: PaperQuery
) -> PaperAnswer:
    """A paper of the draft in `query.lang`, else in the meeting's first language.

    `paper` and `form` are as in the address. `changes` compares the draft with the newest release or `query.since`.
    Raises NotFound and Invalid as the released paper does. Nothing is stored.
    """
    kind, drawn = paper_named(paper), form_named(form)
    draft = prepare(db, meeting).release
    language = query.lang or draft.meeting.language
    if kind.need is Need.RELEASES:
        last = newest_release(db, meeting.slug)
        choice = Choice(since=numbered_release(db, meeting.slug, query.since) if query.since and last else last)
    else:
        _, choice = chosen(kind, query, draft, lambda number: None)
    return papers.make(draft, kind, drawn, language, choice, is_draft=True)
