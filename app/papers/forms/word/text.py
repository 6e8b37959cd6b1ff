"""Lines of content as paragraphs and runs of a DOCX file."""

from dataclasses import dataclass, field

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from app.languages import Language
from app.papers.content import Line, Run, Style
from app.papers.forms.word.elements import Element, element, text_element
from app.papers.forms.word.styles import GREY, TAGS, Look


@dataclass
class Text:
    """Writes text into a file. `width` is that of a line in twentieths of a point."""

    file: WordFile
    look: Look
    width: int
    links: dict[str, str] = field(default_factory=dict)

    def paragraph(self, style: str | None, *content: Element, jc: str | None = None, leads: bool = False) -> Element:
        """A paragraph in a style. One that `leads` stays on the page of what follows it."""
        properties = element(
            "pPr",
            element("pStyle", val=style) if style else None,
            element("keepNext") if leads else None,
            element("jc", val=jc) if jc else None,
        )
        return element("p", properties if len(properties) else None, *content)

    def numbered(self, number: str | None, words: Line) -> list[Element]:
        """Runs behind their number."""
        return [*([self.run(Run(f"{number}\u2002"))] if number else []), *self.runs(words)]

    def runs(self, words: Line) -> list[Element]:
        """A line as runs; those that lead somewhere as hyperlinks."""
        return [self.linked(run) if run.link else self.run(run) for run in words if run.text]

    def linked(self, run: Run) -> Element:
        """A hyperlink with the run in it."""
        assert run.link
        if run.link not in self.links:
            self.links[run.link] = self.file.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = element("hyperlink", self.run(run, is_link=True))
        made.set(qn("r:id"), self.links[run.link])
        return made

    def run(self, run: Run, is_link: bool = False) -> Element:
        """A run with its style, language and direction."""
        is_rtl = run.direction == "rtl" or (run.direction is None and self.look.is_rtl)
        is_strong = run.style is Style.STRONG
        properties = element(
            "rPr",
            element("rStyle", val="Hyperlink") if is_link else None,
            element("b") if is_strong else None,
            element("bCs") if is_strong else None,
            element("strike") if run.style is Style.STRUCK else None,
            element("color", val=GREY) if run.style is Style.QUIET else None,
            element("rtl") if is_rtl else None,
            self._language(run.language, is_rtl),
        )
        return element("r", properties if len(properties) else None, text_element(self._embedded(run)))

    def _embedded(self, run: Run) -> str:
        """The text of a run against the paper's direction, kept together (UAX 9): word processors know embeddings best."""
        if run.direction is None or run.direction == self.look.language.direction:
            return run.text
        opened, mark = ("\u202b", "\u200e") if run.direction == "rtl" else ("\u202a", "\u200f")
        return f"{opened}{run.text}\u202c{mark}"

    def _language(self, language: Language | None, is_rtl: bool) -> Element | None:
        language = language or self.look.language
        if is_rtl:
            return element("lang", bidi=TAGS[Language.AR])
        if language is Language.ZH:
            return element("lang", eastAsia=TAGS[language])
        return element("lang", val=TAGS[language]) if language is not self.look.language else None

    def tab(self) -> Element:
        """A tab to the hanging indent."""
        return element("r", element("tab"))
