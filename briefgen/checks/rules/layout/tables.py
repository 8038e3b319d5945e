"""LAY-001 and LAY-002: rows stay whole on a page, and head rows repeat by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.houses import setting_in
from briefgen.checks.engine.passages import all_bold, is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import OPEN_END
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Passage, Role, TableForm

Row = tuple[str, ...]
_LONG, _PAGE = 300, 3000  # characters of a cell
_MAY_BREAK = {"plain": Grade.HINT}
_CODE = late(r"\S*\w[:/@._][\w/]|\S*[a-z][A-Z]|\(?\w{1,3}[.)]\s")
_FEW = 3
_SHORTEST_SENTENCE = 4


@in_manuscripts(
    "LAY-001",
    Grade.WARNING,
    source="a point and its follow-up are read side by side; a row cut by the page end is misread",
    wrong="“…, and it will” at the foot of one page, “develop a platform” at the head of the next",
    right="the row stands on one page: Table Properties > Row > no “Allow row to break across pages”",
)
def rows_stay_whole(manuscript: Manuscript, context: CheckContext) -> Faults:
    """Rows of a table do not break over a page."""
    if is_composed(manuscript):
        return
    for table in manuscript.tables:
        yield from _broken_in_two(manuscript, table)
        lengths = _lengths(manuscript, table.number) if table.splitting else {}
        long = [row for row in table.splitting if table.rows > 1 and _is_read_across(lengths.get(row, []))]
        if long:
            message = f"A long row of this table, row {long[0]}, may break over a page."
            if len(long) > 1:
                message = f"{len(long)} long rows of this table may break over a page, the first of them row {long[0]}."
            remedy = "Mark all rows, then Table Properties > Row: untick “Allow row to break across pages”."
            yield Fault(table.place, message, remedy, grade=setting_in(context.house, _MAY_BREAK, None))


def _is_read_across(lengths: list[int]) -> bool:
    """Whether a row holds a long text beside another one, and yet has room on a page; a box does not count."""
    *_, second, longest = 0, 0, *sorted(lengths)
    return _LONG < longest < _PAGE and second > 0


def _lengths(manuscript: Manuscript, table: int) -> dict[int, list[int]]:
    """How many characters the cells of each row have."""
    cells: Counter[tuple[int, int]] = Counter()
    for passage in _cells(manuscript, table):
        if passage.cell:
            cells[passage.cell.row, passage.cell.column] += len(passage.text)
    rows: dict[int, list[int]] = {}
    for (row, _column), length in cells.items():
        rows.setdefault(row, []).append(length)
    return rows


def _broken_in_two(manuscript: Manuscript, table: TableForm) -> Faults:
    """Rows that somebody cut by hand: a cell ends in mid-sentence and goes on in the next row."""
    rows = _passages_by_row(manuscript, table)
    head = _texts(rows[0]) if rows else ()
    body = [row for row in rows if _texts(row) != head or row is rows[0]]
    small = _columns_in_small_letters(body)
    for above, below in pairwise(body):
        if _begins_anew(_lasts(above), _firsts(below)):
            continue
        for column, passage in _lasts(above).items():
            after = _firsts(below).get(column)
            if after and column not in small and _is_cut(passage.text, column) and _goes_on(after.text.lstrip()):
                message = f"The row ends in mid-sentence and goes on in another row: “{after.text[:40]}”."
                remedy = "Join the two rows, and do not allow the row to break over a page."
                yield Fault(passage.place, message, remedy, passage.text.rstrip()[-40:])
                break


def _begins_anew(above: Mapping[int, Passage], below: Mapping[int, Passage]) -> bool:
    """Whether a row has a first cell of its own: what somebody cut has none, or the same again."""
    first = below.get(1)
    return (
        first is not None and not first.text.lstrip()[:1].islower() and first.text != getattr(above.get(1), "text", "")
    )


def _columns_in_small_letters(rows: Sequence[Sequence[Passage]]) -> set[int]:
    """The columns of which most cells begin in lower case, as those of definitions and states do."""
    begins: dict[int, list[bool]] = {}
    for row in rows:
        for column, first in _firsts(row).items():
            begins.setdefault(column, []).append(first.text.lstrip()[:1].islower())
    return {column for column, found in begins.items() if len(found) > _FEW and sum(found) * 2 > len(found)}


def _goes_on(text: str) -> bool:
    """Whether a cell can be the rest of a sentence: an address, a code (foaf:Agent) or an item (b) is none."""
    return text[:1].islower() and _CODE.match(text) is None


def _is_cut(text: str, column: int) -> bool:
    """Whether a cell ends in mid-sentence: a few words (“ongoing”) may be all that a cell says, or the first one."""
    words = text.split()
    if len(words) < _SHORTEST_SENTENCE:
        return False
    if column == 1:
        return OPEN_END.search(text) is not None
    is_open = OPEN_END.search(text) is not None or words[-1].endswith(",")
    return is_open or (len(text) >= _LONG // 2 and words[-1][-1:].isalpha())


def _firsts(row: Sequence[Passage]) -> dict[int, Passage]:
    return {each.cell.column: each for each in reversed(row) if each.cell and each.text.strip()}


def _lasts(row: Sequence[Passage]) -> dict[int, Passage]:
    return {each.cell.column: each for each in row if each.cell and each.text.strip()}


@in_manuscripts(
    "LAY-002",
    Grade.WARNING,
    source="screen readers and Word itself know a head row only by its mark; a typed one stays where the page was",
    wrong="the heads of the columns typed again where a page once began",
    right="one head row, marked by Layout > Repeat Header Rows",
)
def heads_repeat(manuscript: Manuscript, context: CheckContext) -> Faults:
    """The head row of a table is marked, repeats on each page by itself and is not typed again."""
    if is_composed(manuscript):
        return
    heads: list[tuple[TableForm, Row]] = []
    neighbours = _neighbours(manuscript)
    for table in manuscript.tables:
        rows = _passages_by_row(manuscript, table)
        if not rows:
            continue
        head = _texts(rows[0])
        yield from _unmarked(table, rows)
        yield from _typed_again(table, head, rows)
        joined = bool(heads) and (heads[-1][0].number, table.number) in neighbours
        if joined and heads[-1][1] == head and _is_head(rows[0]):
            message = "This table begins with the same head row as the one just above it: they are one table."
            yield Fault(table.place, message, "Join the two tables and let the head row repeat.", _joined(head))
        heads.append((table, head))


def _unmarked(table: TableForm, rows: Sequence[Sequence[Passage]]) -> Faults:
    if not table.heads and table.rows >= _FEW and table.columns > 1 and _is_head(rows[0]) and not _comes_again(rows):
        message = "The first row looks like a head row, but is not marked as one and will not repeat."
        remedy = "Mark the row, then Layout > Repeat Header Rows."
        grade = Grade.HINT if _is_list_of_properties(rows) else None
        yield Fault(table.place, message, remedy, _joined(_texts(rows[0])), grade)


def _comes_again(rows: Sequence[Sequence[Passage]]) -> bool:
    """Whether a cell of the first row stands in its column again: it is one of many (“OK”), and no head."""
    below = [_firsts(row) for row in rows[1:] if _texts(row) != _texts(rows[0])]
    firsts = {column: first.text.strip() for column, first in _firsts(rows[0]).items()}
    return any(row[at].text.strip() == text for at, text in firsts.items() for row in below if at in row)


def _is_list_of_properties(rows: Sequence[Sequence[Passage]]) -> bool:
    """Whether a table of two columns has names on the left and what is said of each on the right, from its first row.

    Its heads then look no different from the cells below them.
    """
    looks = {column: {_is_bold(row, column) for row in rows[1:]} for column in (1, 2)}
    two = all(len(_firsts(row)) <= 2 for row in rows)
    return two and looks[1] == {_is_bold(rows[0], 1)} and looks[2] == {_is_bold(rows[0], 2)} != {True}


def _is_bold(row: Sequence[Passage], column: int) -> bool:
    return any(all_bold(each) for each in row if each.cell and each.cell.column == column)


def _typed_again(table: TableForm, head: Row, rows: Sequence[Sequence[Passage]]) -> Faults:
    again = [row for row in rows[1:] if _texts(row) == head]
    if again and _is_head(rows[0]):
        times = "once more" if len(again) == 1 else f"{len(again)} times more"
        message = f"The head row is typed again {times} further down in the table."
        remedy = "Delete the typed rows, mark the first row, then Layout > Repeat Header Rows."
        yield Fault(again[0][0].place, message, remedy, _joined(head))


def _is_head(row: Sequence[Passage]) -> bool:
    """Whether a row reads like heads of columns: short words in at least two cells, no sentences and no figures."""
    texts = [each.text.strip() for each in row if each.text.strip()]
    short = all(len(text) <= 60 and not text.endswith((".", ";", ":")) for text in texts)
    worded = all(text[:1].isalpha() for text in texts)
    return len(_firsts(row)) >= 2 and short and worded and all(each.role is Role.PARAGRAPH for each in row)


def _joined(row: Row) -> str:
    return " | ".join(row)[:80]


def _neighbours(manuscript: Manuscript) -> set[tuple[int, int]]:
    """The pairs of tables between which nothing but empty lines stands; 0 is what stands outside of tables."""
    return set(pairwise(each.cell.table if each.cell else 0 for each in manuscript.passages if each.text.strip()))


def _cells(manuscript: Manuscript, table: int) -> Iterator[Passage]:
    outside = (Role.HEADER, Role.FOOTER, Role.NOTE)
    return (each for each in manuscript.cells(table) if each.role not in outside)


def _passages_by_row(manuscript: Manuscript, table: TableForm) -> list[list[Passage]]:
    """The passages of each row; rows without any words are left out."""
    rows: dict[int, list[Passage]] = {}
    for passage in _cells(manuscript, table.number):
        if passage.cell:
            rows.setdefault(passage.cell.row, []).append(passage)
    return [row for row in rows.values() if any(each.text.strip() for each in row)]


def _texts(row: Sequence[Passage]) -> Row:
    return tuple(each.text.strip() for each in row)
