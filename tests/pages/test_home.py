"""The first page and the page that tells how to subscribe."""

import re
from urllib.parse import quote

import httpx
import segno

from app.pages.views.subscribe import qr_code
from tests.pages.addresses import MEETING
from tests.pages.programme import Shown
from tests.pages.serving import PUBLIC_URL, pages, serving


def told(page: httpx.Response) -> str:
    """The page's content as plain text."""
    main = page.text.partition('<main id="main">')[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_mandate_is_told_with_the_status_of_each_wording(client: httpx.Client) -> None:
    english, french = (told(client.get("/", params={"lang": language})) for language in ("en", "fr"))

    assert "Resolution 6/4, annex, para. (b) Application des dispositions" in english
    assert "Requests the Secretariat to organize discussions" in english
    assert "iv Criminal threat assessment tools translation" in english
    assert "iv Outils d&#39;évaluation des menaces criminelles texte officiel" in french


def test_a_text_in_another_language_is_marked(client: httpx.Client) -> None:
    assert '<bdi lang="fr">Application des dispositions' in client.get("/", params={"lang": "en"}).text


def test_released_meetings_are_listed(client: httpx.Client) -> None:
    page = client.get("/", params={"lang": "en"})

    assert "Vienna International Centre , 1–3 March 2027" in told(page)
    assert f'href="{MEETING}?lang=en"' in page.text
    assert f'href="{MEETING}/releases?lang=en"' in page.text


def test_who_just_started_is_told_the_next_steps(client: httpx.Client) -> None:
    page = client.get("/", params={"lang": "en"})

    assert 'KEY=$(.venv/bin/planner key create "My first key" --role publisher)' in page.text
    assert f'curl -H "Authorization: Bearer $KEY" {PUBLIC_URL}/api/v1/meetings' in page.text
    assert 'href="/docs"' in page.text
    assert "<details open>" in page.text


def test_without_mandate_or_release_the_first_page_is_there() -> None:
    with serving(pages(Shown((), None))) as url:
        page = httpx.get(url, params={"lang": "en"})

    assert told(page).startswith("Meetings No programme has been released yet.")


def test_the_address_to_paste_and_the_code_to_scan_are_one(client: httpx.Client) -> None:
    page = client.get(f"{MEETING}/subscribe", params={"theme": "i", "lang": "es"})
    address = f"{PUBLIC_URL}{MEETING}/themes/i.ics?lang=es"

    assert f'<code class="address" dir="ltr">{address}</code>' in page.text
    assert f'<path d="{qr_code(address.replace("https:", "webcal:")).path}"/>' in page.text


def test_each_program_has_a_link_that_opens_it_with_the_address(client: httpx.Client) -> None:
    text = client.get(f"{MEETING}/subscribe", params={"theme": "iv", "lang": "en"}).text
    https = quote(f"{PUBLIC_URL}{MEETING}/themes/iv.ics?lang=en", safe="")
    webcal = f"webcal://planner.example{MEETING}/themes/iv.ics?lang=en"
    title = quote("Criminal threat assessment tools", safe="")

    assert f'href="https://calendar.google.com/calendar/r?cid={quote(webcal, safe="")}"' in text
    for service in ("https://outlook.office.com", "https://outlook.live.com"):
        assert f'href="{service}/calendar/0/addfromweb?url={https}&amp;name={title}"' in text
    assert text.count(f'href="{webcal}"') == 4


def test_a_code_draws_every_dark_square_within_its_quiet_zone() -> None:
    address = "webcal://planner.example/" + quote("عنوان")
    matrix = [list(row) for row in segno.make(address, error="m", micro=False).matrix]

    code = qr_code(address)

    drawn = {(int(x) - 4, int(y) - 4) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code.path)}
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert code.size == len(matrix) + 8


def test_every_client_is_said_to_be_as_late_as_it_is(client: httpx.Client) -> None:
    text = told(client.get(f"{MEETING}/subscribe", params={"lang": "en"}))

    for words in ("8 to 24 hours late", "About 3 hours late", "Up to 30 minutes late", "Up to a day late"):
        assert words in text
