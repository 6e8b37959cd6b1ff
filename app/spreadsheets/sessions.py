"""The sessions of a meeting as a spreadsheet: what they are, when and where; their panels stay as they are."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.access.models import Actor
from app.database import DbSession
from app.languages import Language
from app.meetings.models import MeetingRow
from app.programme.actions import change_session, create_session
from app.programme.models import SessionIn, SessionRow
from app.resources.noun import changes_of
from app.rules.words import Status
from app.spreadsheets.columns import CellRefused, Column, Values, in_languages, meaning, normal, plain
from app.spreadsheets.names import STATUSES, Names, day_in, hour_in, languages_in, word_in
from app.spreadsheets.writing import Value
from app.wording import KINDS, N_, wording

SEVERAL = N_("Several sessions are like this. Give the uid of the one that is meant.")
TAKEN_UID = N_("A session of another meeting has this uid. Leave the uid out to make new sessions.")
CANCELLED = N_("A session is cancelled and reinstated by its own step, on its page.")
ORDER = N_("The end must be after the start.")
TOGETHER = N_("A day, a start and an end belong together.")
NO_PAPER = N_("“{given}” is not a document: symbol | title | link.")
BETWEEN = " | "
DAY_AND_TIME = re.compile(r"(?P<day>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[ T]+(?P<time>.+)")
TIMES = ("day", "starts", "ends")


class Sessions:
    """The sessions of one meeting."""

    body, patch = SessionIn, changes_of(SessionIn)

    def __init__(self, db: DbSession, meeting: MeetingRow, by: Actor, language: Language = Language.EN) -> None:
        self._db, self._meeting, self._by, self._language = db, meeting, by, language
        self._names = Names.of(db, meeting)
        statement = select(SessionRow).where(SessionRow.meeting_id == meeting.id)
        order = (col(SessionRow.starts).is_(None), col(SessionRow.starts), col(SessionRow.id))
        self.rows = list(db.exec(statement.order_by(*order)).all())
        self._by_uid = {str(row.uid): row for row in self.rows}
        self.columns = [*self._nature(), *self._placing(), *self._texts(meeting.languages[0])]

    def _nature(self) -> list[Column]:
        said, names = wording(self._language).gettext, self._names

        def status(row: SessionRow) -> Value:
            return said(STATUSES[row.status])

        return [
            meaning(
                "kind", "Kind", "Nature", lambda row: said(KINDS[row.kind]), lambda text: word_in(text, KINDS), "type"
            ),
            meaning("status", "Status", "État", status, lambda text: word_in(text, STATUSES), "statut"),
            meaning(
                "theme_id",
                "Theme",
                "Thème",
                lambda row: names.numerals([row.theme_id or 0]),
                names.theme,
                "theme numeral",
            ),
            meaning(
                "agenda_item_id",
                "Agenda item",
                "Point de l’ordre du jour",
                lambda row: names.item_numbers.get(row.agenda_item_id or 0),
                names.item,
                "item",
                "point",
            ),
            meaning(
                "organiser",
                "Organizer",
                "Organisateur",
                lambda row: row.organiser,
                names.delegation,
                "organiser",
                "organized by",
            ),
        ]

    def _placing(self) -> list[Column]:
        names, zone = self._names, self._names.zone

        def day(row: SessionRow) -> Value:
            return row.starts.astimezone(zone).date() if row.starts else None

        def starts(row: SessionRow) -> Value:
            return row.starts.astimezone(zone).time() if row.starts else None

        def ends(row: SessionRow) -> Value:
            if row.ends is None:
                return None
            local = row.ends.astimezone(zone)
            return local.time() if local.date() == day(row) else f"{local:%Y-%m-%d %H:%M}"

        return [
            meaning("day", "Day", "Jour", day, lambda text: text, "date"),
            meaning("starts", "From", "De", starts, lambda text: text, "start", "starts", "begins", "début"),
            meaning("ends", "To", "À", ends, lambda text: text, "end", "ends", "fin"),
            meaning("room_id", "Room", "Salle", lambda row: names.room_names.get(row.room_id or 0), names.room),
        ]

    def _texts(self, first: Language) -> list[Column]:
        return [
            *in_languages("titles", "Title", "Titre", first),
            meaning("languages", "Languages", "Langues", lambda row: " ".join(row.languages), languages_in),
            plain("expected_attendance", "Expected attendance", "Participation attendue", "attendance"),
            plain("discussion_minutes", "Discussion, minutes", "Débat, minutes", "discussion minutes"),
            *in_languages("descriptions", "Description", "Description", first),
            meaning("documents", "Documents", "Documents", _papers, _papers_in),
            plain("webcast_url", "Webcast", "Retransmission", "webcast link"),
            plain("joining_url", "Joining link", "Lien de participation"),
            Column(key="uid", en="uid", fr="uid", show=lambda row: str(row.uid), read=_read_uid),
        ]

    def find(self, cells: Mapping[str, str]) -> SessionRow | None:
        """By uid, else by a title and the start."""
        if "uid" in cells:
            return self._with_uid(cells["uid"])
        titles, starts = self._key(cells)
        found = [row for row in self.rows if row.starts == starts and titles & set(map(normal, row.titles.values()))]
        if len(found) > 1:
            raise CellRefused(SEVERAL)
        return found[0] if found else None

    def keys(self, cells: Mapping[str, str]) -> list[object]:
        """Two rows with one uid, or with one title and start, are one session."""
        if "uid" in cells:
            return [cells["uid"].lower()]
        titles, starts = self._key(cells)
        return [(title, starts) for title in titles]

    def settle(self, values: Values, row: SessionRow | None, cells: Mapping[str, str]) -> None:
        """Day, start and end make two instants; no table cancels or reinstates a session."""
        stands = row.status if row is not None else None
        if Status.CANCELLED in (values.get("status", stands), stands) and values.get("status", stands) is not stands:
            raise CellRefused(CANCELLED)
        if [values.pop(part) for part in TIMES if part in values]:
            starts, ends = self._span(cells, row)
            if ends <= starts:
                raise CellRefused(ORDER)
            values.update(starts=starts, ends=ends)

    def held(self, row: SessionRow) -> Values:
        """The values that hold now."""
        return row.model_dump()

    def make(self, body: SessionIn) -> None:
        """Add a session to the draft."""
        create_session(self._db, self._meeting, body, self._by)

    def change(self, row: SessionRow, patch: Any) -> None:
        """Change a session."""
        change_session(self._db, row, self._meeting, patch, row.version, self._by)

    def _with_uid(self, text: str) -> SessionRow | None:
        """The session with this uid; None where it is free, or is no uid at all."""
        row = self._by_uid.get(text.lower())
        try:
            uid = UUID(text)
        except ValueError:
            return None
        if row is None and self._db.exec(select(SessionRow.id).where(SessionRow.uid == uid)).first() is not None:
            raise CellRefused(TAKEN_UID)
        return row

    def _span(self, cells: Mapping[str, str], row: SessionRow | None) -> tuple[datetime, datetime]:
        """The instants that the cells say; what they do not say stays, and without an end the length."""
        venue = self._names.zone
        stands = row.starts.astimezone(venue) if row is not None and row.starts else None
        first = day_in(cells["day"]) if "day" in cells else stands and stands.date()
        if "starts" in cells:
            starts = _moment(cells["starts"], first, venue)
        elif stands and first:
            starts = datetime.combine(first, stands.time(), venue)
        else:
            raise CellRefused(TOGETHER)
        if "ends" in cells:
            return starts, _moment(cells["ends"], starts.date(), venue)
        if row is None or not row.starts or not row.ends:
            raise CellRefused(TOGETHER)
        return starts, starts + (row.ends - row.starts)

    def _key(self, cells: Mapping[str, str]) -> tuple[set[str], datetime | None]:
        """The titles of a row and its start; no titles where the start cannot be read."""
        titles = {normal(text) for key, text in cells.items() if key.startswith("titles/")}
        if "starts" not in cells:
            return titles, None
        try:
            first = day_in(cells["day"]) if "day" in cells else None
            return titles, _moment(cells["starts"], first, self._names.zone)
        except CellRefused:
            return set(), None


def _moment(text: str, day: date | None, venue: ZoneInfo) -> datetime:
    """A time at the venue, of this day unless the text names another. Raises CellRefused."""
    with_day = DAY_AND_TIME.fullmatch(text)
    if with_day:
        day, text = day_in(with_day["day"]), with_day["time"]
    if day is None:
        raise CellRefused(TOGETHER)
    return datetime.combine(day, hour_in(text), venue)


def _read_uid(text: str, row: SessionRow | None, values: Values) -> None:
    if row is None:
        values["uid"] = text


def _papers(row: SessionRow) -> Value:
    """The documents, one a line: symbol, title and link."""
    return "\n".join(BETWEEN.join((one.symbol or "", one.title or "", one.url or "")).strip() for one in row.documents)


def _papers_in(text: str) -> list[Values]:
    found: list[Values] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        symbol, title, url, *further = [*map(str.strip, line.split(BETWEEN.strip())), "", ""]
        if any(further):
            raise CellRefused(NO_PAPER, given=line)
        found.append({"symbol": symbol or None, "title": title or None, "url": url or None})
    return found
