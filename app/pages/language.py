"""Which language a page speaks: what `?lang=` asks for, else what the browser prefers, else a default."""

from babel import negotiate_locale

from app.languages import Language

SPOKEN = [language.value for language in Language]


def preferred_language(accept_language: str) -> Language | None:
    """The language of ours that Accept-Language likes best (RFC 9110 §12.5.4), None where it likes none."""
    weighed = [_weighed(part) for part in accept_language[:1000].split(",")]
    liked = sorted((part for part in weighed if part[1] > 0), key=lambda part: -part[1])
    spoken = negotiate_locale([tag for tag, _ in liked], SPOKEN, sep="-")
    return Language(spoken) if spoken else None


def _weighed(part: str) -> tuple[str, float]:
    tag, _, weight = part.replace(" ", "").partition(";")
    try:
        return tag, float(weight.removeprefix("q=") or 1)
    except ValueError:
        return tag, 0
