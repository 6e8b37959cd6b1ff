"""What taking a table in would do, in an officer's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.desk.forms.words import refusal_words, validation_words
from app.desk.frame.desk import Desk
from app.languages import Language
from app.spreadsheets.columns import shortened
from app.spreadsheets.plan import Line, Plan, RowRefused, Sheet, State
from app.wording import N_

MOST_SHOWN = 300
ORDER = (State.WRONG, State.CHANGED, State.NEW)
STATES = {
    State.WRONG: N_("problem"),
    State.NEW: N_("new"),
    State.CHANGED: N_("changed"),
    State.SAME: N_("the same"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a cell: what is wrong with it, or what it changes. `column` is empty for the whole row."""

    column: str
    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A row of the table."""

    number: int
    state: State
    said: str
    name: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Preview:
    """The rows that an officer looks at, problems first; `hidden` is how many more there are of a state."""

    counts: Mapping[State, int]
    lines: tuple[PreviewLine, ...]
    hidden: Mapping[State, int]
    unknown: tuple[str, ...]
    is_possible: bool
    is_wrong: bool


def preview_of(desk: Desk, sheet: Sheet, plan: Plan, refused: RowRefused | None = None) -> Preview:
    """The preview of a plan; with what an action refused in the end, beside its row."""
    lines = {state: plan.of(state) for state in State}
    names = {column.key: column.name(desk.language) for column in sheet.columns}
    shown = [
        _line(desk, line, line.state, _notes(desk, names, line))
        for state in ORDER
        for line in lines[state][:MOST_SHOWN]
    ]
    if refused is not None:
        notes = [Note(_named(names, place), said) for place, said in refusal_words(refused.error, desk).items()]
        shown.insert(0, _line(desk, refused.line, State.WRONG, notes))
    return Preview(
        counts={state: len(lines[state]) for state in State},
        lines=tuple(shown),
        hidden={state: len(lines[state]) - MOST_SHOWN for state in ORDER if len(lines[state]) > MOST_SHOWN},
        unknown=tuple(shortened(name) for name in plan.unknown),
        is_possible=plan.is_possible and refused is None,
        is_wrong=bool(lines[State.WRONG]) or refused is not None,
    )


def _line(desk: Desk, line: Line, state: State, notes: list[Note]) -> PreviewLine:
    return PreviewLine(line.number, state, desk.words(STATES[state]), shortened(_name(line), 80), tuple(notes))


def _notes(desk: Desk, names: Mapping[str, str], line: Line) -> list[Note]:
    if line.state is State.WRONG:
        return list(_problems(desk, names, line))
    if line.state is State.CHANGED:
        return [Note(names[change.column], change.after, change.before) for change in line.differences]
    told = {key: text for key, text in line.cells.items() if text != _name(line)}
    return [Note(names[key], shortened(text)) for key, text in told.items()]


def _problems(desk: Desk, names: Mapping[str, str], line: Line) -> Iterator[Note]:
    for wrong in line.wrongs:
        yield Note(names.get(wrong.column, ""), desk.words(wrong.message, **wrong.values))
    # A cell that could not be read is not also said to be missing.
    told = {wrong.column for wrong in line.wrongs}
    if line.refused is not None:
        for place, said in validation_words(line.refused, desk.language).items():
            column = _named(names, place)
            if column not in {names.get(key) for key in told}:
                yield Note(column, said)


def _named(names: Mapping[str, str], place: str) -> str:
    """The column that a place in the body belongs to."""
    key = place.removeprefix("/")
    while key and key not in names:
        further = [name for name in names if name.startswith(f"{key}/")]
        key = further[0] if further else key.rpartition("/")[0]
    return names.get(key, "")


def _name(line: Line) -> str:
    """What the row is about."""
    titles = [text for key, text in line.cells.items() if key in ("name", "family_name") or key.startswith("titles/")]
    if titles:
        return titles[0]
    held = getattr(line.row, "name", None) or getattr(line.row, "titles", {})
    return held if isinstance(held, str) else next((held[one] for one in Language if held.get(one)), "")
