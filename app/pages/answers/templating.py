"""Templates in six languages: one environment each, with the words of its catalogue."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.languages import Language
from app.pages.answers.assets import asset_url
from app.wording import listed, wording

FOLDER = Path(__file__).parents[1] / "templates"

COLONS = {Language.FR: "\u00a0: ", Language.ZH: "："}


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
        language=language, asset_url=asset_url, comma=listed(("", ""), language), colon=COLONS.get(language, ": ")
    )
    return made


def render(template: str, language: Language, **values: object) -> bytes:
    """A page in a language."""
    return environment(language).get_template(template).render(**values).encode()
