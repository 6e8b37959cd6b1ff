"""How mandates and their themes are saved and shown."""

from collections.abc import Sequence

from sqlmodel import col, select

from app.access.models import Actor, Right
from app.database import DbSession
from app.errors import Invalid
from app.meetings.models import MandateIn, MandateOut, MandateRow, ThemeIn, ThemeOut, ThemeRow
from app.resources.actions import refuse_if_in_use
from app.resources.noun import Noun, Values
from app.resources.saving import put


def _save(db: DbSession, row: MandateRow, values: Values) -> None:
    themes: list[ThemeIn] | None = values.pop("themes", None)
    put(db, row, values)
    if themes is not None:
        _save_themes(db, row, themes)


def _save_themes(db: DbSession, mandate: MandateRow, themes: Sequence[ThemeIn]) -> None:
    """Themes are known by their numeral: the same numeral keeps its id, whatever its titles or place."""
    numerals = [theme.numeral for theme in themes]
    if len(set(numerals)) != len(numerals):
        raise Invalid(("/themes", "each numeral once"))
    stored = {row.numeral: row for row in db.exec(select(ThemeRow).where(ThemeRow.mandate_id == mandate.id)).all()}
    for numeral in stored.keys() - set(numerals):
        refuse_if_in_use(db, stored[numeral])
        db.delete(stored[numeral])
    for position, theme in enumerate(themes):
        values: Values = {"position": position, "titles": theme.titles}
        row = stored.get(theme.numeral) or ThemeRow(mandate_id=mandate.id, numeral=theme.numeral, **values)
        put(db, row, values)


def _show(db: DbSession, rows: Sequence[MandateRow], by: Actor) -> list[MandateOut]:
    ids = [row.id for row in rows]
    themes = db.exec(select(ThemeRow).where(col(ThemeRow.mandate_id).in_(ids)).order_by(col(ThemeRow.position))).all()
    of_mandate = {
        mandate: [ThemeOut.model_validate(row) for row in themes if row.mandate_id == mandate] for mandate in ids
    }
    return [MandateOut(**row.model_dump(), themes=of_mandate[row.id]) for row in rows]


MANDATES = Noun(
    singular="mandate",
    collection="mandates",
    row=MandateRow,
    body=MandateIn,
    shown=MandateOut,
    show=_show,
    save=_save,
    within=lambda db, row: None,
    write=Right.ADMINISTRATOR,
    for_all_meetings=True,
    sorts=("resolution",),
    example={
        "resolution": "6/4",
        "titles": {"en": "Implementation of the provisions on technical assistance"},
        "themes": [
            {"numeral": "i", "titles": {"en": {"text": "Inter-agency task forces"}}},
            {"numeral": "ii", "titles": {"en": {"text": "Protection of victims and witnesses"}}},
        ],
    },
    change={"paragraph": "(b)", "body": "Conference of the Parties"},
)
