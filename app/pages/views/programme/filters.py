"""The filters of the agenda with all that they offer."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale

from app.languages import Language
from app.pages.selection import Filter
from app.pages.views.reader import Reader, Text
from app.releases.record.release import Release
from app.wording import sort_key


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter."""

    value: str
    text: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The options of every filter, each in the order of the page's language."""

    themes: tuple[Choice, ...]
    rooms: tuple[Choice, ...]
    delegations: tuple[Choice, ...]
    participants: tuple[Choice, ...]
    interpretation: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Text, ...]:
        """The names of what is chosen."""
        every = (self.themes, self.rooms, self.delegations, self.participants, self.interpretation)
        return tuple(choice.text for choices in every for choice in choices if choice.is_chosen)


def filters(release: Release, chosen: Filter, reader: Reader) -> Filters:
    """What one can filter by: all that a release of the meeting has named."""
    meeting, language = release.meeting, reader.language
    spoken = Locale.parse(language.value).languages
    themes = [(theme.numeral, reader.text(theme.titles)) for theme in meeting.themes]
    rooms = [(room.slug, Text(room.name)) for room in meeting.rooms]
    delegations = [(sent.code, reader.text(sent.names)) for sent in meeting.delegations]
    people = [(str(person.uid), Text(person.name)) for person in meeting.people]
    return Filters(
        themes=_choices(themes, chosen.theme),
        rooms=_choices(rooms, chosen.room),
        delegations=_choices(_sorted(delegations, language), chosen.delegation),
        participants=_choices(_sorted(people, language), chosen.participant),
        interpretation=_choices([(code, Text(spoken[code])) for code in meeting.languages], chosen.interpretation),
    )


def _choices(options: Iterable[tuple[str, Text]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, text, value == chosen) for value, text in options)


def _sorted(options: Iterable[tuple[str, Text]], language: Language) -> list[tuple[str, Text]]:
    return sorted(options, key=lambda option: (sort_key(option[1].text, language), option[0]))
