"""Text in iCalendar: what may stand in it, how it is escaped (RFC 5545 §3.3.11) and how its lines are folded (§3.1).

The icalendar library turns a backslash before an N into a line break and may fold between the two backslashes that
stand for one; the classes here are its own with these two mended, so that a reader sees what an officer typed.
"""

import re
from typing import Any, Self

from icalendar import Calendar, Event
from icalendar.parser import Contentline
from icalendar.prop import vText

# A line is at most 75 octets. The library counts the space that begins a continued line in the first one too.
OCTETS = 74
BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def clean(text: str) -> str:
    """The text with one kind of line break and without what no calendar can hold, control characters and surrogates."""
    return UNFIT.sub("", BREAKS.sub("\n", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """The text on one line."""
    return clean(text).replace("\n", " ")


def fold(line: str) -> bytes:
    """The octets of a content line, folded never inside a character, an escape or a circumflex's (RFC 6868)."""
    octets = line.encode()
    parts, start = [], 0
    while len(octets) - start > OCTETS:
        cut = _cut(octets, start)
        parts.append(octets[start:cut])
        start = cut
    return b"\r\n ".join([*parts, octets[start:]])


def _cut(octets: bytes, start: int) -> int:
    cut = start + OCTETS
    while octets[cut] & 0xC0 == 0x80:
        cut -= 1
    before = octets[start:cut]
    slashes = len(before) - len(before.rstrip(b"\\"))
    return cut - 1 if slashes % 2 or before.endswith(b"^") else cut


class Text(vText):
    """A TEXT value whose backslashes stay backslashes."""

    def to_ical(self) -> bytes:
        """The escaped value."""
        return self.translate(ESCAPES).encode()


class _Line(Contentline):
    def __new__(cls, line: str) -> Self:
        return str.__new__(cls, line)

    def to_ical(self) -> bytes:
        return fold(self)


class FoldedEvent(Event):
    """The library's event with lines folded as here."""

    def content_line(self, name: str, value: Any, sorted: bool = True) -> Contentline:
        """One property as a line."""
        return _Line(super().content_line(name, value, sorted=sorted))


class FoldedCalendar(Calendar):
    """The library's calendar with lines folded as here."""

    def content_line(self, name: str, value: Any, sorted: bool = True) -> Contentline:
        """One property as a line."""
        return _Line(super().content_line(name, value, sorted=sorted))
