"""Making papers: one in a form, kept as long as there is room, and the answer that it leaves in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from app.feeds.http.answer import Answer, Origin
from app.languages import Language
from app.papers.forms.form import Form
from app.papers.house import House, house_of
from app.papers.paper import Choice, Paper
from app.papers.serving.kept import KeptPapers
from app.papers.writer import Writer
from app.releases.record.release import Release
from app.settings import Settings
from app.wording import LOCALE

# When the form of papers last changed: see the feeds' own.
FORM_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
KEPT_OCTETS = 64 * 2**20
AT_ONCE = 2
"""How many papers a process makes at a time: each PDF takes a processor and 100 MB for a second."""


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """A paper as bytes, with what a browser shall call the file."""

    body: bytes
    media_type: str
    file_name: str


class Papers:
    """Makes the papers of one installation, and keeps those last asked for."""

    def __init__(self, settings: Settings) -> None:
        self.public_url = settings.public
        self.house: House = house_of(settings.house)
        seconds = settings.cache_seconds
        self.cache_control = f"public, max-age={seconds}" if seconds else "public, no-cache"
        self._kept = KeptPapers(KEPT_OCTETS)
        self._turns = tuple(Lock() for _ in range(AT_ONCE))

    def make(
        self, release: Release, paper: Paper, form: Form, language: Language, choice: Choice, *, is_draft: bool = False
    ) -> PaperAnswer:
        """A paper of a release, stored or only prepared."""
        with self._turn(paper, language, choice):
            return self._made(release, paper, form, language, choice, is_draft)

    def released(
        self, release: Release, paper: Paper, form: Form, language: Language, choice: Choice, takes_gzip: bool
    ) -> Answer:
        """The answer with a paper of a stored release: made once, the same for everybody."""
        is_gzip = takes_gzip and form.is_text
        sources = (release, choice.since) if choice.since else (release,)
        numbers = tuple(source.id for source in sources)
        key = (numbers, paper.name, form.suffix, language, choice.day, choice.session, is_gzip)
        if kept := self._kept.get(key, sources):
            return kept
        with self._turn(paper, language, choice):
            if kept := self._kept.get(key, sources):
                return kept
            made = self._made(release, paper, form, language, choice)
            origin = Origin(release.meeting.slug, release.id, max(release.published_at, FORM_SINCE))
            answer = Answer(made.body, made.media_type, is_gzip, origin, self.cache_control)
            return self._kept.keep(key, sources, answer)

    def _made(
        self, release: Release, paper: Paper, form: Form, language: Language, choice: Choice, is_draft: bool = False
    ) -> PaperAnswer:
        writer = Writer(release, language, self.public_url, is_draft, self.house)
        body = form.render(paper.make(writer, choice), self.house)
        return PaperAnswer(body, form.media_type, file_name(release, paper, form, language, choice, is_draft))

    def _turn(self, paper: Paper, language: Language, choice: Choice) -> Lock:
        """The turn to wait for: only so many papers at once, and never the same one twice."""
        return self._turns[hash((paper.name, language, choice.day, choice.session)) % AT_ONCE]

    @cached_property
    def edition(self) -> str:
        """Differs with everything that decides on the bytes of a paper, apart from the release and the language."""
        digest = sha256()
        files = [
            path for path in Path(__file__).parents[1].rglob("*") if path.suffix in (".py", ".typ", ".html", ".css")
        ]
        for path in sorted(files) + sorted(LOCALE.rglob("*.mo")):
            digest.update(path.read_bytes())
        libraries = (
            "typst",
            "python-docx",
            "lxml",
            "jinja2",
            "babel",
            "fontpkg-noto-sans",
            "fontpkg-amiri",
            "justmytype-intl-cjk",
        )
        digest.update(repr([version(name) for name in libraries] + [self.house.version, self.public_url]).encode())
        return digest.hexdigest()


def file_name(
    release: Release, paper: Paper, form: Form, language: Language, choice: Choice, is_draft: bool = False
) -> str:
    """What the file is called: meeting, paper, what was chosen, release or draft, language."""
    chosen = (str(part) for part in (choice.day, choice.session) if part)
    state = "draft" if is_draft else f"release-{release.number}"
    return "-".join((release.meeting.slug, paper.name, *chosen, state, language.value)) + f".{form.suffix}"
