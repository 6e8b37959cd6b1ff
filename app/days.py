"""Days in six languages, as United Nations papers write them: one place for pages, papers and the desk."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from app.languages import Language

# {d} is the day of the month, {month} its name: both have forms that CLDR does not know.
WEEKDAY = {
    Language.AR: "EEEE ",
    Language.EN: "EEEE ",
    Language.ES: "EEEE ",
    Language.FR: "EEEE ",
    Language.RU: "EEEE, ",
    Language.ZH: "EEEE",
}
WEEKDAY_APART = {**WEEKDAY, Language.AR: "EEEE، ", Language.EN: "EEEE, ", Language.ZH: "，EEEE"}
SHORT_DAY = {
    Language.AR: "EEEE {d}",
    Language.EN: "EEE {d}",
    Language.ES: "EEE {d}",
    Language.FR: "EEE {d}",
    Language.RU: "EEE {d}",
    Language.ZH: "d日EEE",
}
WITHIN_YEAR = {
    **dict.fromkeys(Language, "{d} {month}"),
    Language.ES: "{d} 'de' {month}",
    Language.ZH: "M月d日",
}
DATE = {
    **dict.fromkeys(Language, "{d} {month} y"),
    Language.ES: "{d} 'de' {month} 'de' y",
    Language.RU: "{d} {month} y 'года'",
    Language.ZH: "y年M月d日",
}
# The first and the last day of a span that share their month, or only their year. Chinese names the year first.
FIRST_WITHIN_MONTH = {**dict.fromkeys(Language, "{d}"), Language.ZH: DATE[Language.ZH]}
FIRST_WITHIN_YEAR = {**WITHIN_YEAR, Language.ZH: DATE[Language.ZH]}
LAST_WITHIN_MONTH = {**DATE, Language.ZH: "d日"}
LAST_WITHIN_YEAR = {**DATE, Language.ZH: "M月d日"}
BETWEEN = {
    **dict.fromkeys(Language, "–"),
    Language.ES: " a ",
    Language.FR: "-",
    Language.RU: "-",
    Language.ZH: "至",
}
BETWEEN_MONTHS = {**BETWEEN, **dict.fromkeys((Language.AR, Language.EN, Language.RU), " – ")}

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
    """The day of the week and of the month inside a line, "Monday 1 March"."""
    return _with_weekday(day, WEEKDAY, WITHIN_YEAR, language)


@lru_cache(maxsize=4096)
def dated_day_words(day: date, language: Language) -> str:
    """The same with the year, "Monday 1 March 2027"."""
    return _with_weekday(day, WEEKDAY, DATE, language)


@lru_cache(maxsize=4096)
def formal_day_words(day: date, language: Language) -> str:
    """The day as papers head with it, the day of the week apart: "Monday, 28 October"."""
    return _with_weekday(day, WEEKDAY_APART, WITHIN_YEAR, language)


@lru_cache(maxsize=4096)
def formal_dated_day_words(day: date, language: Language) -> str:
    """The same with the year, "Monday, 28 October 2013"."""
    return _with_weekday(day, WEEKDAY_APART, DATE, language)


@lru_cache(maxsize=4096)
def short_day_words(day: date, language: Language) -> str:
    """The shortest form that still names the day of the week, "Mon 1"."""
    return _written(day, SHORT_DAY[language], language)


@lru_cache(maxsize=4096)
def date_words(day: date, language: Language) -> str:
    """The date with its year, "28 October 2013"."""
    return _written(day, DATE[language], language)


def days_words(first: date, last: date, language: Language) -> str:
    """A span of days, both included, "28–30 October 2013"."""
    if first == last:
        return date_words(first, language)
    if first.year != last.year:
        return date_words(first, language) + BETWEEN_MONTHS[language] + date_words(last, language)
    if first.month != last.month:
        start, end, between = FIRST_WITHIN_YEAR, LAST_WITHIN_YEAR, BETWEEN_MONTHS
    else:
        start, end, between = FIRST_WITHIN_MONTH, LAST_WITHIN_MONTH, BETWEEN
    return _written(first, start[language], language) + between[language] + _written(last, end[language], language)


Patterns = dict[Language, str]


def _with_weekday(day: date, weekday: Patterns, dated: Patterns, language: Language) -> str:
    parts = (weekday[language], dated[language])
    return _written(day, "".join(reversed(parts) if language is Language.ZH else parts), language)


def _written(day: date, pattern: str, language: Language) -> str:
    first = "1'er'" if language is Language.FR and day.day == 1 else "d"
    month = f"'{ARABIC_MONTHS[day.month - 1]}'" if language is Language.AR else "MMMM"
    return format_date(day, pattern.replace("{d}", first).replace("{month}", month), locale=language.value)
