"""A cell of a table of data: its text in its column's alignment, never empty, its state told by word and colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jinja2 import TemplateRuntimeError

from briefgen.model.exhibits import Cell, TableColumn
from briefgen.model.richtext import RichText, plain
from briefgen.word.exhibits import looks
from briefgen.word.exhibits.looks import Look, Writer, paragraph_properties
from briefgen.word.exhibits.rows import PlacedCell, Row, RowKind
from briefgen.word.wml.sites import Site, merged

_NOTHING = plain("–")  # an empty cell reads as a mistake, and reading aids fall silent at it
_LOOKS = {RowKind.HEAD: looks.HEAD, RowKind.BODY: looks.TEXT, RowKind.TOTAL: looks.TOTAL}
_ALIGNMENTS: Mapping[str, str] = {"left": "", "right": "right", "centre": "center", "center": "center"}
_RULE = '<w:tcBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="404040"/></w:tcBorders>'


def cell_xml(
    placed: PlacedCell,
    row: Row,
    column: TableColumn,
    widths: Sequence[int],
    site: Site,
    writer: Writer,
    *,
    direct: bool,
) -> str:
    """A `w:tc`.

    Args:
        widths: those of the columns that it fills.
        site: the paragraph that the table takes the place of.
        direct: the table's style leaves the look of heads to the cell itself.
    """
    cell, look = placed.cell, _LOOKS[row.kind]
    text = _text_of(cell)
    inside = _cell_site(cell, row, _aligned(column), look, site, writer, direct=direct and row.kind is RowKind.HEAD)
    properties = "".join(_properties(cell, row, widths, direct=direct))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{writer.paragraphs(text, inside)}</w:tc>"


def _text_of(cell: Cell) -> RichText:
    text = plain(cell.text) if isinstance(cell.text, str) else cell.text
    return text if str(text).strip() or any(block.exhibit for block in text.blocks) else _NOTHING


def _aligned(column: TableColumn) -> str:
    if column.align not in _ALIGNMENTS:
        raise TemplateRuntimeError(f"“{column.align}” is no alignment; a column stands left, right or centre")
    return _ALIGNMENTS[column.align]


def _cell_site(cell: Cell, row: Row, align: str, look: Look, site: Site, writer: Writer, *, direct: bool) -> Site:
    """The site of the cell's text."""
    style = writer.styles.paragraph(*look.styles)
    spanning = "center" if cell.span > 1 else align
    letters = dict(() if style else look.letters)
    if direct or cell.emphasis or row.kind is RowKind.TOTAL:
        letters |= dict(looks.BOLD)
    if colours := _colours(cell, head=direct):
        letters["color"] = f'<w:color w:val="{colours[1]}"/>'
    return replace(
        site,
        ppr=paragraph_properties(writer.styles, look, keep=row.keeps, align=spanning),
        rpr=merged((), letters),
        style_name=style.name if style else "Normal",
        in_cell=True,
    )


def _properties(cell: Cell, row: Row, widths: Sequence[int], *, direct: bool) -> Iterator[str]:
    """The properties in the order of the schema (17.4.69)."""
    yield f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
    if cell.span > 1:
        yield f'<w:gridSpan w:val="{cell.span}"/>'
    if row.set_off:
        yield _RULE
    if colours := _colours(cell, head=direct and row.kind is RowKind.HEAD):
        yield f'<w:shd w:val="clear" w:color="auto" w:fill="{colours[0]}"/>'
    if row.kind is RowKind.HEAD:
        yield '<w:vAlign w:val="bottom"/>'


def _colours(cell: Cell, *, head: bool) -> tuple[str, str] | None:
    """Ground and letters. A state without a word gets none: colour alone tells nothing to some readers."""
    if head:
        return looks.HEAD_FILL, looks.HEAD_COLOUR
    return looks.STATE_COLOURS.get(cell.state) if str(cell.text).strip() else None
