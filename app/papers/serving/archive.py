"""All papers of a release as one ZIP, written while they are made."""

import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from app.languages import Language
from app.papers.catalogue import PAPERS
from app.papers.forms.form import DOCX, PDF, Form
from app.papers.paper import Choice, Paper
from app.papers.serving.making import AT_ONCE, Papers
from app.papers.writer import Writer
from app.releases.record.release import Release

EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Order:
    """One file of the archive."""

    paper: Paper
    form: Form
    language: Language

    @property
    def name(self) -> str:
        """Its place in the archive."""
        return f"{self.language.value}/{self.paper.name}.{self.form.suffix}"


class _Outlet:
    """A file that is read while it is written."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._at = 0

    def write(self, chunk: bytes) -> int:
        self._chunks.append(bytes(chunk))
        self._at += len(chunk)
        return len(chunk)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        """What has been written since the last time."""
        taken = b"".join(self._chunks)
        self._chunks.clear()
        return taken


def orders(languages: tuple[Language, ...]) -> tuple[Order, ...]:
    """The files in their order. Papers of a day or a session hold all of them."""
    return tuple(Order(paper, form, language) for language in languages for paper in PAPERS for form in (PDF, DOCX))


def archive(
    papers: Papers, release: Release, since: Release | None, languages: tuple[Language, ...]
) -> Iterator[bytes]:
    """The ZIP piece by piece: the same bytes for the same release. `since` is the release before."""
    choice, outlet = Choice(since=since), _Outlet()

    def made(order: Order) -> bytes:
        writer = Writer(release, order.language, papers.public_url, house=papers.house)
        return order.form.render(order.paper.make(writer, choice), papers.house)

    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as out, ThreadPoolExecutor(AT_ONCE) as makers:  # type: ignore[call-overload]
        waiting: list[tuple[Order, Future[bytes]]] = []
        try:
            for order in orders(languages):
                waiting.append((order, makers.submit(made, order)))
                if len(waiting) > AT_ONCE:
                    yield _written(out, outlet, *waiting.pop(0))
            while waiting:
                yield _written(out, outlet, *waiting.pop(0))
        finally:
            for _, future in waiting:
                future.cancel()
    yield outlet.taken()


def _written(out: zipfile.ZipFile, outlet: _Outlet, order: Order, future: Future[bytes]) -> bytes:
    entry = zipfile.ZipInfo(order.name, EARLIEST)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    out.writestr(entry, future.result())
    return outlet.taken()
