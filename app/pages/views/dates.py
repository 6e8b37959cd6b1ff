"""Days and hours in six languages, as United Nations papers write them, always on the clock of 24 hours."""

from datetime import UTC, date, datetime, time
from functools import lru_cache

from babel.dates import format_date, get_timezone_location

from app.languages import Language
from app.wording import listed
from app.zones import zone

DAY = {
    Language.AR: "EEEE d {month}",
    Language.EN: "EEEE d MMMM",
    Language.ES: "EEEE d 'de' MMMM",
    Language.FR: "EEEE {d} MMMM",
    Language.RU: "EEEE, d MMMM",
    Language.ZH: "M月d日EEEE",
}
SHORT_DAY = {
    Language.AR: "EEEE d",
    Language.EN: "EEE d",
    Language.ES: "EEE d",
    Language.FR: "EEE {d}",
    Language.RU: "EEE d",
    Language.ZH: "d日EEE",
}
FULL_DAY = {
    Language.AR: "EEEE d {month} y",
    Language.EN: "EEEE d MMMM y",
    Language.ES: "EEEE d 'de' MMMM 'de' y",
    Language.FR: "EEEE {d} MMMM y",
    Language.RU: "EEEE, d MMMM y 'года'",
    Language.ZH: "y年M月d日EEEE",
}
YEARLY = {
    Language.AR: "d {month} y",
    Language.EN: "d MMMM y",
    Language.ES: "d 'de' MMMM 'de' y",
    Language.FR: "{d} MMMM y",
    Language.RU: "d MMMM y 'года'",
    Language.ZH: "y年M月d日",
}
WITHIN_YEAR = {
    Language.AR: "d {month}",
    Language.EN: "d MMMM",
    Language.ES: "d 'de' MMMM",
    Language.FR: "{d} MMMM",
    Language.RU: "d MMMM",
    Language.ZH: "y年M月d日",
}
WITHIN_MONTH = {**dict.fromkeys(Language, "d"), Language.FR: "{d}", Language.ZH: "y年M月d日"}
SPAN_END = {**YEARLY, Language.ZH: "M月d日"}
SPAN_END_WITHIN_MONTH = {**YEARLY, Language.ZH: "d日"}
BETWEEN = {**dict.fromkeys(Language, " – "), Language.ES: " a ", Language.ZH: "至"}
BETWEEN_DAYS = {**dict.fromkeys(Language, "–"), Language.ES: " a ", Language.ZH: "至"}

# United Nations documents in Arabic give every month both of its names; CLDR knows one.
ARABIC_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيه",
    "تموز/يوليه",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)


@lru_cache(maxsize=4096)
def day_words(day: date, language: Language) -> str:
    """The day of the week and of the month, "Monday 1 March"."""
    return _written(day, DAY[language], language)


@lru_cache(maxsize=4096)
def short_day_words(day: date, language: Language) -> str:
    """The shortest form that still names the day of the week, "Mon 1"."""
    return _written(day, SHORT_DAY[language], language)


@lru_cache(maxsize=4096)
def date_words(day: date, language: Language) -> str:
    """The date with its year, "1 March 2027"."""
    return _written(day, YEARLY[language], language)


def days_words(first: date, last: date, language: Language) -> str:
    """A span of days, both included, "1–5 March 2027"."""
    if first == last:
        return date_words(first, language)
    if first.year != last.year:
        return date_words(first, language) + BETWEEN[language] + date_words(last, language)
    if first.month != last.month:
        start, end, between = WITHIN_YEAR, SPAN_END, BETWEEN
    else:
        start, end, between = WITHIN_MONTH, SPAN_END_WITHIN_MONTH, BETWEEN_DAYS
    return _written(first, start[language], language) + between[language] + _written(last, end[language], language)


def moment_words(at: datetime, zone_name: str, language: Language) -> str:
    """An instant on the venue's clock, "12 December 2026, 16:20"."""
    local = at.astimezone(zone(zone_name))
    return _joined(date_words(local.date(), language), hours_words(local), language)


def when_words(starts: datetime, ends: datetime, language: Language) -> str:
    """The day with its year, and the hours, "Monday 1 March 2027, 10:00–13:00"."""
    return _joined(_written(starts.date(), FULL_DAY[language], language), span_words(starts, ends), language)


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


def _written(day: date, pattern: str, language: Language) -> str:
    first = "1'er'" if language is Language.FR and day.day == 1 else "d"
    month = f"'{ARABIC_MONTHS[day.month - 1]}'"
    return format_date(day, pattern.replace("{d}", first).replace("{month}", month), locale=language.value)
