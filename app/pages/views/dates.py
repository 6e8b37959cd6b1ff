"""Hours and moments as pages tell them in six languages: on the clock of 24 hours, and the venue's."""

from datetime import UTC, date, datetime, time
from functools import lru_cache

from babel.dates import get_timezone_location

from app.days import date_words, dated_day_words
from app.languages import Language
from app.wording import listed
from app.zones import zone


def moment_words(at: datetime, zone_name: str, language: Language) -> str:
    """An instant on the venue's clock, "12 December 2026, 16:20"."""
    local = at.astimezone(zone(zone_name))
    return _joined(date_words(local.date(), language), hours_words(local), language)


def when_words(starts: datetime, ends: datetime, language: Language) -> str:
    """The day with its year, and the hours, "Monday 1 March 2027, 10:00–13:00"."""
    return _joined(dated_day_words(starts.date(), language), span_words(starts, ends), language)


def hours_words(at: datetime | time) -> str:
    """The hour and minute, the same in every language."""
    return f"{at:%H:%M}"


def span_words(starts: datetime, ends: datetime) -> str:
    """From one hour to another, with an en rule. The bidirectional algorithm puts the start first in Arabic too."""
    return f"{starts:%H:%M}–{ends:%H:%M}"


@lru_cache(maxsize=512)
def city_words(zone_name: str, language: Language) -> str:
    """The city that gives an IANA zone its name, "Vienna"; of UTC its name."""
    return get_timezone_location(zone(zone_name), locale=language, return_city=True) if "/" in zone_name else zone_name


def offset_words(zone_name: str, first: date, last: date) -> str | None:
    """The zone's offset on these days, "UTC+1"; None where it changes between them."""
    noons = [datetime.combine(day, time(12), zone(zone_name)) for day in (first, last)]
    offsets = {noon.utcoffset() for noon in noons}
    if len(offsets) > 1:
        return None
    minutes = int((noons[0].replace(tzinfo=UTC) - noons[0]).total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _joined(day: str, hours: str, language: Language) -> str:
    return f"{day} {hours}" if language is Language.ZH else listed((day, hours), language)
