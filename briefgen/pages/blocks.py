"""A manuscript as the pieces of a page: headings without gaps, nested lists, tables of rows and cells.

What HTML and Markdown have in common; the writers only add their syntax. Lists are nested, and know how they are
numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role, TableForm

_IN_LISTS = frozenset({Role.BULLET, Role.NUMBERED})
_QUOTED = frozenset({Role.QUOTATION, Role.ATTRIBUTION})
_HEADS = frozenset({Role.TITLE, Role.HEADING})
_SHORT = 60  # characters of a first cell that names its row


class Paragraph(Struct, frozen=True):
    """A paragraph; `is_head` for a heading in a cell, which is not part of the outline."""

    passage: Passage
    is_head: bool = False


class Heading(Struct, frozen=True):
    """A heading of a level from 1; only one of the page has level 1."""

    passage: Passage
    level: int = 0


class Quotation(Struct, frozen=True):
    """A quotation and its attribution."""

    passages: tuple[Passage, ...]
    attributions: tuple[Passage, ...]


class PageExhibit(Struct, frozen=True):
    """A chart or a computed table, with its caption, which may stand below it."""

    passage: Passage
    caption: Passage | None = None
    caption_below: bool = False


class PageCell(Struct, frozen=True):
    """A cell of a table and its contents."""

    cell: CellOf
    pieces: tuple[Piece, ...]


class PageTable(Struct, frozen=True):
    """A table.

    Attributes:
        heads: how many of its first rows are head rows.
        names_rows: whether the first cell of each row names the row.
        caption_below: whether the caption stands below it.
    """

    rows: tuple[tuple[PageCell, ...], ...]
    heads: int
    names_rows: bool
    form: TableForm | None = None
    caption: Passage | None = None
    caption_below: bool = False


Piece: TypeAlias = "Paragraph | Heading | PageList | Quotation | PageExhibit | PageTable"


class Forms(Struct, frozen=True):
    """How the tables of a manuscript are nested, by number."""

    forms: Mapping[int, TableForm] = field(default_factory=dict)

    def around(self, number: int) -> int | None:
        """The table that contains a table; None for a table of the body."""
        form = self.forms.get(number)
        return form.inside.table if form and form.inside else None

    def cell_in(self, cell: CellOf | None, table: int | None) -> CellOf | None:
        """The cell of a table (None: of the body's tables) that contains a cell or is it; None where there is none."""
        while cell is not None:
            if self.around(cell.table) == table:
                return cell
            form = self.forms.get(cell.table)
            cell = form.inside if form else None
        return None


def pieces_of(manuscript: Manuscript) -> tuple[Piece, ...]:
    """The body of a manuscript, without headers, footers and notes, as pieces; headings have no levels yet."""
    forms = Forms({each.number: each for each in manuscript.tables})
    return _pieces(list(manuscript.body), forms, None)


def _pieces(passages: Sequence[Passage], forms: Forms, table: int | None) -> tuple[Piece, ...]:
    found: list[Piece | Passage] = []
    for (_, inner), group in groupby(_sort_passages(passages, forms, table), key=lambda each: each[:2]):
        members = [each[2] for each in group]
        if inner is not None:
            found.append(_grid(inner, members, forms))
        else:
            found += _plain(members, in_cell=table is not None)
    return tuple(_with_captions(found))


def _sort_passages(
    passages: Sequence[Passage], forms: Forms, table: int | None
) -> Iterator[tuple[str, int | None, Passage]]:
    """Each passage with its sort, and the table it belongs to within another one."""
    sort, items = "", set[str]()
    for passage in passages:
        inner = _inner(passage, forms, table)
        sort = _sort(passage, sort, items)
        items = items | {passage.style.casefold()} if passage.role in _IN_LISTS else items if sort == "list" else set()
        yield ("" if inner is not None else sort), inner, passage


def _inner(passage: Passage, forms: Forms, table: int | None) -> int | None:
    if passage.cell is None or passage.cell.table == table:
        return None
    cell = forms.cell_in(passage.cell, table)
    return passage.cell.table if cell is None else cell.table


def _sort(passage: Passage, before: str, items: Set[str]) -> str:
    """The sort of a passage; neighbours of one sort form one piece, or are converted one by one.

    Args:
        before: the sort of the previous passage.
        items: the styles of the items of the list so far.
    """
    if passage.role in _IN_LISTS or (before == "list" and _goes_on(passage, items)):
        return "list"
    return "quotation" if passage.role in _QUOTED else "other"


def _goes_on(passage: Passage, items: Set[str]) -> bool:
    """Whether a paragraph continues a list item, by its style.

    “Annex Bullet Continue” continues an “Annex Bullet”; “Letter Body Continue” after a “Letter Body Bullet” belongs to
    the body again. Word's own “List Continue” belongs to lists alone.
    """
    style = passage.style.casefold()
    belongs = style.startswith("list continue") or style.removesuffix(" continue") in items
    return passage.role is Role.PARAGRAPH and belongs and "continue" in style


def _plain(members: Sequence[Passage], *, in_cell: bool) -> list[Piece | Passage]:
    shown = [each for each in members if _has_content(each)]
    if not shown:
        return []
    if shown[0].role in _IN_LISTS:
        return list(listings(shown))
    if shown[0].role in _QUOTED:
        return list(_quotations(shown))
    return [_single(each, in_cell=in_cell) for each in shown]


def _has_content(passage: Passage) -> bool:
    return bool(passage.text.strip() or passage.exhibit or any(span.note for span in passage.spans))


def _single(passage: Passage, *, in_cell: bool) -> Piece | Passage:
    if passage.exhibit is not None:
        return PageExhibit(passage)
    if passage.role in _HEADS:
        return Paragraph(passage, is_head=True) if in_cell else Heading(passage)
    return passage if passage.role is Role.CAPTION else Paragraph(passage)


def _quotations(passages: Sequence[Passage]) -> Iterator[Quotation]:
    """Quotations, each with its attributions: a new one begins after an attribution."""
    said: list[Passage] = []
    by: list[Passage] = []
    for passage in passages:
        if by and passage.role is Role.QUOTATION:
            yield Quotation(tuple(said), tuple(by))
            said, by = [], []
        (said if passage.role is Role.QUOTATION else by).append(_plainly(passage))
    yield Quotation(tuple(said), tuple(by))


def _plainly(passage: Passage) -> Passage:
    """A passage without the formatting of its style: italics over a whole quotation have no meaning."""
    worded = [span for span in passage.spans if span.text.strip()]
    bold, italic = (all(getattr(span, look) for span in worded) for look in ("bold", "italic"))
    spans = (replace(each, bold=each.bold and not bold, italic=each.italic and not italic) for each in passage.spans)
    return replace(passage, spans=tuple(spans))


def _grid(number: int, passages: Sequence[Passage], forms: Forms) -> PageTable:
    cells: dict[CellOf, list[Passage]] = {}
    outer = forms.around(number)
    for passage in passages:
        cell = forms.cell_in(passage.cell, outer) or passage.cell
        assert cell is not None, "passages of a table stand in cells"
        cells.setdefault(cell, []).append(passage)
    by_row = groupby(sorted(cells, key=lambda each: (each.row, each.column)), key=lambda each: each.row)
    rows = tuple(tuple(PageCell(cell, _pieces(cells[cell], forms, number)) for cell in row) for _, row in by_row)
    heads = sum(1 for row in rows if row[0].cell.is_head)
    return PageTable(rows, heads, _names_rows(rows[heads:], heads), forms.forms.get(number))


def _names_rows(body: Sequence[Sequence[PageCell]], heads: int) -> bool:
    return bool(heads and body) and all(len(row) > 1 and _is_name(row[0]) for row in body)


def _is_name(cell: PageCell) -> bool:
    only = cell.pieces[0] if len(cell.pieces) == 1 else None
    return cell.cell.column == 1 and isinstance(only, Paragraph) and len(only.passage.text) <= _SHORT


def _with_captions(pieces: Sequence[Piece | Passage]) -> Iterator[Piece]:
    """Attach each caption to its table or exhibit; one without any becomes a paragraph."""
    owned: dict[int, tuple[Passage, bool]] = {}
    for index, piece in enumerate(pieces):
        if isinstance(piece, Passage):
            owner = _owner(index, pieces, owned)
            owned.setdefault(owner, (piece, 0 <= owner < index))
    for index, piece in enumerate(pieces):
        caption, below = owned.get(index, (None, False))
        if isinstance(piece, (PageTable, PageExhibit)):
            yield replace(piece, caption=caption, caption_below=below)
        elif not isinstance(piece, Passage):
            yield piece
        elif owned.get(-index - 1, (None,))[0] is piece:
            yield Paragraph(piece)


def _owner(index: int, pieces: Sequence[Piece | Passage], owned: Mapping[int, object]) -> int:
    """The index of the piece of a caption: the table below it, the exhibit above, the chart below; negative: none."""
    above = pieces[index - 1] if index else None
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    if isinstance(below, PageTable):
        return index + 1
    if isinstance(above, (PageTable, PageExhibit)) and index - 1 not in owned:
        return index - 1
    return index + 1 if isinstance(below, PageExhibit) else -index - 1


_PLAIN = re.compile(r"(\d{1,6})\.?")


class PageListItem(Struct, frozen=True):
    """An item: its paragraphs, and the lists inside it."""

    passages: tuple[Passage, ...]
    lists: tuple[PageList, ...] = ()

    @property
    def number(self) -> str:
        """The number as it is printed, or ""."""
        return self.passages[0].number


class PageList(Struct, frozen=True):
    """A list.

    Attributes:
        start: the number that a list of plain numbers begins with; None where numbers are printed as they are
            ("(a)", "2.1"), or in a list of bullets.
    """

    items: tuple[PageListItem, ...]
    ordered: bool
    start: int | None = None


def listings(passages: Sequence[Passage]) -> Iterator[PageList]:
    """Build lists from items and the paragraphs that continue them."""
    rest = list(passages)
    while rest:
        first = rest[0]
        count = next((index for index, each in enumerate(rest) if index and _ends(each, first)), len(rest))
        yield _listing(rest[:count], first)
        rest = rest[count:]


def _ends(passage: Passage, first: Passage) -> bool:
    """Whether a passage begins another list at the level of the one that began with `first`."""
    if not _is_item(passage) or passage.level > first.level:
        return False
    return passage.role is not first.role


def _listing(passages: Sequence[Passage], first: Passage) -> PageList:
    groups: list[list[Passage]] = []
    for passage in passages:
        if not groups or (_is_item(passage) and passage.level <= first.level):
            groups.append([passage])
        else:
            groups[-1].append(passage)
    items = tuple(_item(group) for group in groups)
    ordered = first.role is Role.NUMBERED
    return PageList(items, ordered, _start(items) if ordered else None)


def _item(group: Sequence[Passage]) -> PageListItem:
    count = next((index for index, each in enumerate(group) if index and _is_item(each)), len(group))
    return PageListItem(tuple(group[:count]), tuple(listings(group[count:])))


def _start(items: Sequence[PageListItem]) -> int | None:
    """The first number, where all are plain and each is one more than the last; 1 where no numbers are known."""
    numbers = [item.number for item in items]
    if not any(numbers):
        return 1
    found = [_PLAIN.fullmatch(number) for number in numbers]
    counted = [int(each[1]) for each in found if each]
    expected = list(range(counted[0], counted[0] + len(items))) if counted else []
    return counted[0] if counted == expected and len(counted) == len(items) else None


def _is_item(passage: Passage) -> bool:
    return passage.role in (Role.BULLET, Role.NUMBERED)
