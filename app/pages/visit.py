"""One request for a page: who reads, in which language, and how the page reaches them."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from app.languages import Language
from app.pages.answers.modules import policy_of
from app.pages.answers.page import Rendered, answer, rendered, shelf_of
from app.pages.answers.templating import render
from app.pages.language import preferred_language
from app.pages.links import Links, MeetingLinks
from app.pages.views.meeting import head
from app.pages.views.reader import Reader
from app.releases.release import Release

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request. `chosen` is the language its address names, `preferred` the browser's."""

    request: Request
    chosen: Language | None
    preferred: Language | None

    def reader(self, release: Release | None = None) -> Reader:
        """The reader of a meeting's page, or of one that belongs to none."""
        default = release.meeting.language if release else Language.EN
        language = self.chosen or self.preferred or default
        links = MeetingLinks(
            public_url=self.request.app.state.settings.public,
            chosen=self.chosen,
            meeting=release.meeting.slug if release else "",
            calendar=None if language is default else language,
        )
        return Reader(language, links)

    def page(self, template: str, reader: Reader, values: Values, query: Values | None = None) -> bytes:
        """The page of this address. `query` is what of the address stays when the language is switched."""
        switch = switched(self.request.url.path, reader.language, query or {})
        return render(template, reader.language, links=reader.links, switch=switch, **values)

    def answer(self, template: str, values: Callable[[Reader], Values]) -> Response:
        """Answer with a page that belongs to no meeting."""
        reader = self.reader()
        return answer(self.request, rendered(self.page(template, reader, values(reader)), policy_of(template)))

    def answer_from(
        self, release: Release, template: str, values: Callable[[Reader], Values], query: Values | None = None
    ) -> Response:
        """Answer with a page of a meeting: the same for the newest release, address and language, so it may be kept."""
        reader, path = self.reader(release), self.request.url.path
        key: Hashable = (release.id, release.published_at, path, tuple((query or {}).items()), reader)

        def made() -> Rendered:
            page = self.page(template, reader, {"head": head(release, reader), **values(reader)}, query)
            return rendered(page, policy_of(template))

        return answer(self.request, shelf_of(self.request.app).page(key, made))


@dataclass(frozen=True, slots=True)
class Switch:
    """The same page in another language."""

    language: Language
    href: str
    is_current: bool


def switched(path: str, current: Language, query: Values) -> tuple[Switch, ...]:
    """The page in each language."""
    return tuple(
        Switch(language, Links("", language).page(path, **query), language is current) for language in Language
    )


def _visit(
    request: Request,
    lang: Annotated[
        Language | None, Query(description="The language of the page, before what the browser prefers.")
    ] = None,
) -> Visit:
    return Visit(request, lang, preferred_language(request.headers.get("accept-language", "")))


Visiting = Annotated[Visit, Depends(_visit)]
