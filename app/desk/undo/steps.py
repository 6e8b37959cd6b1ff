"""An officer's steps as the ledger tells them: which ones stand, which were taken back. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

UNDO, REDO, SWAP = "undo", "redo", "swap"


class Entry(NamedTuple):
    """An entry of the officer's, without what it changed."""

    number: int
    action: str
    subject: str
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """What was done in one go: entries next to each other. `takes_back` is the step whose effect it took back."""

    entries: tuple[Entry, ...]
    takes_back: "Step | None" = None

    @property
    def number(self) -> int:
        """The number of its first entry, by which it is asked for."""
        return self.entries[0].number

    @property
    def origin(self) -> "Step":
        """The step that was done first, whatever was taken back and done again since."""
        step = self
        while step.takes_back is not None:
            step = step.takes_back
        return step


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps that stand and those that were taken back, the last one last. A subject that was deleted and brought back
    has another id: `later_subjects` says which.
    """

    done: tuple[Step, ...]
    undone: tuple[Step, ...]
    later_subjects: dict[str, str]

    def subject(self, entry: Entry) -> str:
        """What the entry speaks of, as it is called today."""
        name, seen = entry.subject, set()
        while name in self.later_subjects and name not in seen:
            seen.add(name)
            name = self.later_subjects[name]
        return name


def steps_of(entries: Iterable[Entry]) -> Steps:
    """The steps that these entries of one officer make, given in the order of their numbers.

    A step forward forgets what was taken back before it, as everywhere. An entry that takes back one which is not given
    (too long ago) is passed over.
    """
    done: list[Step] = []
    undone: list[Step] = []
    of: dict[int, Step] = {}
    later: dict[str, str] = {}
    last: Step | None = None
    for entry in entries:
        target = of.get(entry.undoes) if entry.undoes is not None else None
        if entry.undoes is not None and target is None:
            continue
        stack = undone if entry.action == UNDO else done
        if last is not None and _continues(entry, last, target):
            stack.remove(last)
            last = Step((*last.entries, entry), last.takes_back)
        else:
            last = Step((entry,), target)
            if target is None:
                undone.clear()
            else:
                taken = done if entry.action == UNDO else undone
                taken[:] = [step for step in taken if step is not target]
        stack.append(last)
        of.update({one.number: last for one in last.entries})
        if target is not None:
            later.update(_renamed(entry, target))
    return Steps(tuple(done), tuple(undone), later)


def _continues(entry: Entry, last: Step, target: Step | None) -> bool:
    """Whether the entry belongs to the step before: a swap's second half, or more of what one undo takes back."""
    before = last.entries[-1]
    if entry.number != before.number + 1 or entry.action != before.action:
        return False
    if target is None:
        return entry.action == SWAP and len(last.entries) == 1
    return last.takes_back is target


def _renamed(entry: Entry, target: Step) -> dict[str, str]:
    subject = next(one.subject for one in target.entries if one.number == entry.undoes)
    return {subject: entry.subject} if subject != entry.subject else {}
