"""Who may be in the list twice: the same e-mail address, or similar names within a delegation. Pure."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

Member = TypeVar("Member")

SIMILAR = 0.84
BLOCK = 3
MOST_ALIKE = 60
"""Beyond so many who share the beginning of a word, that word tells nobody apart."""


class Reason(StrEnum):
    """Why two may be one."""

    EMAIL = "email"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Known:
    """What tells people apart."""

    id: int
    name: str
    delegation: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two who may be one, the one that was made first in front."""

    first: int
    second: int
    reason: Reason


def suspicions(people: Iterable[Known]) -> list[Suspicion]:
    """Every two who may be one: those with one address first, then by how alike their names are."""
    everybody = sorted(people, key=lambda known: known.id)
    found = dict.fromkeys(_pairs(_by_email(everybody).values()), (0.0, Reason.EMAIL))
    by_delegation = _grouped((known.delegation, known) for known in everybody)
    for members in by_delegation.values():
        words = {known.id: words_of(known.name) for known in members}
        for pair in _pairs(_blocks(words).values()):
            if pair not in found and (alike := likeness(words[pair[0]], words[pair[1]])) >= SIMILAR:
                found[pair] = (1 - alike, Reason.NAME)
    ranked = sorted(found.items(), key=lambda item: (item[1][1] is Reason.NAME, item[1][0], item[0]))
    return [Suspicion(first, second, reason) for (first, second), (_, reason) in ranked]


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """How alike two names are, from 0 to 1, in whatever order their words stand. An initial is like its word."""
    shorter, longer = sorted((list(first), list(second)), key=len)
    if not shorter or [word for word in shorter if word.isdecimal()] != [word for word in longer if word.isdecimal()]:
        return 0.0
    total = 0.0
    for word in sorted(shorter, key=len, reverse=True):
        best = max(longer, key=lambda other: _alike(word, other), default="")
        total += _alike(word, best)
        if best:
            longer.remove(best)
    has_whole_word = any(len(word) > 1 and word in second for word in first)
    return total / len(shorter) if has_whole_word or len(shorter) == len(first) == len(second) else 0.0


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without case, marks and signs, in the order of the alphabet."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return tuple(sorted("".join(sign if sign.isalnum() else " " for sign in bare).split()))


def _alike(word: str, other: str) -> float:
    if 1 in (len(word), len(other)):
        return 1.0 if word[0] == other[:1] else 0.0
    return SequenceMatcher(None, word, other).ratio()


def _by_email(people: Iterable[Known]) -> dict[str, list[int]]:
    return _grouped((known.email.casefold(), known.id) for known in people if known.email)


def _blocks(words: Mapping[int, Sequence[str]]) -> dict[str, list[int]]:
    """Who shares the beginning of a word, so that not everybody is compared with everybody."""
    keys = ((word[:BLOCK], person) for person, name in words.items() for word in set(name) if len(word) > 1)
    return {key: ids for key, ids in _grouped(keys).items() if len(ids) <= MOST_ALIKE}


def _pairs(groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    seen: set[tuple[int, int]] = set()
    for ids in groups:
        for pair in combinations(sorted(set(ids)), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _grouped(pairs: Iterable[tuple[str, Member]]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
