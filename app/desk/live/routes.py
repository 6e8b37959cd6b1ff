"""The stream of what colleagues do, as server-sent events."""

from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from app.desk.frame.admission import ViewerDesk
from app.desk.live.happenings import Happenings
from app.languages import Language

RETRY = 1_000
"""Milliseconds after which a browser tries again when the connection is lost."""

router = APIRouter()

Number = Annotated[int, Query(ge=0, le=2**53, description="The number behind which to begin.")]


@dataclass(frozen=True, slots=True)
class Listener:
    """Who listens: to which meeting, in which language, from which number of the ledger on."""

    meeting: str
    language: Language
    after: int


def _listener(
    desk: ViewerDesk,
    after: Number = 0,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> Listener:
    """Admits before the stream begins: the stream itself holds no transaction."""
    is_resumed = last_event_id is not None and last_event_id.isdecimal()
    return Listener(desk.meeting.slug, desk.language, int(last_event_id or 0) if is_resumed else after)


@router.get("/desk/meetings/{meeting}/events", name="desk_events", response_class=EventSourceResponse)
async def events(request: Request, listener: Annotated[Listener, Depends(_listener)]) -> AsyncIterable[ServerSentEvent]:
    """Each entry of the ledger that concerns the meeting: its number, and who did what."""
    happenings = _happenings(request)
    yield ServerSentEvent(comment="listening", retry=RETRY)
    async for one in happenings.follow(listener.meeting, listener.after):
        deed = {"number": one.row.number, "by": one.row.by, "told": one.told(listener.language)}
        yield ServerSentEvent(event="deed", id=str(one.row.number), data=deed)


def _happenings(request: Request) -> Happenings:
    """The process's one; made in the loop that all streams run in."""
    state = request.app.state
    if not hasattr(state, "happenings"):
        state.happenings = Happenings(state.database)
    happenings: Happenings = state.happenings
    return happenings
