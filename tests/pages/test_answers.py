"""How pages leave: entity tags, encodings, headers, and what is refused."""

import re

import httpx
import pytest

from app.languages import Language
from app.pages.answers.assets import asset_url
from app.pages.answers.page import Rendered, Shelf
from app.pages.answers.templating import environment
from tests.pages.addresses import MEETING, PAGES
from tests.pages.programme import P07, SLUG, TASK_FORCES, Shown
from tests.pages.serving import pages, serving

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
POLICY_WITH_MODULES = f"{POLICY}; script-src 'self'; connect-src 'self'"
MODULE = re.compile(r'<script type="module"(?: blocking="render")? src="/static/[0-9a-f]{16}/\w+\.js"></script>')
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
MISSING = (
    "/meetings/none",
    "/meetings/none/subscribe",
    f"{MEETING}/themes/vi",
    f"{MEETING}/rooms/c5",
    f"{MEETING}/delegations/XXX",
    f"{MEETING}/participants/no-uid",
    f"{MEETING}/participants/50000000-0000-4000-8000-000000000001",
    f"{MEETING}/sessions/70000000-0000-4000-8000-000000000007",
    f"{MEETING}/sessions/{str(TASK_FORCES.uid).replace('-', '')}",
    f"{MEETING}/participants/{{{P07.uid}}}",
    f"{MEETING}/releases/0",
    f"{MEETING}/releases/3",
    f"{MEETING}/releases/99999999999999999999",
    f"{MEETING}/releases/latest",
    f"{MEETING}?theme=vi",
    f"{MEETING}?room=c5",
    f"{MEETING}?delegation=XXX",
    f"{MEETING}?participant=nobody",
    f"{MEETING}?participant=urn:uuid:{P07.uid}",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_keeps_to_itself_and_may_be_asked_again(client: httpx.Client, address: str) -> None:
    page = client.get(address)

    assert page.status_code == httpx.codes.OK
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Security-Policy"] == (POLICY_WITH_MODULES if MODULE.search(page.text) else POLICY)
    assert page.headers["Access-Control-Allow-Origin"] == "*"
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert re.fullmatch('"[0-9a-f]{24}-gzip"', page.headers["ETag"])


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_but_modules(client: httpx.Client, address: str) -> None:
    text = DATA.sub("", MODULE.sub("", client.get(address).text))

    assert re.findall(r'(?:src|action)="(?!/)[^"]*"', text) == []
    assert re.findall(r'<link rel="(?:stylesheet|icon)" href="(?!/)', text) == []
    assert re.findall(r"<script|<style|style=|\son\w+=", text) == []


@pytest.mark.parametrize("address", PAGES)
def test_head_is_get_without_the_body(client: httpx.Client, address: str) -> None:
    got, headed = client.get(address), client.head(address)

    assert headed.status_code == httpx.codes.OK
    assert headed.content == b""
    different = {"date", "server"}
    assert {name: value for name, value in headed.headers.items() if name not in different} == {
        name: value for name, value in got.headers.items() if name not in different
    }


@pytest.mark.parametrize("address", PAGES)
def test_who_has_the_page_is_told_so(client: httpx.Client, address: str) -> None:
    tag = client.get(address).headers["ETag"]

    for named in (tag, f'"other", W/{tag}', "*"):
        unchanged = client.get(address, headers={"If-None-Match": named})
        assert (unchanged.status_code, unchanged.content) == (httpx.codes.NOT_MODIFIED, b"")
        assert unchanged.headers["ETag"] == tag
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == httpx.codes.OK


def test_each_encoding_has_a_tag_of_its_own(client: httpx.Client) -> None:
    packed = client.get(MEETING, headers={"Accept-Encoding": "gzip"})
    plain = client.get(MEETING, headers={"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.headers["ETag"] == plain.headers["ETag"].removesuffix('"') + '-gzip"'


@pytest.mark.parametrize("address", MISSING)
def test_what_is_unknown_or_was_never_named_is_not_there(client: httpx.Client, address: str) -> None:
    page = client.get(address, headers={"Accept-Language": "fr"})

    assert page.status_code == httpx.codes.NOT_FOUND
    assert page.headers["Content-Security-Policy"] == POLICY
    assert "Page introuvable" in page.text


@pytest.mark.parametrize("query", ["day=tomorrow", "interpretation=de", "lang=", "lang=de"])
def test_what_cannot_be_read_is_refused(client: httpx.Client, query: str) -> None:
    assert client.get(f"{MEETING}?{query}").status_code == httpx.codes.UNPROCESSABLE_ENTITY


def test_an_unknown_parameter_changes_nothing(client: httpx.Client) -> None:
    assert client.get(f"{MEETING}?utm_source=mail").content == client.get(MEETING).content


def test_the_style_sheet_may_be_kept_for_good_under_its_hash(client: httpx.Client) -> None:
    sheet, other = client.get(asset_url("look.css")), client.get("/static/other/look.css")

    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert other.content == sheet.content
    assert other.headers["Cache-Control"] == "public, no-cache"
    assert client.get("/static/other/none.css").status_code == httpx.codes.NOT_FOUND


def test_a_shelf_forgets_what_was_not_asked_for_when_it_is_full() -> None:
    made: list[str] = []

    def make(name: str) -> Rendered:
        made.append(name)
        return Rendered(name.encode() * 500, name.encode() * 500, name)

    shelf = Shelf(most=2500)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert shelf.page(name, lambda name=name: make(name)).body == name.encode() * 500  # type: ignore[misc]

    assert made == ["a", "b", "c", "b"]


def test_slugs_stand_in_the_address_only_once_they_were_released(client: httpx.Client) -> None:
    assert client.get(f"/meetings/{SLUG.upper()}").status_code == httpx.codes.NOT_FOUND


def test_templates_are_compiled_before_the_first_reader_comes() -> None:
    environment.cache_clear()

    with serving(pages(Shown())):
        loaded = {name for _, name in environment(Language.ZH).cache or {}}

    assert loaded == set(environment(Language.ZH).list_templates())


def test_files_are_packed_for_whoever_takes_that(client: httpx.Client) -> None:
    packed = client.get(asset_url("look.css"))
    plain = client.get(asset_url("look.css"), headers={"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < int(plain.headers["Content-Length"])
    assert packed.content == plain.content
