"""What the routes of the draft share: the language of sentences, and the answer to a saved session."""

from typing import Annotated

from fastapi import Query, Response

from app.access.models import Actor, Right
from app.conditions import stamp
from app.database import DbSession
from app.errors import Forbidden, Invalid, NotFound, Unauthenticated, problems
from app.languages import Language
from app.meetings.models import MeetingRow
from app.programme.conflicts import conflicts_naming
from app.programme.facts import draft_index
from app.programme.models import Saved, SessionRow
from app.programme.queries import show_sessions

READ = problems(Unauthenticated, Forbidden, NotFound, Invalid)

Lang = Annotated[Language, Query(alias="lang", description="The language of sentences; en and fr are there.")]


def saved(
    db: DbSession, session: SessionRow, meeting: MeetingRow, by: Actor, language: Language, response: Response
) -> Saved:
    """The session as saved, and every conflict that names it now."""
    stamp(response, session.version)
    named = conflicts_naming(db, meeting, draft_index(db, meeting), session.id, language, by.may(Right.EDITOR))
    return Saved(session=show_sessions(db, [session], meeting, by)[0], conflicts=named)
