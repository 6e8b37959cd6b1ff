"""What the agenda page and the pages of its parts show."""

import re

import httpx
import pytest

from app.languages import Language
from app.releases.record.document import Document
from app.releases.record.release import Published, Release
from app.rules.words import Status
from tests.pages.addresses import MEETING, WITH_A_CALENDAR
from tests.pages.programme import (
    CLOSING,
    CODE,
    FIRST,
    OPENING,
    P07,
    SECOND,
    SIDE_EVENT,
    TASK_FORCES,
    THREATS,
    TRAINING,
    WITNESSES,
    Shown,
)
from tests.pages.serving import PUBLIC_URL, pages, serving

CARD = re.compile(r'<article class="session[^>]*>.*?</article>', re.DOTALL)
SESSION = re.compile(r'<h3><a href="/meetings/wg-14/sessions/([0-9a-f-]+)')


def shown(page: httpx.Response) -> list[str]:
    """The uids of the sessions on a page, in its order."""
    return SESSION.findall(page.text)


def card(page: httpx.Response, uid: object) -> str:
    """A session's card, its tags removed and its blanks joined."""
    markup = next(found for found in CARD.findall(page.text) if f"/sessions/{uid}" in found)
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())


def uids(*documents: Document) -> set[str]:
    """The uids of documents."""
    return {str(document.uid) for document in documents}


def test_without_a_day_every_released_session_is_shown_in_order(client: httpx.Client) -> None:
    assert shown(client.get(MEETING)) == [str(published.uid) for published in SECOND.sessions]


def test_a_day_shows_its_sessions_and_keeps_its_chip(client: httpx.Client) -> None:
    page = client.get(MEETING, params={"day": "2027-03-01", "lang": "en"})

    assert set(shown(page)) == uids(OPENING, TASK_FORCES)
    day = "2027-03-01"
    assert f'<a href="{MEETING}?day={day}&amp;lang=en" data-day="{day}" aria-current="date">Mon 1</a>' in page.text
    assert f'<a href="{MEETING}?lang=en" data-day="">All days</a>' in page.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"theme": "ii"}, uids(WITNESSES)),
        ({"room": "boardroom-a"}, uids(TASK_FORCES, TRAINING)),
        ({"participant": str(P07.uid)}, uids(TASK_FORCES, WITNESSES, CODE)),
        ({"delegation": "UNICRI", "day": "2027-03-02"}, uids(SIDE_EVENT)),
        ({"delegation": "DEU", "day": "2027-03-01"}, uids(OPENING, TASK_FORCES)),
        ({"interpretation": "ru", "day": "2027-03-02", "room": "c3"}, set()),
        ({"theme": "i", "room": "boardroom-d"}, set()),
        ({"theme": "", "room": "", "q": "", "day": "2027-03-01"}, uids(OPENING, TASK_FORCES)),
        ({"q": "PROSECUTORS judges"}, uids(TRAINING)),
        ({"q": "panelist 30 kenya"}, uids(TRAINING)),
        ({"q": "криминальн"}, set()),
        ({"q": "ouverture déletion"}, set()),
        ({"q": "ouverture session"}, uids(OPENING)),
        ({"q": "OUVÉRTURE"}, uids(OPENING)),
        ({"q": "three agencies"}, uids(TASK_FORCES)),
        ({"q": "round", "theme": "v"}, set()),
        ({"q": "ctoc/cop/wg.2/2027/2"}, uids(TASK_FORCES)),
    ],
)
def test_filters_hold_together_and_empty_ones_are_none(
    client: httpx.Client, query: dict[str, str], expected: set[str]
) -> None:
    assert set(shown(client.get(MEETING, params=query))) == expected


def test_a_card_tells_theme_room_languages_and_panel(client: httpx.Client) -> None:
    assert card(client.get(MEETING, params={"lang": "en"}), CODE.uid) == (
        "v Assistance in harmonizing national legislation with the Convention From Convention to code"
        " Boardroom D · Languages: ar en es fr ru zh"
        " Moderator: Panelist 07, Kenya Ms. Panelist 12, France · Panelist 21, Germany"
    ).replace("v Assistance", "vAssistance")


def test_a_move_says_from_where(client: httpx.Client) -> None:
    page = client.get(MEETING, params={"lang": "en"})

    assert "moved from 15:00, Boardroom D" in card(page, TASK_FORCES.uid)
    assert "16:00–18:00" in page.text


def test_a_seat_without_a_name_is_to_be_announced(client: httpx.Client) -> None:
    page = client.get(MEETING, params={"lang": "en"})

    assert card(page, WITNESSES.uid).endswith("Panelist 07, Kenya · 1 to be announced")
    assert card(page, THREATS.uid).endswith("panel to be announced")


def test_a_cancelled_session_stays_and_says_so_in_a_word(client: httpx.Client) -> None:
    page = client.get(MEETING, params={"lang": "en"})

    assert "cancelled Moderator: Panelist 21" in card(page, TRAINING.uid)
    assert card(page, SIDE_EVENT.uid).endswith("postponed")
    assert page.text.count("is-cancelled") == len([row for row in SECOND.sessions if row.document.is_cancelled])


def test_the_agenda_leads_to_all_that_it_names(client: httpx.Client) -> None:
    text = client.get(MEETING).text

    for published in SECOND.sessions:
        document = published.document
        named = [
            f"sessions/{document.uid}",
            *([f"themes/{document.theme.numeral}"] if document.theme else []),
            *([f"rooms/{document.room.slug}"] if document.room else []),
            *([f"delegations/{document.organiser.code}"] if document.organiser else []),
            *(f"participants/{person.uid}" for person in document.named),
            *(f"delegations/{person.delegation.code}" for person in document.named),
        ]
        for path in named:
            assert f'href="{MEETING}/{path}"' in text
            assert client.get(f"{MEETING}/{path}").status_code == httpx.codes.OK


@pytest.mark.parametrize("address", WITH_A_CALENDAR)
def test_a_page_carries_the_link_of_its_calendar(client: httpx.Client, address: str) -> None:
    calendar = f"{PUBLIC_URL.removeprefix('https:')}{address}.ics"

    assert f'href="webcal:{calendar}"' in client.get(address, params={"lang": "fr"}).text
    assert f'href="webcal:{calendar}?lang=ar"' in client.get(address, params={"lang": "ar"}).text


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("", ""),
        ("?theme=i", "/themes/i"),
        ("?theme=i&day=2027-03-01", "/themes/i"),
        ("?room=c3", "/rooms/c3"),
        ("?delegation=KEN", "/delegations/KEN"),
        (f"?participant={P07.uid}", f"/participants/{P07.uid}"),
        ("?theme=i&room=c3", ""),
        ("?interpretation=en", ""),
        ("?theme=i&interpretation=en", ""),
        ("?theme=i&q=tables", ""),
    ],
)
@pytest.mark.parametrize("page", ["", "/subscribe"])
def test_the_subscribe_link_follows_one_filter(client: httpx.Client, page: str, query: str, path: str) -> None:
    text = client.get(MEETING + page + query).text

    assert f'href="webcal://planner.example{MEETING}{path}.ics"' in text


def test_the_page_of_a_theme_that_holds_nothing_is_there(client: httpx.Client) -> None:
    bare = Release(3, 3, SECOND.published_at, None, SECOND.meeting, SECOND.sessions[:1], ())

    with serving(pages(Shown((FIRST, SECOND, bare)))) as url:
        page = httpx.get(f"{url}{MEETING}/themes/v", params={"lang": "en"})

    assert shown(page) == []
    assert "No session here at present." in page.text


def test_options_stand_in_the_order_of_the_language(client: httpx.Client) -> None:
    def listed(language: Language) -> list[str]:
        text = client.get(MEETING, params={"lang": language}).text.partition('name="delegation"')[2]
        return re.findall(r'<option value="([A-Z]+)"', text.partition("</select>")[0])

    assert listed(Language.EN) == ["FRA", "DEU", "KEN", "UNICRI"]
    assert listed(Language.FR) == ["DEU", "FRA", "UNICRI", "KEN"]
    assert listed(Language.AR) == ["UNICRI", "DEU", "FRA", "KEN"]


def test_markup_in_a_released_text_stays_text(client: httpx.Client) -> None:
    evil = '<script>alert("1")</script>"\'&'
    row = SECOND.by_uid[THREATS.uid]
    person = P07.model_copy(update={"name": evil})
    document = row.document.model_copy(
        update={
            "titles": {Language.EN: evil},
            "descriptions": {Language.EN: evil},
            "status": Status.CONFIRMED,
            "panel": tuple(seat.model_copy(update={"person": person}) for seat in row.document.panel),
        }
    )
    changed = Published(9, document, session_id=row.session_id, updated_at=row.updated_at)
    meeting = SECOND.meeting.model_copy(update={"people": (person,), "venue": evil})
    release = Release(3, 3, SECOND.published_at, evil, meeting, (changed,), ())

    with serving(pages(Shown((FIRST, SECOND, release)))) as url:
        for path in ("", f"/sessions/{THREATS.uid}", f"/participants/{P07.uid}", "/releases", "/releases/3"):
            text = httpx.get(url + MEETING + path, params={"lang": "en"}).text
            assert "<script>" not in text
            assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;" in text


def test_a_session_tells_everything_on_its_own_page(client: httpx.Client) -> None:
    text = client.get(f"{MEETING}/sessions/{TASK_FORCES.uid}", params={"lang": "en"}).text
    told = " ".join(re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0]).split())

    assert told.startswith('id="main"> All times are those of the venue: Vienna, UTC+1.')
    for words in (
        "When Monday 1 March 2027, 16:00–18:00",
        "Moved from Monday 1 March, 15:00–17:00, Boardroom D",
        "Where Boardroom A",
        "Kind Round table",
        "Languages Arabic, English, Spanish, French, Russian, Chinese",
        "Three agencies, one file. And &lt;b&gt;no&lt;/b&gt; markup.",
        "Moderator Ms. Panelist 12 , France",
        "Panelist 07 , Kenya Prosecutor",
        "CTOC/COP/WG.2/2027/2 Task forces",
        "Last changed 12 December 2026, 16:20",
    ):
        assert words in told


def test_a_session_tells_what_the_release_before_said_otherwise(client: httpx.Client) -> None:
    def changed(uid: object) -> str:
        text = client.get(f"{MEETING}/sessions/{uid}", params={"lang": "en"}).text.partition("<h2>What release")[2]
        return " ".join(re.sub(r"<[^>]+>", " ", text.partition("<p class=")[0]).split())

    assert changed(CODE.uid) == (
        "2 changed panel Wednesday 3 March, 10:00–12:00, Boardroom D"
        " Title before: From Convention to criminal code"
        " Joins the panel: Panelist 21 (Germany) No longer on the panel: Panelist 30 (Kenya)"
    )
    assert changed(TRAINING.uid).startswith("2 changed cancelled It will not take place.")
    assert changed(WITNESSES.uid) == ""
    assert changed(CLOSING.uid) == ""


def test_a_theme_tells_its_mandate_and_its_wording_in_every_language(client: httpx.Client) -> None:
    text = client.get(f"{MEETING}/themes/iv", params={"lang": "es"}).text
    told = " ".join(
        re.sub(r"<[^>]+>", " ", text.partition('aria-labelledby="mandate"')[2].partition("</section>")[0]).split()
    )

    assert "Resolución 6/4, annex, para. (b)" in told
    assert "Technical assistance" in told
    wordings = told.partition("Español ")[2]
    assert wordings.startswith("Instrumentos de evaluación de las amenazas delictivas traducción العربية")
    assert "Français Outils d&#39;évaluation des menaces criminelles texto oficial" in wordings


def test_the_agenda_item_of_a_session_is_told(client: httpx.Client) -> None:
    text = client.get(f"{MEETING}/sessions/{OPENING.uid}", params={"lang": "fr"}).text

    assert "<dt>Point de l’ordre du jour</dt><dd><bdi>1 (a)</bdi> Ouverture</dd>" in text
