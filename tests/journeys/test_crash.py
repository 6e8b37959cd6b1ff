"""kill -9 at every step of publishing: nothing is lost, nothing is half there, and the next start needs no help."""

from itertools import count

import httpx

from app.access.models import Right
from app.database import Database
from tests.machinery.databases import Template
from tests.machinery.mortal import ANSWER, COMMIT, DIE, HEADER, RISING, SERVING
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.server import running_product
from tests.machinery.soundness import contents, faults_of, findings_of

FEED = "/meetings/working-group.ics"
FEWEST_STEPS = 20
"""Publishing takes more statements than this: a count that finds fewer has missed the request."""


def dies_publishing(officer: Officer, step: int | str) -> bool:
    """Publish with a kill -9 of the server at this step; False where the whole request has fewer."""
    headers = {HEADER: f"{DIE} {step}"}
    try:
        made = officer.ask("POST", f"/meetings/{officer.meeting}/releases", json={}, headers=headers)
    except httpx.TransportError:
        return True
    assert made.status_code == 201, made.text
    return False


def newest(officer: Officer) -> tuple[int, list[str]]:
    """The number of the newest release and the titles of its sessions."""
    release = officer.get(f"/meetings/{officer.meeting}/releases/latest")
    return release["number"], [session["title"] for session in release["sessions"]]


def test_a_server_killed_at_any_step_of_publishing_has_published_all_or_nothing(database: Template) -> None:
    """Where nothing was published, every table is as before: the next attempt is the same publication once more."""
    url = database.copy()
    looking, outcomes = Database(url), list[bool]()
    with running_product(url, program=RISING) as product:
        officer = Officer(product.client, make_key(url, Right.ADMINISTRATOR))
        officer.open_meeting()
        changed = officer.round_table("Title 1")
        moved = officer.session("Moved", **at("15:00-16:00"))["session"]
        number = officer.publish()["number"]
        officer.change(moved, **at("16:00-17:00"))
        officer.change(changed, titles={"en": "Title 2"})
        feed, before = product.client.get(FEED), contents(looking)

        for step in count(1):
            if not dies_publishing(officer, step):
                break
            stored = contents(looking) != before
            outcomes.append(stored)
            answer = product.client.get(FEED)
            if not stored:
                assert (answer.content, answer.headers["ETag"]) == (feed.content, feed.headers["ETag"]), step
                continue

            number += 1
            assert faults_of(url) == [], step
            assert newest(officer) == (number, [f"Title {number}", "Moved"])
            assert f"SUMMARY:Title {number}\r\n" in answer.text
            officer.change(changed, titles={"en": f"Title {number + 1}"})
            feed, before = product.client.get(FEED), contents(looking)

        assert newest(officer) == (number + 1, [f"Title {number + 1}", "Moved"])
        assert f"SUMMARY:Title {number + 1}\r\n" in product.client.get(FEED).text
    looking.dispose()
    assert faults_of(url) == []
    assert findings_of(url) == []
    database.remove(url)
    assert len(outcomes) > FEWEST_STEPS
    assert outcomes == sorted(outcomes), "A later step has lost what an earlier one had stored."
    assert set(outcomes) == {False, True}


def test_the_real_server_starts_again_after_a_kill_as_if_nothing_had_been(sqlite: Template) -> None:
    url, address = sqlite.copy(), "https://planner.example"
    key = make_key(url, Right.ADMINISTRATOR)
    with running_product(url, program=SERVING, public_url=address) as product:
        officer = Officer(product.client, key)
        officer.open_meeting()
        session = officer.round_table("First")
        officer.publish()
        first = product.client.get(FEED).content
        officer.change(session, titles={"en": "Second"})
        assert dies_publishing(officer, COMMIT)
        product.process.wait(timeout=10)

    assert faults_of(url) == []
    with running_product(url, program=SERVING, public_url=address) as product:
        officer = Officer(product.client, key)
        assert product.client.get(FEED).content == first
        assert newest(officer) == (1, ["First"])
        assert dies_publishing(officer, ANSWER)
        product.process.wait(timeout=10)

    assert faults_of(url) == []
    with running_product(url, public_url=address) as product:
        officer = Officer(product.client, key)
        assert newest(officer) == (2, ["Second"])
        assert "SUMMARY:Second\r\n" in product.client.get(FEED).text
        assert officer.publish()["number"] == 3
    assert faults_of(url) == []
    assert findings_of(url) == []
    sqlite.remove(url)
