"""Papers of the draft: what the next release would print, marked as a draft on every page."""

from fastapi import APIRouter, Response

from app.desk.frame.admission import ViewerDesk
from app.desk.frame.templating import HEADERS
from app.papers.routes import Asked, Making, Name
from app.papers.serving.drafts import draft_paper

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)

router = APIRouter()


@router.get("/desk/meetings/{meeting}/papers/{paper}.{form}", name="desk_paper")
@router.head("/desk/meetings/{meeting}/papers/{paper}.{form}", name="desk_paper_head")
def show_draft_paper(desk: ViewerDesk, paper: Name, form: str, papers: Making, asked: Asked) -> Response:
    """A paper of the draft, in the meeting's first language unless another one is asked for."""
    answer = draft_paper(papers, desk.db, desk.meeting, paper, form, asked)
    headers = {
        **HEADERS,
        "Content-Security-Policy": POLICY,
        "Content-Disposition": f'inline; filename="{answer.file_name}"',
    }
    return Response(answer.body, media_type=answer.media_type, headers=headers)
