"""The closed vocabularies of a programme. Their values are what the API, the database and the papers say."""

from enum import StrEnum


class Kind(StrEnum):
    """What a session is. A `break` is on pages and papers, in no feed, and has no seats."""

    OPENING = "opening"
    PLENARY = "plenary"
    ROUND_TABLE = "round_table"
    PANEL = "panel"
    BRIEFING = "briefing"
    SIDE_EVENT = "side_event"
    INFORMAL_CONSULTATION = "informal_consultation"
    BUREAU = "bureau"
    GROUP_MEETING = "group_meeting"
    BREAK = "break"
    CLOSING = "closing"


class Status(StrEnum):
    """How firm a session is. `draft` is not in the next release; `cancelled` is left only by reinstating."""

    DRAFT = "draft"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """What a person does in a session."""

    CHAIR = "chair"
    MODERATOR = "moderator"
    PANELIST = "panelist"
    DISCUSSANT = "discussant"
    RAPPORTEUR = "rapporteur"
    SECRETARY = "secretary"
    SPEAKER = "speaker"


class Attendance(StrEnum):
    """Where a seated person sits."""

    IN_PERSON = "in_person"
    REMOTE = "remote"


class Invitation(StrEnum):
    """How far the invitation to a seat has come."""

    TO_INVITE = "to_invite"
    INVITED = "invited"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def is_active(self) -> bool:
        """Whether the seat counts for the rules: neither declined nor withdrawn."""
        return self not in (Invitation.DECLINED, Invitation.WITHDRAWN)


class Gender(StrEnum):
    """What a person chose to say. Optional and private."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Region(StrEnum):
    """The regional groups of member States, and `none` for whoever belongs to none."""

    AFRICAN = "african"
    ASIA_PACIFIC = "asia_pacific"
    EASTERN_EUROPEAN = "eastern_european"
    LATIN_AMERICAN_CARIBBEAN = "latin_american_caribbean"
    WESTERN_EUROPEAN_OTHERS = "western_european_others"
    NONE = "none"


class DelegationKind(StrEnum):
    """Who sends a delegation. A `party` is a party to the Convention that is neither member nor observer State."""

    MEMBER_STATE = "member_state"
    OBSERVER_STATE = "observer_state"
    PARTY = "party"
    ORGANISATION = "organisation"


class Window(StrEnum):
    """What a window of a person's availability says."""

    AVAILABLE = "available"
    UNAVAILABLE = "unavailable"


PANELS = frozenset({Kind.ROUND_TABLE, Kind.PANEL})
"""Kinds that live from their panel."""

ALONE = frozenset({Kind.OPENING, Kind.PLENARY, Kind.CLOSING})
"""Kinds that run alone."""

AROUND = frozenset({Kind.SIDE_EVENT, Kind.BUREAU, Kind.GROUP_MEETING})
"""Kinds held around the proceedings: before the opening, after the closing, in any order of themes."""
