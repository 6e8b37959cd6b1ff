"""The papers of a meeting as their page lists them: what each is for, and where its forms are."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.days import day_words
from app.pages.links import meeting_path
from app.pages.views.dates import hours_words, moment_words
from app.pages.views.reader import Reader, Text
from app.papers.catalogue import PAPERS
from app.papers.paper import Need, Paper
from app.releases.reading.queries import ReleaseLine
from app.releases.record.release import Release
from app.rules.words import PANELS

SUFFIXES = ("html", "pdf", "docx")
FIELDS = {Need.DAY: "day", Need.SESSION: "session", Need.RELEASES: "from"}


@dataclass(frozen=True, slots=True)
class FormLink:
    """A paper in one form."""

    suffix: str
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a paper may be made of: a day, a session, or an earlier release. `value` is what the address says."""

    value: str
    before: str
    text: Text | None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper. Where `parts` are, one of them is chosen as `field` of the address; else its links lead to it."""

    name: str
    title: str
    use: str
    links: tuple[FormLink, ...]
    field: str
    parts: tuple[Part, ...]


def paper_lines(release: Release, earlier: Sequence[ReleaseLine], reader: Reader) -> tuple[PaperLine, ...]:
    """Every paper of the release. `earlier` are the releases before it, the newest first."""
    return tuple(_line(paper, release, earlier, reader) for paper in PAPERS)


def _line(paper: Paper, release: Release, earlier: Sequence[ReleaseLine], reader: Reader) -> PaperLine:
    path = meeting_path(release.meeting.slug, "papers", paper.name)
    return PaperLine(
        name=paper.name,
        title=reader.words(paper.title),
        use=reader.words(paper.use),
        links=tuple(FormLink(suffix, f"{path}.{suffix}?lang={reader.language}") for suffix in SUFFIXES),
        field=FIELDS.get(paper.need, ""),
        parts=_parts(paper, release, earlier, reader),
    )


def _parts(paper: Paper, release: Release, earlier: Sequence[ReleaseLine], reader: Reader) -> tuple[Part, ...]:
    if paper.need is Need.RELEASES:
        zone = release.meeting.zone
        return tuple(
            Part(str(line.number), moment_words(line.published_at, zone, reader.language), None) for line in earlier
        )
    documents = [row.document for row in release.sessions if not row.document.is_cancelled]
    if paper.need is Need.DAY:
        days = sorted({document.starts.date() for document in documents})
        return tuple(Part(day.isoformat(), day_words(day, reader.language), None) for day in days)
    if paper.need is not Need.SESSION:
        return ()
    return tuple(
        Part(
            str(document.uid),
            f"{day_words(document.starts.date(), reader.language)} {hours_words(document.starts)}",
            reader.text(document.titles),
        )
        for document in documents
        if document.kind in PANELS or document.panel
    )
