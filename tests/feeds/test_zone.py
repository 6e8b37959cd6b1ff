"""A feed's zone as readers understand it, compared with the zone tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Timezone

from app.feeds.lines import FoldedCalendar, FoldedEvent
from app.feeds.zone import is_plain, observances, vtimezone, wall_zone
from app.zones import zone, zone_names, zone_rule
from tests.feeds.readers import READERS

# One zone for each rule: the VTIMEZONE is made of the rule and the name alone.
BY_RULE = {zone_rule(name): name for name in sorted(zone_names(), reverse=True)}
# Years in which every table has come to its rule. In 2030 and 2031 the days of the week fall early and late.
FIRST, LAST = datetime(2030, 1, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC)


def instants(name: str) -> Iterator[datetime]:
    """A noon every fourth week, and the hours around every change of the offset."""
    at = FIRST + timedelta(hours=12)
    while at < LAST:
        yield at
        at += timedelta(days=28)
        if turn := _turn(at - timedelta(days=28), at, name):
            yield from (turn + timedelta(hours=hours) for hours in (-30, -3, 3, 30))


def _turn(before: datetime, after: datetime, name: str) -> datetime | None:
    """The instant of the change between two, None where there is none."""
    place = zone(name)
    if before.astimezone(place).utcoffset() == after.astimezone(place).utcoffset():
        return None
    while after - before > timedelta(minutes=1):
        middle = (before + (after - before) / 2).replace(second=0, microsecond=0)
        if middle.astimezone(place).utcoffset() == before.astimezone(place).utcoffset():
            before = middle
        else:
            after = middle
    return after


@pytest.mark.parametrize("reader", READERS)
def test_every_rule_is_read_with_the_offsets_of_the_zone_table(reader: str) -> None:
    # Of a zone that has one offset for good, ical takes no notice unless it knows the name: it wants an RRULE.
    names = [name for rule, name in BY_RULE.items() if reader != "ical" or "," in rule]
    placed = {f"{name} {number}": (name, at) for name in names for number, at in enumerate(instants(name))}
    calendar = FoldedCalendar()
    for name in names:
        calendar.add_component(vtimezone(name))
    for uid, (name, at) in placed.items():
        calendar.add_component(event_at(uid, at, name))
    # Under a name that no reader knows it has nothing but the VTIMEZONE to go by.
    unknown = calendar.to_ical(sorted=False).replace(b"TZID=", b"TZID=Told/").replace(b"TZID:", b"TZID:Told/")

    seen = READERS[reader](unknown)

    assert {event.uid: event.starts for event in seen} == {uid: at for uid, (_, at) in placed.items()}


def event_at(uid: str, at: datetime, name: str) -> FoldedEvent:
    """An event at an instant, written as the wall time of a zone."""
    event = FoldedEvent()
    fields = {"uid": uid, "dtstamp": at, "sequence": 0, "status": "CONFIRMED", "transp": "OPAQUE", "categories": ["x"]}
    for field, value in {**fields, **dict.fromkeys(("summary", "location", "description", "url"), "x")}.items():
        event.add(field, value)
    for field in ("dtstart", "dtend"):
        event.add(field, at.astimezone(zone(name)).replace(tzinfo=None), parameters={"TZID": name})
    return event


def test_every_zone_but_utc_is_written_in_wall_times_once_its_table_has_come_to_its_rule() -> None:
    seasons = (date(2031, 3, 1), date(2031, 4, 30)), (date(2031, 8, 30), date(2031, 11, 8))

    in_utc = {name for name in zone_names() if None in {wall_zone(name, *season) for season in seasons}}

    assert in_utc == {name for name in zone_names() if zone_rule(name) == "UTC0"}


@pytest.mark.parametrize(
    ("name", "first", "last", "written"),
    [
        ("Europe/Vienna", "2013-10-28", "2013-10-30", "Europe/Vienna"),
        ("America/New_York", "2027-03-08", "2027-03-19", "America/New_York"),
        ("Africa/Nairobi", "2027-03-01", "2027-03-05", "Africa/Nairobi"),
        # A law of which the rule does not know: Samoa had summer time until 2021, Morocco an hour more before 2026.
        ("Pacific/Apia", "2020-12-07", "2020-12-11", None),
        ("Pacific/Apia", "2027-12-06", "2027-12-10", "Pacific/Apia"),
        ("Africa/Casablanca", "2024-06-03", "2024-06-07", None),
        # Egypt had no summer time in 2019, so the rule holds in its winter only.
        ("Africa/Cairo", "2019-06-03", "2019-06-07", None),
        ("Africa/Cairo", "2019-12-02", "2019-12-06", "Africa/Cairo"),
        # The rule holds on the first days and not on the last: Türkiye was to go back on 25 October 2015 and waited.
        ("Europe/Istanbul", "2015-10-19", "2015-11-13", None),
        ("UTC", "2027-03-01", "2027-03-05", None),
    ],
)
def test_a_zone_is_written_in_utc_where_its_table_departs_from_its_rule(
    name: str, first: str, last: str, written: str | None
) -> None:
    assert wall_zone(name, date.fromisoformat(first), date.fromisoformat(last)) == written


@pytest.mark.parametrize(
    ("name", "wall", "plain"),
    [
        ("Europe/Vienna", "2027-03-28T01:59", True),
        ("Europe/Vienna", "2027-03-28T02:00", False),
        ("Europe/Vienna", "2027-03-28T02:59", False),
        ("Europe/Vienna", "2027-03-28T03:00", True),
        ("Europe/Vienna", "2027-10-31T01:59", True),
        ("Europe/Vienna", "2027-10-31T02:00", False),
        ("Europe/Vienna", "2027-10-31T03:00", True),
        ("America/New_York", "2027-03-14T02:30", False),
        ("Australia/Lord_Howe", "2027-04-04T01:29", True),
        ("Australia/Lord_Howe", "2027-04-04T01:30", False),
        ("Australia/Lord_Howe", "2027-10-03T02:29", False),
        ("Australia/Lord_Howe", "2027-10-03T02:30", True),
        ("Pacific/Chatham", "2027-09-26T02:45", False),
        ("Pacific/Chatham", "2027-09-26T03:45", True),
        ("Africa/Nairobi", "2027-03-28T02:30", True),
        ("Pacific/Apia", "2020-12-07T10:00", False),
    ],
)
def test_a_wall_time_is_plain_when_it_comes_once_and_the_rule_agrees(name: str, wall: str, plain: bool) -> None:
    assert is_plain(datetime.fromisoformat(wall), name) is plain


def test_a_zone_with_summer_time_has_one_standard_and_one_daylight_with_a_rule() -> None:
    assert lines(vtimezone("Europe/Vienna")) == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Vienna",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]


def test_a_zone_without_summer_time_has_one_standard() -> None:
    assert lines(vtimezone("Asia/Kathmandu")) == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kathmandu",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0545",
        "TZOFFSETTO:+0545",
        "TZNAME:+0545",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        # By law winter is the exception in Ireland; STANDARD is the lesser offset all the same.
        ("Europe/Dublin", ["FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"]),
        ("Australia/Sydney", ["FREQ=YEARLY;BYDAY=1SU;BYMONTH=4", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=10"]),
        # 24:00 of the first Saturday: the Sunday from the second to the eighth.
        (
            "America/Santiago",
            [
                "FREQ=YEARLY;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8;BYMONTH=4",
                "FREQ=YEARLY;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8;BYMONTH=9",
            ],
        ),
        # 24:00 of the last Thursday of October, which may be in November.
        (
            "Africa/Cairo",
            ["FREQ=YEARLY;BYDAY=FR;BYYEARDAY=-67,-66,-65,-64,-63,-62,-61", "FREQ=YEARLY;BYDAY=-1FR;BYMONTH=4"],
        ),
    ],
)
def test_an_onset_is_told_by_weeks_where_it_can_be_and_by_days_where_not(name: str, rules: list[str]) -> None:
    assert [line.removeprefix("RRULE:") for line in lines(vtimezone(name)) if line.startswith("RRULE")] == rules


def test_a_rule_in_a_form_that_no_zone_has_is_not_guessed() -> None:
    assert observances("EST5EDT,J60/2,J300/2") == ()


def lines(component: Timezone) -> list[str]:
    """The unfolded lines of a component."""
    text: str = component.to_ical(sorted=False).decode()
    return text.replace("\r\n ", "").splitlines()
