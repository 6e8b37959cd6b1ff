"""A selection of a release as JSON: the data of its page in one language, so breaks are in it."""

from pydantic import BaseModel

from app.feeds.membership import Selection, shown
from app.languages import Language, text_in
from app.releases.record.published import PublishedSession, published_session
from app.releases.record.release import Release


class SelectedMeeting(BaseModel):
    """The meeting of a selection. `zone` is the venue's IANA zone."""

    slug: str
    title: str
    zone: str


class SelectedSessions(BaseModel):
    """The released sessions of a selection in one language, by start, end, room and uid."""

    meeting: SelectedMeeting
    language: Language
    items: list[PublishedSession]


def selected_sessions(
    release: Release, selection: Selection, language: Language | None, public_url: str
) -> SelectedSessions:
    """The selection's data; `language` None is the meeting's first."""
    meeting, spoken = release.meeting, language or release.meeting.language
    return SelectedSessions(
        meeting=SelectedMeeting(slug=meeting.slug, title=text_in(meeting.titles, spoken), zone=meeting.zone),
        language=spoken,
        items=[
            published_session(published, spoken, meeting.slug, public_url) for published in shown(release, selection)
        ],
    )


def selected_bytes(release: Release, selection: Selection, language: Language | None, public_url: str) -> bytes:
    """The same as JSON in UTF-8."""
    return selected_sessions(release, selection, language, public_url).model_dump_json().encode()
