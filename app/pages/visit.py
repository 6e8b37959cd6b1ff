"""One request for a page: who reads, in which language, and how the page reaches them."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
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
from app.releases.record.release import Release

Values = Mapping[str, object]
NOTHING: Values = MappingProxyType({})


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

    def page(
        self, template: str, reader: Reader, values: Values, query: Values = NOTHING, path: str | None = None
    ) -> bytes:
        """The page of this address, or of `path`. `query` is what of it stays when the language is switched."""
        path = path or self.request.url.path
        switch = switched(path, reader.language, query)
        address = reader.links.public_url + path
        return render(template, reader.language, links=reader.links, switch=switch, address=address, **values)

    def answer(self, template: str, values: Callable[[Reader], Values]) -> Response:
        """Answer with a page that belongs to no meeting."""
        reader = self.reader()
        return answer(self.request, rendered(self.page(template, reader, values(reader)), policy_of(template)))

    def answer_from(
        self,
        release: Release,
        template: str,
        values: Callable[[Reader], Values],
        query: Values = NOTHING,
        besides: Hashable = None,
    ) -> Response:
        """Answer with a page of a meeting.

        It is the same for the newest release, address, language and `besides`, and so is kept; a search, which is hardly
        asked twice, is not.
        """
        reader = self.reader(release)

        def made() -> Rendered:
            page = self.page(template, reader, {"head": head(release, reader), **values(reader)}, query)
            return rendered(page, policy_of(template))

        if "q" in query:
            return answer(self.request, made())
        key = (release.id, release.published_at, self.request.url.path, tuple(query.items()), reader, besides)
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


async def _visit(
    request: Request,
    lang: Annotated[
        Language | None, Query(description="The language of the page, before what the browser prefers.")
    ] = None,
) -> Visit:
    return Visit(request, lang, preferred_language(request.headers.get("accept-language", "")))


Visiting = Annotated[Visit, Depends(_visit)]
