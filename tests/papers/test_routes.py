"""Papers over HTTP: addresses, choices, entity tags, and all of them in one file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import httpx
import pytest

from app.feeds.http.answer import Answer, Origin
from app.papers.catalogue import PAPERS
from app.papers.routes import router
from app.papers.serving.kept import KeptPapers
from tests.pages.programme import SLUG, TASK_FORCES, Shown
from tests.pages.serving import pages, serving
from tests.papers.making import pdf_text
from tests.papers.programme import EARLIER, LATER

PAPER = f"/meetings/{SLUG}/papers"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client of the papers of two releases."""
    app = pages(Shown((EARLIER, LATER)))
    app.include_router(router)
    with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def choice(name: str) -> dict[str, str]:
    """What the address of this paper needs."""
    return {"day": {"day": "2027-03-01"}, "running-order": {"session": str(TASK_FORCES.uid)}}.get(name, {})


@pytest.mark.parametrize("suffix", ["html", "pdf", "docx"])
@pytest.mark.parametrize("name", [paper.name for paper in PAPERS])
def test_every_paper_is_there_in_every_form(client: httpx.Client, name: str, suffix: str) -> None:
    answer = client.get(f"{PAPER}/{name}.{suffix}", params={**choice(name), "lang": "fr"})

    assert answer.status_code == 200
    assert (
        answer.headers["content-type"].split(";")[0]
        in {
            "html": "text/html",
            "pdf": "application/pdf",
            "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }[suffix]
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["etag"].startswith('"')


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("day.pdf", 422),
        ("day.pdf?day=yesterday", 422),
        ("day.pdf?day=2031-01-01", 404),
        ("day.html?day=2027-03-03", 200),
        ("running-order.docx", 422),
        ("running-order.docx?session=00000000-0000-4000-8000-000000000000", 404),
        ("running-order.docx?session=none", 422),
        ("programme.pdf?lang=de", 422),
        ("programme.pdf?day=2031-01-01&colour=blue", 200),
        ("programme.txt", 404),
        ("nothing.pdf", 404),
        ("changes.pdf?from=1", 200),
        ("changes.pdf?from=1&to=2", 200),
        ("changes.pdf?to=1", 200),
        ("changes.pdf?from=2", 422),
        ("changes.pdf?to=3", 404),
        ("changes.pdf?from=0", 422),
    ],
)
def test_an_address_that_misses_something_says_so(client: httpx.Client, address: str, status: int) -> None:
    assert client.get(f"{PAPER}/{address}").status_code == status


def test_another_meeting_has_no_papers(client: httpx.Client) -> None:
    answers = [client.get(f"/meetings/none/{path}") for path in ("papers", "papers.zip", "papers/programme.pdf")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.parametrize("suffix", ["html", "pdf", "docx"])
def test_a_reader_who_holds_the_paper_gets_none(client: httpx.Client, suffix: str) -> None:
    first = client.get(f"{PAPER}/day.{suffix}", params={"day": "2027-03-01", "lang": "es"})
    tag, changed = first.headers["etag"], first.headers["last-modified"]

    again = [
        client.get(f"{PAPER}/day.{suffix}", params={"day": "2027-03-01", "lang": "es"}, headers=held)
        for held in (
            {"If-None-Match": tag},
            {"If-None-Match": f'"other", W/{tag}'},
            {"If-Modified-Since": changed},
            {"If-None-Match": '"other"', "If-Modified-Since": changed},
        )
    ]

    assert [answer.status_code for answer in again] == [304, 304, 304, 200]
    assert again[3].content == first.content
    assert again[0].headers["etag"] == tag
    assert again[0].content == b""


@pytest.mark.parametrize("path", [f"{PAPER}/programme.pdf", f"{PAPER}/programme.html", PAPER])
def test_head_answers_as_get_without_the_body(client: httpx.Client, path: str) -> None:
    got, head = client.get(path), client.head(path)

    assert head.status_code == 200
    assert head.content == b""
    assert [head.headers[name] for name in ("etag", "content-type", "content-length")] == [
        got.headers[name] for name in ("etag", "content-type", "content-length")
    ]


def test_each_encoding_has_a_tag_of_its_own(client: httpx.Client) -> None:
    plain, packed = (
        client.get(f"{PAPER}/programme.html", headers={"Accept-Encoding": coding}) for coding in ("identity", "gzip")
    )

    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert packed.headers["etag"] != plain.headers["etag"]


def test_a_file_speaks_the_language_of_its_address_and_a_page_that_of_its_reader(client: httpx.Client) -> None:
    russian = {"Accept-Language": "ru"}
    page = client.get(f"{PAPER}/participants.html", headers=russian)
    file = client.get(f"{PAPER}/participants.pdf", headers=russian)
    asked = client.get(f"{PAPER}/participants.pdf", params={"lang": "es"}, headers=russian)

    assert "Список участников" in page.text
    assert "Accept-Language" in page.headers["vary"]
    assert "Liste des participants" in pdf_text(file.content)  # the meeting's first language
    assert "Lista de participantes" in pdf_text(asked.content)
    assert file.headers["content-disposition"] == f'inline; filename="{SLUG}-participants-release-2-fr.pdf"'


def test_a_page_keeps_to_itself(client: httpx.Client) -> None:
    page = client.get(f"{PAPER}/programme.html")
    policy = page.headers["content-security-policy"]
    style = client.get(page.text.partition('rel="stylesheet" href="')[2].partition('"')[0])

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert style.status_code == 200
    assert style.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_list_leads_to_every_paper(client: httpx.Client) -> None:
    page = client.get(PAPER, params={"lang": "en"}).text

    listed = [
        paper.name
        for paper in PAPERS
        if all(f"{PAPER}/{paper.name}.{suffix}" in page for suffix in ("html", "pdf", "docx"))
    ]
    assert listed == [paper.name for paper in PAPERS]
    assert f"{PAPER}.zip" in page


def test_the_list_offers_every_earlier_release_to_compare_with(client: httpx.Client) -> None:
    page = client.get(PAPER, params={"lang": "en"}).text

    offered = page.partition('<select name="from">')[2].partition("</select>")[0]
    assert offered == '<option value="1">Release 1, 11 December 2026, 16:20</option>'
    assert f'formaction="{PAPER}/changes.pdf"' in page


def test_each_archive_says_how_many_files_it_will_hold(client: httpx.Client) -> None:
    page = client.get(PAPER, params={"lang": "en"}).text

    counts = dict(re.findall(r'href="([^"]+)" download data-papers="(\d+)"', page))
    assert counts == {
        address: client.head(address).headers["X-Papers"] for address in (f"{PAPER}.zip?lang=en", f"{PAPER}.zip")
    }


def test_the_archive_holds_every_paper_and_is_the_same_each_time(client: httpx.Client) -> None:
    first, second = (client.get(f"{PAPER}.zip", params={"lang": "ar"}) for _ in range(2))

    assert first.content == second.content
    with ZipFile(BytesIO(first.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"ar/{paper.name}.{suffix}" for paper in PAPERS for suffix in ("pdf", "docx")]
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_STORED}
        writer_made = archive.read("ar/participants.docx")
    assert first.headers["content-disposition"] == f'attachment; filename="{SLUG}-papers-release-2-ar.zip"'
    assert writer_made == client.get(f"{PAPER}/participants.docx", params={"lang": "ar"}).content
    held = client.get(f"{PAPER}.zip", params={"lang": "ar"}, headers={"If-None-Match": first.headers["etag"]})
    assert held.status_code == 304
    assert client.head(f"{PAPER}.zip").status_code == 200


def test_kept_papers_of_another_edition_of_a_release_are_not_given() -> None:

    kept = KeptPapers(limit=1000)
    edition = replace(LATER)
    answer = Answer(b"x" * 400, "text/plain", False, Origin(SLUG, LATER.id, LATER.published_at), "no-cache")

    kept.keep("a", (LATER,), answer)

    assert kept.get("a", (LATER,)) is answer
    assert kept.get("a", (edition,)) is None
    kept.keep("b", (LATER,), answer)
    kept.keep("c", (LATER,), answer)
    assert [kept.get(key, (LATER,)) is answer for key in "abc"] == [False, True, True]
