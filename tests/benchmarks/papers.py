"""Papers of a large meeting: what one costs in time and memory, and what all of them cost in all languages."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from app.database import Database
from app.languages import Language
from app.papers.catalogue import paper_named
from app.papers.content import Document
from app.papers.forms.docx import render_docx
from app.papers.forms.html import render_html
from app.papers.forms.pdf import TYPESETTING, render_pdf, typesetting_order
from app.papers.house import PLAIN
from app.papers.paper import Choice
from app.papers.serving.archive import archive
from app.papers.serving.making import Papers
from app.papers.writer import Writer
from app.releases.reading.queries import newest_release
from app.releases.record.release import Release
from app.settings import Settings
from tests.benchmarks.figure import Figure
from tests.benchmarks.meeting import LARGE, large_meeting

TIMES = 5
PUBLIC_URL = "https://planner.example"


def figures() -> Iterator[Figure]:
    """Measure."""
    with large_meeting() as (url, slug):
        release = released(url, slug)
    yield from one_paper(release)
    yield Figure(f"all papers of {LARGE} sessions, PDF and DOCX, in six languages", every_paper(release), "s", 60)


def released(url: str, slug: str) -> Release:
    """The newest release of a meeting."""
    database = Database(url)
    with database.reading() as db:
        release = newest_release(db, slug)
    database.dispose()
    assert release is not None
    return release


def one_paper(release: Release) -> Iterator[Figure]:
    """The programme, which is the longest paper with a panel for every session: made and drawn, by its form."""
    make_programme(release)
    forms = (("PDF", render_pdf, 1.5), ("DOCX", render_docx, 1.0), ("HTML", render_html, None))
    for name, render, goal in forms:
        spent = []
        for _ in range(TIMES):
            begun = perf_counter()
            render(make_programme(release), PLAIN)
            spent.append(perf_counter() - begun)
        yield Figure(f"programme of {LARGE} sessions as {name}: median", median(spent), "s", goal)
    yield Figure(f"programme of {LARGE} sessions as PDF: most memory of its process", most_memory(release), "MB", 150)


def make_programme(release: Release, language: Language = Language.EN) -> Document:
    """The content of the programme."""
    return paper_named("programme").make(Writer(release, language, PUBLIC_URL), Choice())


def most_memory(release: Release, language: Language = Language.EN) -> float:
    """The most memory of the typesetter's process, in megabytes, read while it runs: afterwards its parent's would be told."""
    order = typesetting_order(make_programme(release, language), PLAIN)
    most = 0
    with subprocess.Popen(TYPESETTING, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        process.stdin.write(order)
        process.stdin.close()
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            sleep(0.002)
    return most / 1024


def every_paper(release: Release) -> float:
    """Seconds for the archive of all papers in all languages, each day and each panel's running order included."""
    papers = Papers(Settings(public_url=PUBLIC_URL))
    begun = perf_counter()
    for _ in archive(papers, release, None, tuple(Language)):
        pass
    return perf_counter() - begun


def _memory(process: int) -> int:
    """The most memory that a process has held so far, in kilobytes; 0 once it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
