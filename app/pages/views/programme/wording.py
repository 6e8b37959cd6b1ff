"""What a theme rests on: the mandate's paragraph, and the theme's wording in each language."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.languages import Language
from app.pages.views.reader import Reader, Text
from app.releases.reading.queries import MandateText
from app.releases.record.document import PublicMeeting


@dataclass(frozen=True, slots=True)
class Worded:
    """The theme in one language; `is_official` says whether that is the text that was adopted, None where nobody knows."""

    language: Language
    text: str
    is_official: bool | None


@dataclass(frozen=True, slots=True)
class ThemeWording:
    """A theme's mandate and its wordings, the reader's language first."""

    resolution: str
    paragraph: str | None
    body: str | None
    title: Text
    worded: tuple[Worded, ...]


def theme_wording(
    meeting: PublicMeeting, numeral: str, mandates: Iterable[MandateText], reader: Reader
) -> ThemeWording | None:
    """The wording of a released theme, None where the meeting has no mandate.

    The release says which words it stands for; whether they are the adopted ones, the mandate as it is now.
    """
    named = meeting.mandate
    titles = next((theme.titles for theme in meeting.themes if theme.numeral == numeral), None)
    if named is None or titles is None:
        return None
    mandate = next((one for one in mandates if one.resolution == named.resolution), None)
    known = dict(mandate.themes).get(numeral, {}) if mandate else {}
    order = sorted(titles, key=lambda language: (language != reader.language, language))
    return ThemeWording(
        resolution=named.resolution,
        paragraph=named.paragraph,
        body=named.body,
        title=reader.text(named.titles),
        worded=tuple(
            Worded(
                language,
                titles[language],
                known[language].status == "official"
                if language in known and known[language].text == titles[language]
                else None,
            )
            for language in order
            if titles[language]
        ),
    )
