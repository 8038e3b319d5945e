"""One fault of a list, of a table or of marks, put into a finished file without a fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role, TableForm
from briefgen.model.richtext import Span
from tests.checks.mutations.files import NAME
from tests.checks.mutations.inserting import Draw

Mutation = Callable[[Draw[Any], Manuscript], Manuscript]
_DISTRICTS = "Graz Porto Lyon Turin Ghent".split()
_RECITALS = (
    "Having regard to the first report of the districts;",
    "Recalling the talks with all of their schools;",
    "Noting with concern the state of many roofs;",
    "Welcoming the offers of help from the villages;",
    "Aware of the short time before the lessons begin;",
)


def typed_bullet(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    mark = draw(st.sampled_from("•▪◦●"))
    return _with(draw, manuscript, [_passage(f"{mark} schools in the hills of the north")])


def empty_item(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    items = [_passage(f"schools in {each}", role=Role.BULLET) for each in ("the north", "the south", "the hills")]
    items[draw(st.integers(0, 2))] = _passage("", role=Role.BULLET)
    return _with(draw, manuscript, items)


def list_fault(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    return typed_bullet(draw, manuscript) if draw(st.booleans()) else empty_item(draw, manuscript)


def stray_mark(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    text = draw(st.sampled_from(["./..", "They were **counted twice.", "**They were counted twice."]))
    return _with(draw, manuscript, [_passage(text)])


def recital_that_ends_otherwise(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    return with_recitals(draw, manuscript, draw(st.integers(0, len(_RECITALS) - 2)))


def with_recitals(draw: Draw[Any], manuscript: Manuscript, ending_otherwise: int | None = None) -> Manuscript:
    """The file with recitals that end with semicolons; one of them with a full stop, if it is named."""
    ends = [text if at != ending_otherwise else f"{text[:-1]}." for at, text in enumerate(_RECITALS)]
    recitals = [_passage(text, role=Role.NUMBERED, number=f"{at}.") for at, text in enumerate(ends, 1)]
    return _with(draw, manuscript, recitals)


def share_with_another_base(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    share, rest = draw(st.integers(13, 30)), draw(st.integers(31, 40))
    area = draw(st.sampled_from(["school buses", "sports grounds", "evening courses"]))
    told = f"The schools run two things, new books ({rest}\u00a0%) and {area} ({share}\u00a0%)."
    wrong = f"This is {share}\u00a0% of all activities in the field of {area}."
    return _with(draw, manuscript, [_passage(told), _passage(wrong)])


def total_of_a_table(draw: Draw[Any], manuscript: Manuscript) -> Manuscript:
    parts = draw(st.lists(st.integers(20, 400), min_size=3, max_size=5))
    return with_counts(manuscript, parts, sum(parts) + draw(st.integers(1, 99)))


def with_counts(manuscript: Manuscript, parts: Sequence[int], total: int) -> Manuscript:
    """The file with a table of counts, and their total below them."""
    rows = [("District", "Pupils"), *zip(_DISTRICTS, map(str, parts), strict=False), ("Total", str(total))]
    cells = [_cell(text, row, at) for row, pair in enumerate(rows, 1) for at, text in enumerate(pair, 1)]
    form = TableForm(2, Place(NAME, spot="table 2"), len(rows), 2, heads=1, captioned=True)
    return replace(manuscript, passages=(*manuscript.passages, *cells), tables=(*manuscript.tables, form))


def _passage(text: str, **values: Any) -> Passage:
    return replace(Passage((Span(text),) if text else (), Place(NAME, spot="paragraph 50")), **values)


def _cell(text: str, row: int, column: int) -> Passage:
    place = Place(NAME, spot=f"table 2, row {row}, column {column}, paragraph 1")
    return Passage((Span(text),), place, cell=CellOf(2, row, column, is_head=row == 1))


def _with(draw: Draw[Any], manuscript: Manuscript, passages: Sequence[Passage]) -> Manuscript:
    """The file with further passages behind one of its longer paragraphs."""
    long = [at for at, each in enumerate(manuscript.passages) if not each.cell and len(each.text) > 80]
    at = draw(st.sampled_from(long)) + 1
    return replace(manuscript, passages=(*manuscript.passages[:at], *passages, *manuscript.passages[at:]))


IN_FILES: dict[str, Mutation] = {
    "LAY-003": list_fault,
    "LAY-005": stray_mark,
    "PUN-002": recital_that_ends_otherwise,
    "SUM-002": share_with_another_base,
    "SUM-007": total_of_a_table,
}
