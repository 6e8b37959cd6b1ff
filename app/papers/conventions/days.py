"""Days as United Nations papers write them in each language."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date

from app.languages import Language
from app.zones import zone

# {d} is the day of the month, {month} its name: both have forms that CLDR does not know.
DAY = {
    Language.AR: "EEEE، {d} {month}",
    Language.EN: "EEEE, {d} {month}",
    Language.ES: "EEEE {d} 'de' {month}",
    Language.FR: "EEEE {d} {month}",
    Language.RU: "EEEE, {d} {month}",
    Language.ZH: "M月d日，EEEE",
}
DATE = {
    Language.AR: "{d} {month} y",
    Language.EN: "{d} {month} y",
    Language.ES: "{d} 'de' {month} 'de' y",
    Language.FR: "{d} {month} y",
    Language.RU: "{d} {month} y 'года'",
    Language.ZH: "y年M月d日",
}
WITHIN_YEAR = {
    **dict.fromkeys(Language, "{d} {month}"),
    Language.ES: "{d} 'de' {month}",
    Language.ZH: "y年M月d日",
}
WITHIN_MONTH = {**dict.fromkeys(Language, "{d}"), Language.ZH: "y年M月d日"}
END_WITHIN_YEAR = {**DATE, Language.ZH: "M月d日"}
END_WITHIN_MONTH = {**DATE, Language.ZH: "d日"}
BETWEEN = {
    **dict.fromkeys(Language, "–"),
    Language.ES: " a ",
    Language.FR: "-",
    Language.RU: "-",
    Language.ZH: "至",
}
BETWEEN_MONTHS = {**BETWEEN, Language.EN: " – ", Language.AR: " – ", Language.FR: "-", Language.RU: " – "}

# Papers in Arabic give every month both of its names; CLDR knows one.
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
    """The day of the week and of the month, "Monday, 28 October"."""
    return _written(day, DAY[language], language)


@lru_cache(maxsize=4096)
def dated_day_words(day: date, language: Language) -> str:
    """The same with the year, "Monday, 28 October 2013"."""
    if language is Language.ZH:
        return _written(day, "y年M月d日，EEEE", language)
    weekday = DAY[language].partition("{d}")[0]
    return _written(day, weekday + DATE[language], language)


@lru_cache(maxsize=4096)
def date_words(day: date, language: Language) -> str:
    """The date, "28 October 2013"."""
    return _written(day, DATE[language], language)


def days_words(first: date, last: date, language: Language) -> str:
    """A span of days, both included, "28–30 October 2013"."""
    if first == last:
        return date_words(first, language)
    if first.year != last.year:
        return date_words(first, language) + BETWEEN_MONTHS[language] + date_words(last, language)
    if first.month != last.month:
        start, end, between = WITHIN_YEAR, END_WITHIN_YEAR, BETWEEN_MONTHS
    else:
        start, end, between = WITHIN_MONTH, END_WITHIN_MONTH, BETWEEN
    return _written(first, start[language], language) + between[language] + _written(last, end[language], language)


def headed(words: str) -> str:
    """Words as a heading begins: with a capital also where the language writes the days of the week without."""
    return words[:1].upper() + words[1:]


def released_words(at: datetime, zone_name: str, language: Language) -> str:
    """The day of an instant on the venue's calendar."""
    return date_words(at.astimezone(zone(zone_name)).date(), language)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day of a span, both ends included."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def _written(day: date, pattern: str, language: Language) -> str:
    first = "1'er'" if language is Language.FR and day.day == 1 else "d"
    month = f"'{ARABIC_MONTHS[day.month - 1]}'" if language is Language.AR else "MMMM"
    return format_date(day, pattern.replace("{d}", first).replace("{month}", month), locale=language.value)
