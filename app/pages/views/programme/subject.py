"""What a selection is about: a theme, a room, a delegation or a person by name."""

from dataclasses import dataclass

from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, Selection, current
from app.pages.views.reader import Link, Reader, Text
from app.releases.record.release import Release
from app.wording import N_


@dataclass(frozen=True, slots=True)
class Subject:
    """`noun` is what it is, `numeral` a theme's, `function` and `delegation` a person's."""

    noun: str
    name: Text
    numeral: str | None = None
    function: Text | None = None
    delegation: Link | None = None


def subject(selection: Selection, release: Release, reader: Reader) -> Subject | None:
    """What the selection is about, None where that is the whole meeting. Its name must exist in the release."""
    meeting = release.meeting
    match current(release, selection):
        case OfTheme(numeral):
            titles = next(theme.titles for theme in meeting.themes if theme.numeral == numeral)
            return Subject(reader.words(N_("Theme")), reader.text(titles), numeral=numeral)
        case InRoom(slug):
            name = next(room.name for room in meeting.rooms if room.slug == slug)
            return Subject(reader.words(N_("Room")), Text(name))
        case OfDelegation(code):
            names = next(sent.names for sent in meeting.delegations if sent.code == code)
            return Subject(reader.words(N_("Delegation")), reader.text(names))
        case OfParticipant(uid):
            person = next(person for person in meeting.people if person.uid == uid)
            sent = person.delegation
            return Subject(
                noun=reader.words(N_("Participant")),
                name=Text(" ".join(part for part in (person.honorific, person.name) if part)),
                function=reader.optional(person.functions),
                delegation=Link(reader.text(sent.names), reader.links.of(OfDelegation(sent.code))),
            )
    return None
