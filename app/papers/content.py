"""What a paper says, as plain data: blocks of runs of text. Nothing here knows a file format; every format shows it all.

A new paper puts these together; a new format draws them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.languages import Language


class Style(StrEnum):
    """How a run stands out from its line."""

    PLAIN = ""
    STRONG = "strong"
    QUIET = "quiet"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. `language` and `direction` are given where they differ from the paper's."""

    text: str
    style: Style = Style.PLAIN
    language: Language | None = None
    direction: str | None = None
    link: str | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3 below the paper's title. `number` stands before it as the language writes it."""

    level: int
    words: Line
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `number` is the one it is quoted by; `is_quiet` sets it smaller; one that `leads` is never parted from
    what follows it, as a heading is not."""

    words: Line
    number: str | None = None
    is_quiet: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list with its label, as written, and what is below it."""

    label: str
    words: Line
    parts: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list whose labels are part of the text, such as the items of an agenda."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and the lines that belong to it."""

    name: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values: hour, room, who moderates."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: lines below one another, an empty one is a gap.

    `rows` is how many rows it reaches over; with `is_head` it names its row.
    """

    lines: tuple[Line, ...] = ()
    rows: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `is_band` is a row of one cell across the table that heads what follows."""

    cells: tuple[Cell, ...]
    is_band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on each page. `name` says what it is.

    `widths` are shares of what the columns of width 0 leave, which are as wide as what stands in them.
    """

    name: str
    widths: tuple[float, ...]
    head: tuple[Line, ...]
    rows: tuple[Row, ...]
    is_dense: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with an hour in the margin: a heading with what belongs to it, kept together where it fits."""

    margin: tuple[Line, ...]
    heading: Heading
    blocks: tuple["Paragraph | Facts | Items", ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks that run in two columns."""

    blocks: tuple["Heading | Paragraph | Group", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A short heading with lines, never parted from one another: a delegation and its people."""

    heading: Heading
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """A name plate: a sheet to be folded along its middle."""

    name: Line
    function: Line
    delegation: Line


@dataclass(frozen=True, slots=True)
class Code:
    """An address as a QR code with words beside it."""

    address: str
    words: Line


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Items | Facts | Table | Entry | Columns | Group | Plate | Code | PageBreak


class Sheet(StrEnum):
    """The paper's size and how it lies."""

    A4 = "a4"
    A4_WIDE = "a4-wide"
    A3_WIDE = "a3-wide"


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the title. Left: who, and below the rule the meeting; right: the symbol, and below it `aside`."""

    organisation: Line
    symbol: Line
    meeting: Line
    place: Line
    aside: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A paper in one language.

    `at` is the moment it tells of (UTC), `mark` a word on every page such as "Draft", `foot` a line on every page. With
    `fits_page` the type gets smaller until all is on one page, as far as it can still be read. `is_bare` leaves the
    masthead and the title to the file's properties, for what is cut or folded.
    """

    title: Line
    subtitle: Line
    language: Language
    at: datetime
    masthead: Masthead
    blocks: tuple[Block, ...]
    foot: Line
    mark: str | None = None
    sheet: Sheet = Sheet.A4
    fits_page: bool = False
    is_bare: bool = False


def plain(words: Line) -> str:
    """A line without its styles."""
    return "".join(run.text for run in words)
