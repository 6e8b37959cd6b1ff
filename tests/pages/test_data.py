"""The list of releases and their changes as JSON."""

import httpx
import pytest

from tests.pages.addresses import MEETING
from tests.pages.programme import SECOND


def test_the_releases_are_listed_from_the_newest(client: httpx.Client) -> None:
    answer = client.get(f"{MEETING}/releases.json")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "meeting": {
            "slug": "wg-14",
            "title": "Groupe de travail d'experts gouvernementaux sur l'assistance technique, quatorzième session",
            "zone": "Europe/Vienna",
        },
        "language": "fr",
        "items": [
            {"number": 2, "published_at": "2026-12-12T16:20:00+01:00", "note": "After the bureau’s meeting."},
            {"number": 1, "published_at": "2026-12-11T16:20:00+01:00", "note": "First programme."},
        ],
    }


def test_what_a_release_changed_is_told_as_facts(client: httpx.Client) -> None:
    answer = client.get(f"{MEETING}/releases/2.json", params={"lang": "en"}).json()

    assert answer["language"] == "en"
    assert answer["items"] == [change.model_dump(mode="json") for change in SECOND.changes]


@pytest.mark.parametrize("path", ["releases.json", "releases/2.json"])
def test_data_is_asked_for_under_the_rules_of_the_feeds(client: httpx.Client, path: str) -> None:
    got, headed = client.get(f"{MEETING}/{path}"), client.head(f"{MEETING}/{path}")
    tag, date = got.headers["ETag"], got.headers["Last-Modified"]

    assert date == "Sat, 12 Dec 2026 15:20:00 GMT"
    assert (headed.content, headed.headers["ETag"]) == (b"", tag)
    for condition in ({"If-None-Match": tag}, {"If-Modified-Since": date}):
        assert client.get(f"{MEETING}/{path}", headers=condition).status_code == httpx.codes.NOT_MODIFIED
    assert client.get(f"{MEETING}/{path}", headers={"Accept-Encoding": "identity"}).headers["ETag"] != tag


@pytest.mark.parametrize("address", ["/meetings/none/releases.json", f"{MEETING}/releases/3.json"])
def test_data_of_what_is_not_there_is_not_there(client: httpx.Client, address: str) -> None:
    assert client.get(address).status_code == httpx.codes.NOT_FOUND


def test_data_in_another_language_is_refused(client: httpx.Client) -> None:
    assert client.get(f"{MEETING}/releases.json?lang=de").status_code == httpx.codes.UNPROCESSABLE_ENTITY
