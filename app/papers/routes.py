"""Released papers as files: PDF, DOCX, all of them as one ZIP, and what the papers in the browser ask for."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from app.errors import Invalid, NotAllowed, NotFound, Unavailable, problems
from app.feeds.http.answer import TAG, Answer, wanted_of
from app.feeds.http.openapi import TOLD
from app.languages import Language
from app.papers.catalogue import BY_NAME, paper_named
from app.papers.forms.form import DOCX, HTML, PDF, Form
from app.papers.forms.web.assets import assets
from app.papers.serving.archive import archive, orders
from app.papers.serving.choosing import PaperQuery, chosen
from app.papers.serving.making import Papers, file_name
from app.releases.reading.queries import PublicRecord, PublishedReleases
from app.releases.record.release import Release

router = APIRouter(tags=["released"])

Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])

BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
TAGGED = {name: TOLD[name] for name in ("ETag", "Cache-Control")}
REFUSALS = problems(NotFound, NotAllowed, Invalid, Unavailable)


def papers_of(request: Request) -> Papers:
    """The installation's papers."""
    state = request.app.state
    if not hasattr(state, "papers"):
        state.papers = Papers(state.settings)
    papers: Papers = state.papers
    return papers


Making = Annotated[Papers, Depends(papers_of)]
Asked = Annotated[PaperQuery, Query()]
Name = Annotated[
    str, Path(description="Which paper.", json_schema_extra={"enum": list(BY_NAME)}, examples=["programme"])
]


def file_at(
    path: str, name: str, summary: str, media_type: str, headers: Mapping[str, Any] = TOLD
) -> Callable[[Endpoint], Endpoint]:
    """Serve a file for GET and HEAD, with these headers."""
    answers: dict[int | str, dict[str, Any]] = {
        200: {"description": "As released.", "content": {media_type: BINARY}, "headers": headers},
        304: {"description": "The reader holds it already.", "headers": headers},
        **REFUSALS,
    }

    def serve(endpoint: Endpoint) -> Endpoint:
        told: dict[str, Any] = {"response_class": Response}
        router.get(path, name=name, summary=summary, responses=answers, **told)(endpoint)
        summary_of_head = f"{summary}, headers only"
        return router.head(path, name=f"head_{name}", summary=summary_of_head, responses=answers, **told)(endpoint)

    return serve


@file_at("/meetings/{meeting}/papers/{paper}.pdf", "paper_pdf", "A paper as PDF", PDF.media_type)
def paper_pdf(
    meeting: str, paper: Name, request: Request, releases: PublishedReleases, papers: Making, asked: Asked
) -> Response:
    """A paper of the newest release, in the meeting's first language unless another one is asked for."""
    return paper_answer(request, releases, papers, newest_of(releases, meeting), paper, PDF, asked)


@file_at("/meetings/{meeting}/papers/{paper}.docx", "paper_docx", "A paper as DOCX", DOCX.media_type)
def paper_docx(
    meeting: str, paper: Name, request: Request, releases: PublishedReleases, papers: Making, asked: Asked
) -> Response:
    """A paper of the newest release, in the meeting's first language unless another one is asked for."""
    return paper_answer(request, releases, papers, newest_of(releases, meeting), paper, DOCX, asked)


@file_at("/meetings/{meeting}/papers.zip", "papers_zip", "All papers as a ZIP", "application/zip", TAGGED)
def released_papers(
    meeting: str,
    request: Request,
    releases: PublishedReleases,
    papers: Making,
    lang: Annotated[Language | None, Query(description="One language; all those of the meeting without.")] = None,
) -> Response:
    """Every paper of the newest release as PDF and DOCX, in one language or in all those of the meeting."""
    newest = newest_of(releases, meeting)
    languages = (lang,) if lang else newest.meeting.languages
    name = "-".join((newest.meeting.slug, "papers", f"release-{newest.number}", *([lang.value] if lang else [])))
    tag = f'"{newest.id}-{"-".join(languages)}-{papers.edition[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": papers.cache_control,
        "Access-Control-Allow-Origin": "*",
        "Content-Disposition": f'attachment; filename="{name}.zip"',
        "X-Content-Type-Options": "nosniff",
        "X-Papers": str(len(orders(languages))),
    }
    held = wanted_of(request.scope["headers"]).if_none_match
    if held is not None and (held.strip() == b"*" or tag.encode() in TAG.findall(held)):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return Response(media_type="application/zip", headers=headers)
    since = releases.numbered(meeting, newest.number - 1) if newest.number > 1 else None
    return StreamingResponse(archive(papers, newest, since, languages), media_type="application/zip", headers=headers)


@router.get("/papers/{version}/{name}", include_in_schema=False)
@router.head("/papers/{version}/{name}", include_in_schema=False)
def paper_asset(version: str, name: str, papers: Making) -> Response:
    """A file that the papers in the browser ask for. Under the version of its content it never changes."""
    asset = assets(papers.house).get(name)
    if asset is None:
        raise NotFound("There is no such file.")
    kept = "public, max-age=31536000, immutable" if version == asset.version else "public, no-cache"
    headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "*"}
    return Response(asset.body, media_type=asset.media_type, headers=headers)


def newest_of(releases: PublicRecord, meeting: str) -> Release:
    """The newest release of a meeting. Raises NotFound."""
    release = releases.newest(meeting) if meeting.isprintable() else None
    if release is None:
        raise NotFound("There is no such meeting, or it has no release yet.")
    return release


def paper_answer(
    request: Request,
    releases: PublicRecord,
    papers: Papers,
    newest: Release,
    name: str,
    form: Form,
    asked: PaperQuery,
) -> Response:
    """The paper in its form, or that the reader holds it, by the rules of the feeds."""
    paper, language = paper_named(name), asked.lang or newest.meeting.language
    release, choice = chosen(paper, asked, newest, lambda number: releases.numbered(newest.meeting.slug, number))
    wanted = wanted_of(request.scope["headers"])
    made = papers.released(release, paper, form, language, choice, wanted.takes_gzip)
    headers = [(b"x-content-type-options", b"nosniff")]
    if form is not HTML:
        called = file_name(release, paper, form, language, choice)
        headers.append((b"content-disposition", f'inline; filename="{called}"'.encode()))
    return _told(made, made.is_held(wanted), headers)


def _told(made: Answer, is_held: bool, headers: list[tuple[bytes, bytes]]) -> Response:
    """The kept answer as the router's."""
    response = Response(b"" if is_held else made.body["body"], 304 if is_held else 200)
    response.raw_headers = [*(made.unchanged if is_held else made.full)["headers"], *headers]
    return response
