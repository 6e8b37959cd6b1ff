"""Templates in six languages: one environment each, with the words of its catalogue."""

from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from app.languages import Language
from app.pages.answers.assets import asset_url
from app.pages.answers.modules import modules_of
from app.wording import listed, wording

FOLDER = Path(__file__).parents[1] / "templates"

COLONS = {Language.FR: "\u00a0: ", Language.ZH: "："}


class Compiled(BytecodeCache):
    """Templates compiled once for all languages: the code is the same, only the words differ."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


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
        bytecode_cache=COMPILED,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    made.install_gettext_translations(wording(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        language=language, asset_url=asset_url, comma=listed(("", ""), language), colon=COLONS.get(language, ": ")
    )
    return made


def render(template: str, language: Language, **values: object) -> bytes:
    """A page in a language."""
    modules = modules_of(template)
    return environment(language).get_template(template).render(modules=modules, **values).encode()


def warm() -> None:
    """Compile every template, so that the first reader does not wait for it."""
    for language in Language:
        for template in environment(language).list_templates():
            environment(language).get_template(template)
