"""In which language a page answers."""

import httpx
import pytest

from app.languages import Language
from app.pages.language import preferred_language
from tests.pages.addresses import MEETING, PAGES


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", Language.FR),
        ("de, es;q=0.3, ru;q=0.7", Language.RU),
        ("zh-Hant-TW", Language.ZH),
        ("ar-EG;q=1.0,en;q=0.1", Language.AR),
        ("fr;q=0, en", Language.EN),
        ("de-AT, nl", None),
        ("*", None),
        ("en;q=nonsense", None),
        ("", None),
    ],
)
def test_the_browsers_order_decides_among_ours(header: str, language: Language | None) -> None:
    assert preferred_language(header) is language


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [("?lang=ru", "es", "ru"), ("", "es", "es"), ("", "de", "fr"), ("", "", "fr")],
)
def test_the_address_comes_before_the_browser_and_the_browser_before_the_meeting(
    client: httpx.Client, query: str, header: str, language: str
) -> None:
    page = client.get(MEETING + query, headers={"Accept-Language": header})

    assert f'<html lang="{language}"' in page.text
    assert page.headers["Vary"] == "Accept-Encoding, Accept-Language"


def test_a_page_of_no_meeting_is_english_unless_somebody_says_otherwise(client: httpx.Client) -> None:
    assert '<html lang="en" dir="ltr">' in client.get("/", headers={"Accept-Language": "de"}).text


@pytest.mark.parametrize("address", PAGES)
def test_arabic_runs_from_right_to_left(client: httpx.Client, address: str) -> None:
    assert '<html lang="ar" dir="rtl">' in client.get(address, params={"lang": "ar"}).text


@pytest.mark.parametrize("address", PAGES)
def test_another_language_is_refused(client: httpx.Client, address: str) -> None:
    page = client.get(address, params={"lang": "de"}, headers={"Accept-Language": "es"})

    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "La dirección no se puede interpretar" in page.text


@pytest.mark.parametrize("address", PAGES)
def test_a_chosen_language_stays_in_every_link(client: httpx.Client, address: str) -> None:
    text = client.get(address, params={"lang": "es"}).text
    links = [part.partition('"')[0] for part in text.split('href="/')[1:]]

    assert links
    without_language = ("static/", "docs", "sign-in", f"{MEETING[1:]}/papers.zip")
    assert all("lang=" in link for link in links if not link.startswith(without_language))


def test_a_language_that_was_not_chosen_is_in_no_link_but_those_that_switch(client: httpx.Client) -> None:
    text = client.get(MEETING, headers={"Accept-Language": "en"}).text

    assert text.count("lang=es") == 1
    assert f'href="{MEETING}/themes/i"' in text


def test_a_text_that_is_missing_is_read_in_english_and_says_so(client: httpx.Client) -> None:
    assert '<bdi lang="en">Open data on trafficking routes</bdi>' in client.get(MEETING, params={"lang": "ru"}).text
