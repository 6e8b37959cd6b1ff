"""What undo and redo would do, in words."""

from typing import NamedTuple

from app.desk.deeds import Teller
from app.desk.frame.desk import Desk
from app.desk.undo.reversal import entry_at, steps_by
from app.desk.undo.steps import SWAP, Step


class Labels(NamedTuple):
    """What the next undo takes back and the next redo does again; None where there is nothing."""

    undo: str | None
    redo: str | None


def labels_of(desk: Desk, teller: Teller) -> Labels:
    """The labels of the two buttons; nothing for whoever may not edit."""
    if not desk.may_edit:
        return Labels(None, None)
    steps = steps_by(desk.db, desk.meeting, desk.by.name)
    undo = told(desk, teller, steps.done[-1]) if steps.done else None
    redo = told(desk, teller, steps.undone[-1].origin) if steps.undone else None
    return Labels(undo, redo)


def told(desk: Desk, teller: Teller, step: Step) -> str:
    """What a step did."""
    entries = [entry_at(desk.db, entry.number) for entry in step.entries]
    if len(entries) == 2 and step.origin.entries[0].action == SWAP:
        return teller.swapped(*entries)
    return teller.done(entries[0])
