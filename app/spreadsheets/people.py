"""People as a spreadsheet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import col, select

from app.access.models import Actor
from app.database import DbSession
from app.languages import Language
from app.meetings.models import MeetingRow
from app.people.models import ExpertiseRow, MergedPersonRow, ParticipantIn, ParticipantRow
from app.people.people import PARTICIPANTS
from app.resources.actions import change, create
from app.resources.saving import linked
from app.spreadsheets.columns import CellRefused, Column, Values, in_languages, meaning, normal, plain
from app.spreadsheets.names import GENDERS, NO, YES, Names, is_yes, languages_in, parts_of, word_in
from app.spreadsheets.writing import Value
from app.wording import N_, wording

SEVERAL = N_("Several people are like this: {names}. Merge them first, or give the uid.")
UNKNOWN_UID = N_("Nobody has this uid.")
SENDERS = ("country", "pays", "state", "état", "organization", "organisation", "affiliation")


class People:
    """Everybody who is known, for officers who may see private fields. Expertise is told by the meeting's themes."""

    body, patch = ParticipantIn, PARTICIPANTS.patch

    def __init__(self, db: DbSession, meeting: MeetingRow, by: Actor, language: Language = Language.EN) -> None:
        self._db, self._by, self._language = db, by, language
        self._names = Names.of(db, meeting)
        statement = select(ParticipantRow).where(col(ParticipantRow.id).not_in(select(MergedPersonRow.participant_id)))
        self.rows = list(db.exec(statement.order_by(col(ParticipantRow.name), col(ParticipantRow.id))).all())
        self._themes = linked(db, ExpertiseRow, "participant_id", "theme_id", [row.id for row in self.rows])
        self._by_uid = {str(row.uid): row for row in self.rows}
        self._by_email = _grouped((row.email.casefold(), row) for row in self.rows if row.email)
        self._by_name = _grouped(((normal(row.name), row.delegation), row) for row in self.rows)
        self.columns = [*self._public(meeting.languages[0]), *self._private()]

    def _public(self, first: Language) -> list[Column]:
        names = self._names
        known = set(names.themes.values())

        def read_expertise(text: str, row: Any, values: Values) -> None:
            others = [] if row is None else [one for one in self._themes[row.id] if one not in known]
            values["theme_ids"] = sorted({*others, *(names.theme(part) for part in parts_of(text))})

        return [
            plain("honorific", "Form of address", "Civilité", "title", "titre", "salutation"),
            plain("name", "Name", "Nom", "name as shown", "full name", "nom complet", "participant"),
            _part_of_name("given_name", "First name", "Prénom", "given name", "forename"),
            _part_of_name("family_name", "Last name", "Nom de famille", "family name", "surname"),
            meaning("delegation", "Delegation", "Délégation", lambda row: row.delegation, names.delegation, *SENDERS),
            *in_languages("functions", "Function", "Fonction", first, "position", "poste", "job title"),
            meaning(
                "languages",
                "Languages",
                "Langues",
                lambda row: " ".join(row.languages),
                languages_in,
                "language",
                "langue",
            ),
            Column(
                key="theme_ids",
                en="Expertise",
                fr="Domaines",
                also=("themes", "thèmes", "theme", "thème", "expert"),
                show=lambda row: names.numerals(self._themes[row.id]),
                read=read_expertise,
            ),
        ]

    def _private(self) -> list[Column]:
        said = wording(self._language).gettext

        def flag(key: str, en: str, fr: str, *also: str) -> Column:
            return meaning(key, en, fr, lambda row: said(YES if getattr(row, key) else NO), is_yes, *also)

        def gender(row: ParticipantRow) -> Value:
            return said(GENDERS[row.gender]) if row.gender else None

        return [
            plain("email", "E-mail", "Courriel", "email address", "e-mail address", "mail", "adresse électronique"),
            meaning("gender", "Gender", "Genre", gender, lambda text: word_in(text, GENDERS), "sex", "sexe"),
            flag("step_free", "Step-free access", "Accès sans marches", "needs step-free access", "accessibility"),
            plain("needs", "Other needs", "Autres besoins", "needs", "besoins"),
            flag("retired", "No longer in use", "Hors d’usage", "retired"),
            Column(key="uid", en="uid", fr="uid", show=lambda row: str(row.uid), read=lambda text, row, values: None),
        ]

    def find(self, cells: Mapping[str, str]) -> ParticipantRow | None:
        """By uid, else by e-mail, else by name and delegation."""
        if uid := cells.get("uid"):
            if uid.lower() not in self._by_uid:
                raise CellRefused(UNKNOWN_UID)
            return self._by_uid[uid.lower()]
        named = self._by_name.get(self._named(cells), [])
        found = self._by_email.get(cells.get("email", "").casefold(), [])
        if len(found) > 1:
            found = [row for row in found if row in named] or found
        found = found or named
        if len(found) > 1:
            raise CellRefused(SEVERAL, names=", ".join(f"{row.name} ({row.delegation})" for row in found))
        return found[0] if found else None

    def keys(self, cells: Mapping[str, str]) -> list[object]:
        """Two rows with one e-mail address, or with one name and delegation, are one person."""
        return [key for key in (cells.get("email", "").casefold(), self._named(cells)) if key]

    def settle(self, values: Values, row: ParticipantRow | None, cells: Mapping[str, str]) -> None:
        """A given and a family name make the name as shown, where none is given."""
        parts = [values.pop(part, "") for part in ("given_name", "family_name")]
        if row is None and any(parts):
            values.setdefault("name", " ".join(filter(None, parts)))

    def held(self, row: ParticipantRow) -> Values:
        """The values that hold now."""
        return {**row.model_dump(), "theme_ids": self._themes[row.id]}

    def make(self, body: ParticipantIn) -> None:
        """Make a person."""
        create(self._db, PARTICIPANTS, body, self._by)

    def change(self, row: ParticipantRow, patch: Any) -> None:
        """Change a person."""
        change(self._db, PARTICIPANTS, row, patch, row.version, self._by)

    def _named(self, cells: Mapping[str, str]) -> tuple[str, str] | None:
        name = cells.get("name") or " ".join(filter(None, map(cells.get, ("given_name", "family_name"))))
        try:
            return normal(name), self._names.delegation(cells.get("delegation", ""))
        except CellRefused:
            return None


def _part_of_name(key: str, en: str, fr: str, *also: str) -> Column:
    """A column that is read, and that no export writes."""

    def read(text: str, row: Any, values: Values) -> None:
        values[key] = text

    return Column(key=key, en=en, fr=fr, also=also, show=lambda row: None, read=read, is_exported=False)


def _grouped(pairs: Iterable[tuple[Any, ParticipantRow]]) -> dict[Any, list[ParticipantRow]]:
    found: dict[Any, list[ParticipantRow]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return found
