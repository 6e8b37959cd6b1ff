"""The desk's templates: one environment a language. A word that has no translation yet is shown in English."""

from functools import cache
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.desk.frame.assets import asset_url
from app.languages import Language
from app.pages.answers.templating import COLONS
from app.wording import listed, wording

FOLDER = Path(__file__).parents[1] / "templates"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer of the desk carries: nothing inline, nothing from elsewhere, nothing kept."""


@cache
def environment(language: Language) -> Environment:
    """The templates as they speak this language. What is put into them is text, never markup."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(wording(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        language=language,
        languages=list(Language),
        asset_url=asset_url,
        comma=listed(("", ""), language),
        colon=COLONS.get(language, ": "),
    )
    return made


def render(template: str, language: Language, status: int = 200, **values: object) -> HTMLResponse:
    """A page of the desk in a language."""
    body = environment(language).get_template(template).render(**values)
    return HTMLResponse(body, status, headers=HEADERS)
