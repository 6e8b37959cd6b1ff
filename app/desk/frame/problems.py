"""What went wrong, as a page of the desk: to the sign-in where nobody is signed in."""

from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from app.desk.forms.words import SAID as KNOWN
from app.desk.forms.words import told
from app.desk.frame.admission import READING, language_for
from app.desk.frame.templating import HEADERS, render
from app.errors import MEDIA_TYPE, PlannerError, Unauthenticated, problem_body
from app.languages import Language
from app.wording import N_, wording

SAID = {
    403: (N_("Not yours to do"), N_("Your role does not allow this. An administrator can give you another one.")),
    404: (N_("Not found"), N_("There is no such page. Perhaps a colleague has deleted what you look for.")),
    410: (N_("This link can no longer be used"), N_("It was used, or is too old. Sign in, or ask an administrator.")),
    422: (N_("The address cannot be read"), N_("Something in the address is not what belongs there.")),
    503: (
        N_("Not available now"),
        N_("The database does not answer. Nothing was saved; please try again in a minute."),
    ),
}
OTHERWISE = (N_("Something went wrong"), N_("The mistake is ours and has been noted. Nothing was saved."))
REFUSED = (N_("This is not possible"), N_("The request was refused. Nothing was saved."))


def is_desk(request: Request) -> bool:
    """Whether an address is the desk's."""
    path = request.url.path
    return path in ("/desk", "/sign-in") or path.startswith("/desk/")


def desk_problem(request: Request, error: PlannerError) -> Response:
    """The answer to an error at the desk: JSON for a script that asks for it, else a page."""
    headers = {**HEADERS, **error.headers}
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(problem_body(error), error.status, headers=headers, media_type=MEDIA_TYPE)
    if isinstance(error, Unauthenticated):
        return RedirectResponse(f"/sign-in?next={quote(_wanted(request), safe='/')}", 303, headers=HEADERS)
    asked = request.query_params.get("lang")
    language = language_for(request, Language(asked) if asked in list(Language) else None)
    heading, sentence = SAID.get(error.status, OTHERWISE if error.status >= 500 else REFUSED)
    words = wording(language).gettext
    page = render(
        "problem.html",
        language,
        error.status,
        heading=words(heading),
        sentence=words(sentence),
        detail=_detail(error, language),
    )
    page.headers.update(error.headers)
    return page


def _detail(error: PlannerError, language: Language) -> str:
    """What is said beyond the sentence of the status, where that is there in the reader's language."""
    if error.status >= 500 or error.detail == error.title:
        return ""
    return told(error.detail, language) if error.detail in KNOWN or language is Language.EN else ""


def _wanted(request: Request) -> str:
    """Where to go after signing in: the page that was asked for; after a lost form, the first page of the desk."""
    if request.method not in READING:
        return "/desk"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
