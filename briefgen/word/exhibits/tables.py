"""A table of data as WordprocessingML (ECMA-376-1, 17.4): heads that repeat, rows that stay whole, no empty cell.

The text of a cell is in its column's alignment; its state is shown by word and colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate

from jinja2 import TemplateRuntimeError
from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.exhibits import Cell, Table, TableColumn
from briefgen.model.richtext import RichText, plain
from briefgen.word.exhibits import looks
from briefgen.word.exhibits.looks import LINE_COLOUR, ExhibitWriter, Look, paragraph_properties, table_style
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.ooxml import KEPT_ROW
from briefgen.word.wml.sites import Site, merge_properties


class RowKind(StrEnum):
    """What a row is."""

    HEAD = "head"
    BODY = "body"
    TOTAL = "total"


class PlacedCell(Struct, frozen=True):
    """A cell, and the columns from `first` to before `end` that it fills."""

    cell: Cell
    first: int
    end: int


class PlacedRow(Struct, frozen=True):
    """A row.

    Attributes:
        keeps: it stays on one page with what comes next.
        set_off: a line parts it from the row above.
    """

    kind: RowKind
    cells: tuple[PlacedCell, ...]
    keeps: bool
    set_off: bool


_NOTHING = plain("–")  # an empty cell reads as a mistake, and reading aids fall silent at it
_LOOKS = {RowKind.HEAD: looks.HEAD, RowKind.BODY: looks.TEXT, RowKind.TOTAL: looks.TOTAL}
_ALIGNMENTS: Mapping[str, str] = {"left": "", "right": "right", "centre": "center", "center": "center"}
_RULE = '<w:tcBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="404040"/></w:tcBorders>'


def cell_xml(
    placed: PlacedCell,
    row: PlacedRow,
    column: TableColumn,
    widths: Sequence[int],
    site: Site,
    writer: ExhibitWriter,
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


def _cell_site(
    cell: Cell, row: PlacedRow, align: str, look: Look, site: Site, writer: ExhibitWriter, *, direct: bool
) -> Site:
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
        rpr=merge_properties((), letters),
        style_name=style.name if style else "Normal",
        in_cell=True,
    )


def _properties(cell: Cell, row: PlacedRow, widths: Sequence[int], *, direct: bool) -> Iterator[str]:
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


# the sign behind a table that is no paragraph: `briefgen.word.exhibits.fit` sees to what may follow it
SIGN = "<?exhibit?>"
_USUAL_WIDTH = 9026  # twentieths of a point: A4 between margins of an inch, where the template does not tell it
_WHOLE = 8  # a table of at most so many rows is kept on one page: more could leave a quarter of a page white
_TOGETHER = 3  # of a longer one, so many rows at least stand on each side of a break
_LINE = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE_COLOUR}"'
_LINES = f"<w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/>"
_MARGINS = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
# ST_TblLook (17.4.55): first row, last row, no bands of columns
_FIRST_ROW, _LAST_ROW, _NO_COLUMN_BANDS = 0x0020, 0x0040, 0x0400


class ColumnWidths(Struct, frozen=True):
    """The columns of a table in twentieths of a point; they add up to its width."""

    widths: tuple[int, ...]

    @classmethod
    def of(cls, table: Table, width: int) -> ColumnWidths:
        """The widths that the columns' shares come to."""
        shares = [max(column.width, 1) for column in table.columns]
        ends = [round(width * each / sum(shares)) for each in accumulate(shares)]
        return cls(tuple(end - start for start, end in zip([0, *ends], ends, strict=False)))

    @property
    def xml(self) -> str:
        """The `w:tblGrid`."""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return f"<w:tblGrid>{columns}</w:tblGrid>"


def table_xml(table: Table, site: Site, writer: ExhibitWriter) -> str:
    """A table as wide as the text at its site.

    Raises:
        TemplateRuntimeError: a row has more or fewer cells than the table has columns, or there is nothing in it.
    """
    style, designed = table_style(writer.styles)
    grid = ColumnWidths.of(table, site.width or _USUAL_WIDTH)
    rows = list(_rows(table))
    direct = not designed or len(table.heads) > 1  # Word gives the look of its styles to the first row only
    xml = "".join(_row_xml(row, table, grid, site, writer, direct=direct) for row in rows)
    properties = "".join(
        (
            f'<w:tblStyle w:val="{style.style_id}"/>' if style else "",
            f'<w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/>',
            "" if style else f"<w:tblBorders>{_LINES}</w:tblBorders>",
            '<w:tblLayout w:type="fixed"/>',
            "" if style else f"<w:tblCellMar>{_MARGINS}</w:tblCellMar>",
            *_described(table),
        )
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid.xml}{xml}</w:tbl>{SIGN}"


def _described(table: Table) -> Iterator[str]:
    """Which rows are heads and totals, and the text for those who do not see the table."""
    look = _NO_COLUMN_BANDS | (_FIRST_ROW if table.heads else 0) | (_LAST_ROW if table.totals else 0)
    yield (
        f'<w:tblLook w:val="{look:04X}" w:firstRow="{int(bool(table.heads))}" w:lastRow="{int(bool(table.totals))}"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    if title := " ".join(str(table.caption).split()) or table.label:
        yield f'<w:tblCaption w:val="{attribute_xml(title)}"/>'
    if table.description:
        yield f'<w:tblDescription w:val="{attribute_xml(" ".join(table.description.split()))}"/>'


def _rows(table: Table) -> Iterator[PlacedRow]:
    """The rows with what each is; one that must not be parted from the next says so."""
    if not table.columns or not (table.rows or table.totals):
        raise TemplateRuntimeError(f"the table “{table.key}” has no {'rows' if table.columns else 'columns'}")
    groups = ((RowKind.HEAD, table.heads), (RowKind.BODY, table.rows), (RowKind.TOTAL, table.totals))
    rows = [(kind, cells) for kind, group in groups for cells in group]
    last = len(rows) - 1
    for number, (kind, cells) in enumerate(rows):
        at_an_end = number < len(table.heads) + _TOGETHER - 1 or number > last - len(table.totals) - _TOGETHER
        keeps = bool(table.notes) if number == last else len(rows) <= _WHOLE or at_an_end
        starts_totals = kind is RowKind.TOTAL and rows[number - 1][0] is not RowKind.TOTAL
        yield PlacedRow(kind, tuple(_placed(table, kind, cells, number)), keeps=keeps, set_off=starts_totals)


def _placed(table: Table, kind: RowKind, cells: Sequence[Cell], number: int) -> Iterator[PlacedCell]:
    spans = [each.span for each in cells]
    if sum(spans) != len(table.columns):
        message = f"row {number + 1} of the table “{table.key}” fills {sum(spans)} of {len(table.columns)} columns"
        raise TemplateRuntimeError(message)
    if kind is not RowKind.HEAD and any(span != 1 for span in spans):
        message = f"row {number + 1} of the table “{table.key}” has a cell over several columns, which is for heads"
        raise TemplateRuntimeError(message)
    for cell, end in zip(cells, accumulate(spans), strict=True):
        yield PlacedCell(cell, first=end - cell.span, end=end)


def _row_xml(
    row: PlacedRow, table: Table, grid: ColumnWidths, site: Site, writer: ExhibitWriter, *, direct: bool
) -> str:
    repeated = "<w:tblHeader/>" if row.kind is RowKind.HEAD else ""
    cells = (
        cell_xml(each, row, table.columns[each.first], grid.widths[each.first : each.end], site, writer, direct=direct)
        for each in row.cells
    )
    return f"<w:tr><w:trPr>{KEPT_ROW}{repeated}</w:trPr>{''.join(cells)}</w:tr>"
