"""The page for what went wrong, in the reader's language."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from app.languages import Language
from app.pages.answers.page import SECURITY
from app.pages.answers.templating import render
from app.pages.language import preferred_language
from app.pages.links import Links
from app.pages.visit import switched
from app.wording import N_, wording

SAID = {
    404: (
        N_("Not found"),
        N_("There is no such page. Perhaps the address is misspelt, or no release has named what you look for."),
    ),
    405: (N_("Not possible here"), N_("This address can only be read.")),
    410: (N_("This address was reset"), N_("Whoever gave it to you can give you the new one.")),
    422: (N_("The address cannot be read"), N_("Something in the address is not what belongs there.")),
    503: (N_("Not available now"), N_("The programme cannot be read at this moment. Please try again in a minute.")),
}
OTHERWISE = (
    N_("Something went wrong"),
    N_("The mistake is ours and has been noted. Please try again in a minute."),
)
REFUSED = (N_("This is not possible"), N_("The request was refused."))


def render_problem(request: Request, status: int, title: str, detail: str) -> HTMLResponse:
    """A page that says what went wrong. `title` and `detail` are the problem's own, in English."""
    asked = request.query_params.get("lang")
    chosen = Language(asked) if asked in list(Language) else None
    language = chosen or preferred_language(request.headers.get("accept-language", "")) or Language.EN
    heading, sentence = SAID.get(status, OTHERWISE if status >= 500 else REFUSED)
    words = wording(language).gettext
    body = render(
        "problem.html",
        language,
        links=Links("", chosen),
        switch=switched(request.url.path, language, {}),
        heading=words(heading),
        sentence=words(sentence),
        detail="" if status >= 500 or detail == title else detail,
    )
    return HTMLResponse(body, status, headers={**SECURITY, "Cache-Control": "no-store"})
