"""IANA time zones, always from the pinned tzdata package, so that no feed differs by the machine it is served from."""

import zoneinfo
from functools import cache
from importlib.resources import files

zoneinfo.reset_tzpath(to=())


class UnknownZone(ValueError):
    """The name is not an IANA zone of the pinned table."""


def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of this IANA name. Raises UnknownZone."""
    if name not in zone_names():
        raise UnknownZone(name)
    return zoneinfo.ZoneInfo(name)


@cache
def zone_names() -> frozenset[str]:
    """Every IANA zone a meeting can have."""
    return frozenset(name for name in zoneinfo.available_timezones() if "/" in name or name == "UTC")


@cache
def zone_rule(name: str) -> str:
    """The POSIX rule that ends the zone's TZif file (RFC 9636 §3.3): what holds after the table's last transition."""
    package, *path = ("tzdata.zoneinfo", *name.split("/"))
    data = files(package).joinpath(*path).read_bytes()
    return data.rstrip(b"\n").rsplit(b"\n", 1)[1].decode("ascii")
