"""What only papers say of days: as a heading begins, the day of a release, every day of a span."""

from datetime import date, datetime, timedelta

from app.days import date_words
from app.languages import Language
from app.zones import zone


def headed(words: str) -> str:
    """Words as a heading begins: with a capital also where the language writes the days of the week without."""
    return words[:1].upper() + words[1:]


def released_words(at: datetime, zone_name: str, language: Language) -> str:
    """The day of an instant on the venue's calendar."""
    return date_words(at.astimezone(zone(zone_name)).date(), language)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day of a span, both ends included."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))
