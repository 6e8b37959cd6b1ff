"""A measured figure and its goal."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured. `goal` is the most it may be, or with `at_least` the least; None: told without a goal."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"  goal {'≥' if self.at_least else '≤'} {self.goal:g}"
        verdict = "" if self.goal is None else "  met" if self.is_met else "  MISSED"
        return f"{self.name:<72} {self.value:>10.3f} {self.unit}{goal}{verdict}"


def median_seconds(act: Callable[[], object], times: int = 30) -> float:
    """The median of several runs, in seconds, after one that does not count."""
    act()
    spent = []
    for _ in range(times):
        begun = perf_counter()
        act()
        spent.append(perf_counter() - begun)
    return median(spent)
