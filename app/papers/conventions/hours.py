"""Hours as United Nations papers write them in each language: 10 a.m., 10 heures, 10.00 horas, 上午10时."""

from datetime import datetime, time

from app.languages import Language

Moment = datetime | time


def hour_words(at: Moment, language: Language) -> str:
    """An hour inside a sentence."""
    match language:
        case Language.EN:
            return _english(at)
        case Language.FR:
            return f"{at.hour}\u00a0h\u00a0{at.minute:02}" if at.minute else f"{at.hour}\u00a0heures"
        case Language.ES:
            return f"{at:%H.%M}\u00a0horas"
        case Language.RU:
            return f"{at.hour}\u00a0час. {at.minute:02}\u00a0мин."
        case Language.ZH:
            return _chinese(at)
    return f"الساعة\u00a0{at:%H/%M}"


def hours_words(starts: Moment, ends: Moment, language: Language) -> str:
    """From one hour to another, as a table or a margin has it. Arabic shows the start at the right by its own order."""
    match language:
        case Language.EN:
            return _english_span(starts, ends)
        case Language.FR:
            return f"{_french(starts)}-{hour_words(ends, language)}"
        case Language.ES:
            return f"{starts:%H.%M} a {ends:%H.%M}\u00a0horas"
        case Language.RU:
            return f"{starts:%H:%M}–{ends:%H:%M}"
        case Language.ZH:
            return _chinese_span(starts, ends)
    return f"{starts:%H/%M}–{ends:%H/%M}"


def clock_words(at: Moment, language: Language) -> str:
    """The shortest form, for a running order to the minute."""
    match language:
        case Language.FR:
            return f"{at.hour}\u00a0h\u00a0{at.minute:02}"
        case Language.ES:
            return f"{at:%H.%M}"
        case Language.AR:
            return f"{at:%H/%M}"
        case Language.EN:
            return _english(at)
    return f"{at:%H:%M}"


def _english(at: Moment) -> str:
    if (at.hour, at.minute) == (12, 0):
        return "12\u00a0noon"
    if (at.hour, at.minute) == (0, 0):
        return "12\u00a0midnight"
    return f"{_twelve(at)}\u00a0{_half(at)}"


def _english_span(starts: Moment, ends: Moment) -> str:
    span = ((starts.hour, starts.minute), (ends.hour, ends.minute))
    shared = _half(starts) == _half(ends) and span[0] not in ((0, 0), (12, 0)) and span[0] < span[1]
    return f"{_twelve(starts) if shared else _english(starts)}–{_english(ends)}"


def _twelve(at: Moment) -> str:
    hour = at.hour % 12 or 12
    return f"{hour}.{at.minute:02}" if at.minute else f"{hour}"


def _half(at: Moment) -> str:
    return "a.m." if at.hour < 12 else "p.m."


def _french(at: Moment) -> str:
    return f"{at.hour}\u00a0h\u00a0{at.minute:02}" if at.minute else f"{at.hour}\u00a0heures"


def _chinese(at: Moment) -> str:
    if (at.hour, at.minute) == (12, 0):
        return "中午12时"
    return _part_of_day(at) + _chinese_hour(at)


def _chinese_span(starts: Moment, ends: Moment) -> str:
    shared = _part_of_day(starts) == _part_of_day(ends) and ends.hour != 12
    return f"{_chinese(starts)}至{_chinese_hour(ends) if shared else _chinese(ends)}"


def _part_of_day(at: Moment) -> str:
    return "上午" if at.hour < 12 else "下午" if at.hour < 18 or (at.hour, at.minute) == (18, 0) else "晚上"


def _chinese_hour(at: Moment) -> str:
    hour = at.hour if at.hour <= 12 else at.hour - 12
    return f"{hour}时{at.minute:02}分" if at.minute else f"{hour}时"
