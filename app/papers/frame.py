"""What every paper has around its content: masthead, title, and on each page what it is and what it is not."""

from collections.abc import Iterable

from app.days import days_words
from app.languages import text_in
from app.papers.content import Block, Document, Line, Masthead, Run, Sheet, Style
from app.papers.conventions.days import released_words
from app.papers.conventions.mastheads import aside, aside_language
from app.papers.writer import Writer, clean
from app.wording import N_
from app.zones import zone


def framed(
    writer: Writer,
    title: Line,
    blocks: Iterable[Block],
    *,
    subtitle: Line = (),
    sheet: Sheet = Sheet.A4,
    fits_page: bool = False,
    is_bare: bool = False,
) -> Document:
    """A paper with this content."""
    return Document(
        title=title,
        subtitle=subtitle,
        language=writer.language,
        at=writer.release.published_at,
        masthead=masthead(writer),
        blocks=tuple(blocks),
        foot=foot(writer),
        mark=writer.words(N_("Draft, not released")) if writer.is_draft else None,
        sheet=sheet,
        fits_page=fits_page,
        is_bare=is_bare,
    )


def masthead(writer: Writer) -> Masthead:
    """Who, which meeting, where and when. Nothing stands in it that nobody typed."""
    meeting, house = writer.release.meeting, writer.house.description
    days = Run(days_words(meeting.first_day, meeting.last_day, writer.language))
    if house.organisation:
        organisation: Line = (writer.text(house.organisation),)
    else:
        organisation = (writer.name(meeting.mandate.body),) if meeting.mandate and meeting.mandate.body else ()
    return Masthead(
        organisation=organisation,
        symbol=(writer.name(meeting.symbol),) if meeting.symbol else (),
        meeting=(writer.text(meeting.titles, Style.STRONG),),
        place=writer.joined([writer.name(meeting.venue), days]),
        aside=_aside(writer),
    )


def foot(writer: Writer) -> Line:
    """The line on every page: that this is no official document, and of which release it tells."""
    release = writer.release
    day = released_words(release.published_at, release.meeting.zone, writer.language)
    if writer.is_draft:
        return writer.sentence(N_("Not an official document. Draft of {date}, not released."), date=day)
    return writer.sentence(
        N_("Not an official document. Release {number} of {date}."), number=str(release.number), date=day
    )


def _aside(writer: Writer) -> tuple[Line, ...]:
    """The right column, in the language that papers in this language have it in."""
    release, house = writer.release, writer.house.description
    spoken = aside_language(writer.language)
    day = release.published_at.astimezone(zone(release.meeting.zone)).date()
    lines = aside(day, writer.language, house.original)
    if house.distribution:
        lines = (clean(text_in(house.distribution, spoken)), *lines)
    if spoken is writer.language:
        return tuple((Run(line),) for line in lines)
    direction = spoken.direction if spoken.direction != writer.language.direction else None
    return tuple((Run(line, Style.PLAIN, spoken, direction),) for line in lines)
