"""Publishing at the desk: the rehearsal says what happens, and that is what happens."""

import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, form_to, forms_in
from tests.machinery.officer import Officer, at

DESK = "/desk/meetings/working-group"


@pytest.fixture
def publisher(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """A publisher of an open meeting."""
    return sign_in("Mbeki", Right.PUBLISHER)


def section(text: str, name: str) -> str:
    """The section of a page under this heading."""
    return text.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def test_an_error_blocks_and_is_told(publisher: DeskOfficer, officer: Officer) -> None:
    officer.session("One")
    officer.session("Two")
    page = publisher.get(f"{DESK}/publish")

    assert "is double booked" in section(page.text, "errors")
    assert [form.action for form in forms_in(page)] == ["/desk/sign-out"]
    proof = dict(forms_in(page)[0].fields)["proof"]
    refused = publisher.post(
        f"{DESK}/publish", [("proof", proof), ("note", "Now"), ("ledger", str(latest(officer)))], 409
    )
    assert "Errors must be solved first" in refused.text
    assert officer.get(f"/meetings/{officer.meeting}/releases")["items"] == []


def latest(officer: Officer) -> int:
    """The number of the newest write."""
    return int(officer.get("/ledger?limit=200")["items"][-1]["number"])


def test_a_rehearsal_names_what_changes_for_whom_and_publishing_does_it(
    publisher: DeskOfficer, officer: Officer
) -> None:
    first = officer.round_table("Task forces", theme_id=officer.themes["i"])
    second = officer.round_table("Witnesses", theme_id=officer.themes["ii"], **at("10:00-13:00", day=1))
    publisher.send(publisher.get(f"{DESK}/publish"), f"{DESK}/publish", note="First programme")
    people = {seat["participant_id"]: seat for seat in officer.get(f"/sessions/{first['id']}")["assignments"]}
    gone = list(people)[-1]
    name = officer.get(f"/participants/{gone}")["name"]
    officer.change(first, **at("15:00-18:00"))
    officer.seats(first, *(_given(seat) for person, seat in people.items() if person != gone), _new(officer))
    officer.step(second, "cancel")
    officer.session("A draft", room=None, status="draft", starts=None, ends=None)

    page = publisher.get(f"{DESK}/publish")

    assert "Publish release 2" in page.text
    changes, calendars = section(page.text, "changes"), section(page.text, "calendars")
    assert "From Monday 1 March, 10:00–13:00, Boardroom A to Monday 1 March, 15:00–18:00, Boardroom A." in changes
    assert f"No longer on the panel: {name}" in changes
    of_gone = calendars.partition(f"<bdi>{name} (")[2].partition("</li>")[0]
    assert "1 gone" in of_gone
    assert "1 moved" in calendars.partition("Calendars of themes")[2]
    assert "1 cancelled" in calendars.partition("The calendar of the meeting")[2]
    assert "Newcomer (Panelist, Invited)" in section(page.text, "unnamed")
    assert "it is a draft" in section(page.text, "left-out")

    done = publisher.send(page, f"{DESK}/publish", note="After the bureau’s meeting")

    assert done.headers["Location"] == f"{DESK}/releases/2?said=published"
    released = officer.get(f"/meetings/{officer.meeting}/releases/2")
    assert released["note"] == "After the bureau’s meeting"
    told = publisher.follow(done).text
    assert "/meetings/working-group.ics" in told
    assert "It will not take place." in told
    feed = officer.client.get("/meetings/working-group.ics").text
    assert "STATUS:CANCELLED" in feed


def _given(seat: dict[str, object]) -> dict[str, object]:
    return {name: seat[name] for name in ("participant_id", "role", "invitation")}


def _new(officer: Officer) -> dict[str, object]:
    return {"participant_id": officer.person("Newcomer")["id"], "role": "panelist", "invitation": "invited"}


def test_a_draft_that_moved_on_is_rehearsed_again(publisher: DeskOfficer, officer: Officer) -> None:
    officer.round_table()
    page = publisher.get(f"{DESK}/publish")
    officer.session("A colleague's", room=None, starts=None, ends=None)

    refused = publisher.send(page, f"{DESK}/publish", 412, note="Kept")

    assert "The draft was changed since you looked" in refused.text
    assert dict(form_to(refused, f"{DESK}/publish").fields)["note"] == "Kept"
    assert publisher.send(refused, f"{DESK}/publish").headers["Location"] == f"{DESK}/releases/1?said=published"


def test_what_is_written_elsewhere_does_not_hold_a_publication_up(
    publisher: DeskOfficer, officer: Officer, sign_in: SignIn
) -> None:
    officer.round_table()
    page = publisher.get(f"{DESK}/publish")
    given = {name: value for name, value in officer.get("/meetings/working-group").items() if name != "version"}
    officer.do("POST", "/meetings", json=given | {"slug": "other"})
    officer.do("POST", "/meetings/other/rooms", json={"name": "C3"})
    sign_in("A new colleague", Right.VIEWER)

    done = publisher.send(page, f"{DESK}/publish")

    assert done.headers["Location"] == f"{DESK}/releases/1?said=published"


def test_publishing_an_earlier_release_again_says_what_stands_against_it(
    publisher: DeskOfficer, officer: Officer
) -> None:
    session = officer.round_table("Task forces")
    officer.publish("One")
    officer.change(session, **at("15:00-18:00"))
    officer.publish("Two")
    version = officer.get(f"/meetings/{officer.meeting}")["version"]
    officer.do("PATCH", f"/meetings/{officer.meeting}", version, json={"languages": ["fr"]})
    publisher.send(publisher.get("/desk/me"), "/desk/me/language", language="fr")

    page = publisher.get(f"{DESK}/releases/1/republish")

    assert "dans une langue qui n’est pas une langue de la réunion" in section(page.text, "errors")
    assert [form.action for form in forms_in(page)] == ["/desk/sign-out"]
    fields = [("proof", dict(forms_in(page)[0].fields)["proof"]), ("ledger", str(latest(officer)))]
    refused = publisher.post(f"{DESK}/releases/1/republish", fields, 409)
    assert "dans une langue qui n’est pas une langue de la réunion" in section(refused.text, "errors")
    assert "Errors" not in refused.text


def test_any_two_releases_are_compared_and_an_earlier_one_is_published_again(
    publisher: DeskOfficer, officer: Officer
) -> None:
    session = officer.round_table()
    officer.publish("One")
    officer.change(session, **at("15:00-18:00"))
    officer.publish("Two")
    officer.change(session, **at("10:00-13:00", day=1))
    officer.publish("Three")

    compared = publisher.get(f"{DESK}/compare?earlier=3&later=1")

    assert (
        "From Monday 1 March, 10:00–13:00, Boardroom A to Tuesday 2 March, 10:00–13:00, Boardroom A." in compared.text
    )
    assert compared.text.count('<span class="tag moved">') == 1
    listed = publisher.get(f"{DESK}/releases")
    assert [f"{DESK}/releases/{number}/republish" in listed.text for number in (1, 2, 3)] == [True, True, False]
    again = publisher.get(f"{DESK}/releases/1/republish")
    assert "Publish release 1 again, as release 4" in again.text
    done = publisher.send(again, f"{DESK}/releases/1/republish", note="Back to the first")
    assert done.headers["Location"] == f"{DESK}/releases/4?said=published"
    newest = officer.get(f"/meetings/{officer.meeting}/releases/latest")
    assert (newest["number"], newest["sessions"][0]["starts"]) == (4, "2027-03-01T10:00:00+01:00")
    assert publisher.get(f"{DESK}/compare?earlier=1&later=4").text.count('<span class="tag moved">') == 0
