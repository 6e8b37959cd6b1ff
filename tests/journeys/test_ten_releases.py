"""Whoever subscribed to whatever feed ends, after each of ten releases, with what was released and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path

import httpx

from app.access.models import Right
from tests.feeds.readers import READERS, Seen
from tests.journeys.secretariat import Secretariat
from tests.journeys.subscribers import ByDate, ByTag, Kept, Shelf, Vdirsyncer
from tests.machinery.databases import Template
from tests.machinery.officer import JSON, Officer, make_key
from tests.machinery.server import Product, running_product

TICKED = ("Training", "Forces", "Witnesses")
TICKED_LATER = ("Training", "Witnesses", "Closing", "Late")
FOR_ALL = ("opening", "plenary", "closing")
PREFIXES = {(True, False): "Cancelled: ", (True, True): "Postponed: "}

Holds = Callable[[JSON], bool]


@dataclass
class Feed:
    """A feed: its address, which released sessions it holds by DESIGN's table, and who subscribed."""

    address: str
    holds: Holds
    subscribers: list[ByTag | ByDate] = field(default_factory=list)


def named(session: JSON, what: str) -> set[str]:
    """The uids or the delegations of those whom a released session names."""
    return {seat[what] for seat in session["panel"] if seat["uid"]}


def under(numeral: str) -> Holds:
    """The theme as released."""
    return lambda one: one["theme"] is not None and one["theme"]["numeral"] == numeral


def in_room(slug: str) -> Holds:
    """The room as released."""
    return lambda one: one["room"] is not None and one["room"]["slug"] == slug


def of_delegation(code: str) -> Holds:
    """A named seat of its people, or it organises; and what is for all."""
    return lambda one: code in named(one, "delegation") or one["organiser"] == code or one["kind"] in FOR_ALL


def of_person(uid: str) -> Holds:
    """A named seat."""
    return lambda one: uid in named(one, "uid")


def is_one_of(uids: set[str]) -> Holds:
    """What was chosen, wherever it moves; `uids` may change."""
    return lambda one: one["uid"] in uids


def feeds_of(secretariat: Secretariat, own: str, ticked: set[str]) -> dict[str, Feed]:
    """Every kind of feed, by a short name; `own` is the address of the selection in which `ticked` are."""
    root = f"/meetings/{secretariat.officer.meeting}"
    found = {"meeting": Feed(f"{root}.ics", lambda one: True), "own": Feed(own, is_one_of(ticked))}
    for numeral in ("i", "ii"):
        found[f"theme_{numeral}"] = Feed(f"{root}/themes/{numeral}.ics", under(numeral))
    for slug in ("boardroom-a", "boardroom-d"):
        found[f"room_{slug[-1]}"] = Feed(f"{root}/rooms/{slug}.ics", in_room(slug))
    for code in ("KEN", "FRA", "UNODC"):
        found[f"delegation_{code}"] = Feed(f"{root}/delegations/{code}.ics", of_delegation(code))
    for number in ("02", "04", "05"):
        uid = secretariat.people[number]["uid"]
        found[f"participant_{number}"] = Feed(f"{root}/participants/{uid}.ics", of_person(uid))
    for name in ("Training", "Side event"):
        uid = secretariat.sessions[name]["uid"]
        found[f"session_{name[:4]}"] = Feed(f"{root}/sessions/{uid}.ics", is_one_of({uid}))
    return found


def told(release: JSON, holds: Holds) -> dict[str, Kept]:
    """What a delegate should see of a release, by UID. Breaks are in no feed."""
    return {
        session["uid"]: Kept(
            uid=session["uid"],
            sequence=session["sequence"],
            dated=instant(session["updated_at"]),
            modified=instant(session["updated_at"]),
            status=session["status"].upper(),
            starts=instant(session["starts"]),
            ends=instant(session["ends"]),
            summary=PREFIXES.get((session["status"] == "cancelled", session["postponed"]), "") + session["title"],
            location=session["room"]["name"] if session["room"] else "to be announced",
            names=tuple(sorted(seat["name"] for seat in session["panel"] if seat["name"])),
            url=session["url"],
        )
        for session in release["sessions"]
        if session["kind"] != "break" and holds(session)
    }


def instant(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


@contextmanager
def prepared(database: Template) -> Iterator[tuple[Product, Secretariat]]:
    """The product as a process of its own, and a secretariat with a draft."""
    url = database.copy()
    with running_product(url) as product:
        secretariat = Secretariat(Officer(product.client, make_key(url, Right.ADMINISTRATOR)))
        secretariat.prepare()
        yield product, secretariat
    database.remove(url)


def newest(officer: Officer) -> JSON:
    """The newest release as the API tells it."""
    return officer.get(f"/meetings/{officer.meeting}/releases/latest")


def test_every_subscriber_of_every_feed_ends_with_each_release(database: Template, tmp_path: Path) -> None:
    with prepared(database) as (product, secretariat):
        officer, steps = secretariat.officer, secretariat.steps
        seen = steps[0]()
        ticked = {secretariat.sessions[name]["uid"] for name in TICKED}
        selections = f"/meetings/{officer.meeting}/selections"
        made = officer.do("POST", selections, json={"session_uids": sorted(ticked)})
        feeds = feeds_of(secretariat, made["feed_url"].removeprefix(product.url), ticked)
        for feed in feeds.values():
            feed.subscribers = [kind(product.client, feed.address) for kind in (ByTag, ByDate)]
        program = None
        if database.name == "sqlite":
            program = Vdirsyncer(tmp_path, product.url, {name: feed.address for name, feed in feeds.items()})
        history = [newest(officer)]
        expect_seen(history[-1], secretariat, seen)
        poll(product.client, feeds, history[-1], program)

        for step in steps[1:]:
            seen |= step()
            if len(history) == 8:
                ticked.clear()
                ticked.update(secretariat.sessions[name]["uid"] for name in TICKED_LATER)
                officer.do("PUT", f"/selections/{made['edit_token']}", json={"session_uids": sorted(ticked)})
            history.append(newest(officer))
            expect_seen(history[-1], secretariat, seen)
            poll(product.client, feeds, history[-1], program)

        assert len(history) == 10
        expect_nothing_new(feeds)
        expect_the_same_in_every_reader(feeds, history[-1])
        assert [officer.get(f"/meetings/{officer.meeting}/releases/{n}") for n in range(1, 11)] == history


def expect_seen(release: JSON, secretariat: Secretariat, seen: dict[str, tuple[int, str]]) -> None:
    """The release numbers its sessions as the secretariat meant it."""
    names = {session["uid"]: name for name, session in secretariat.sessions.items()}
    rows = {names[row["uid"]]: (row["sequence"], row["status"].upper()) for row in release["sessions"]}
    assert rows == {**seen, "Coffee": (0, "CONFIRMED")}, f"release {release['number']}"


def poll(client: httpx.Client, feeds: dict[str, Feed], release: JSON, program: Vdirsyncer | None) -> None:
    """Let everybody ask, and compare what they show with what was released."""
    number = release["number"]
    if program:
        program.poll()
    for name, feed in feeds.items():
        expected = told(release, feed.holds)
        data = client.get(feed.address.removesuffix(".ics") + ".json").json()
        assert data["items"] == [session for session in release["sessions"] if feed.holds(session)], f"{name} as data"
        whole = client.get(feed.address)
        shelves: dict[str, Shelf] = {}
        for subscriber in feed.subscribers:
            held = subscriber.body
            subscriber.poll()
            kind = type(subscriber).__name__
            assert subscriber.body == whole.content, f"{name} of {kind} is not the feed of release {number}"
            if kind == "ByTag":
                assert (subscriber.status == 304) is (whole.content == held), f"{name} in release {number}"
            shelves[kind] = subscriber.shelf
        if program:
            shelves["vdirsyncer"] = program.shelves[name]
        for kind, shelf in shelves.items():
            assert shelf.wrongs == [], f"{name} of {kind}, release {number}"
            assert shelf.shown == expected, f"{name} of {kind}, release {number}"


def expect_nothing_new(feeds: dict[str, Feed]) -> None:
    """Whoever has the newest release is told so."""
    for feed in feeds.values():
        for subscriber in feed.subscribers:
            subscriber.poll()
    assert {subscriber.status for feed in feeds.values() for subscriber in feed.subscribers} == {304}


def expect_the_same_in_every_reader(feeds: dict[str, Feed], release: JSON) -> None:
    """Readers of four families see one and the same in each feed: that of the release."""
    for name, feed in feeds.items():
        body = feed.subscribers[0].body
        expected = told(release, feed.holds)
        by_reader = {reader: read(body) for reader, read in READERS.items()}
        assert len({tuple(seen) for seen in by_reader.values()}) == 1, name
        assert {seen.uid: shared(seen) for seen in by_reader["ical"]} == {
            uid: shared(kept) for uid, kept in expected.items()
        }, name


def shared(event: Seen | Kept) -> tuple[object, ...]:
    """What both forms of an event tell."""
    names = {one.name for one in fields(Seen)} & {one.name for one in fields(Kept)}
    return tuple(getattr(event, name) for name in sorted(names))
