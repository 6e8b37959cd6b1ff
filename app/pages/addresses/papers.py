"""The page that lists a meeting's papers, and the papers as pages."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response

from app.feeds.http.openapi import TOLD
from app.pages.addresses.page import page
from app.pages.answers.page import RELEASED
from app.pages.links import meeting_path
from app.pages.record import newest_of
from app.pages.views.papers import paper_lines
from app.pages.views.reader import Reader
from app.pages.visit import Visiting
from app.papers.forms.form import HTML
from app.papers.routes import Asked, Making, Name, paper_answer
from app.papers.serving.archive import orders
from app.releases.reading.queries import PublishedReleases

router = APIRouter()

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@page(router, "/meetings/{meeting}/papers")
def papers_page(meeting: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The papers of the newest release, in every form, and all of them as one file."""
    release = newest_of(releases, meeting)
    earlier = [line for line in releases.all_of(meeting) if line.number < release.number]

    def values(reader: Reader) -> Mapping[str, object]:
        path = meeting_path(release.meeting.slug, "papers.zip")
        return {
            "calendar": None,
            "papers": paper_lines(release, earlier, reader),
            "zip": f"{path}?lang={reader.language}",
            "zip_all": path,
            "count": len(orders((reader.language,))),
            "count_all": len(orders(release.meeting.languages)),
        }

    return visit.answer_from(release, "papers.html", values)


@page(router, "/meetings/{meeting}/papers/{paper}.html", TOLD)
def paper_page(
    meeting: str,
    paper: Name,
    request: Request,
    visit: Visiting,
    releases: PublishedReleases,
    papers: Making,
    asked: Asked,
) -> Response:
    """A paper of the newest release for the browser."""
    release = newest_of(releases, meeting)
    spoken = asked.model_copy(update={"lang": visit.reader(release).language})
    response = paper_answer(request, releases, papers, release, paper, HTML, spoken)
    response.headers.update({**RELEASED, "Content-Security-Policy": POLICY, "Cache-Control": papers.cache_control})
    return response
