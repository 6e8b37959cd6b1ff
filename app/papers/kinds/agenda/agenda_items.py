"""The items of the agenda as a list, as the provisional and the annotated agenda show them."""

from collections.abc import Iterator

from app.papers.content import Item, Items, Paragraph, Run
from app.papers.conventions.numbers import STOPS, item_label, stopped
from app.papers.writer import Writer, clean
from app.releases.record.document import AgendaItemFact
from app.wording import N_


def agenda_list(writer: Writer) -> Items | Paragraph:
    """The agenda, or that there is none yet."""
    items = writer.release.meeting.agenda_items
    if not items:
        return Paragraph(writer.said(N_("The agenda is to be announced.")), is_quiet=True)
    known = {item.number for item in items}
    tops = [item for item in items if item.parent not in known]
    return Items(tuple(_item(item, items, writer, "") for item in tops))


def parts_of(item: AgendaItemFact, items: tuple[AgendaItemFact, ...]) -> tuple[AgendaItemFact, ...]:
    """The items that are a part of this one."""
    return tuple(part for part in items if part.parent == item.number and part.number != item.number)


def in_reading_order(items: tuple[AgendaItemFact, ...]) -> Iterator[tuple[int, AgendaItemFact]]:
    """Every item behind the one it is a part of, with its depth from 0."""
    known = {item.number for item in items}

    def below(item: AgendaItemFact, depth: int) -> Iterator[tuple[int, AgendaItemFact]]:
        yield depth, item
        for part in parts_of(item, items):
            yield from below(part, depth + 1)

    for item in items:
        if item.parent not in known:
            yield from below(item, 0)


def _item(item: AgendaItemFact, items: tuple[AgendaItemFact, ...], writer: Writer, stop: str) -> Item:
    parts = parts_of(item, items)
    before_parts, between, last = STOPS[writer.language]
    title = writer.text(item.titles)
    ended = stopped(title.text, before_parts if parts else stop or last).removeprefix(title.text)
    return Item(
        label=item_label(clean(item.number), item.parent and clean(item.parent), writer.language),
        words=(title, Run(ended)) if ended else (title,),
        parts=tuple(
            _item(part, items, writer, last if place == len(parts) - 1 else between) for place, part in enumerate(parts)
        ),
    )
