"""A table of data as WordprocessingML (ECMA-376-1, 17.4): heads that repeat, rows that stay whole, no empty cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from jinja2 import TemplateRuntimeError

from briefgen.model.exhibits import Cell, Table
from briefgen.word.exhibits.cells import cell_xml
from briefgen.word.exhibits.looks import LINE_COLOUR, Writer, table_style
from briefgen.word.exhibits.rows import PlacedCell, Row, RowKind
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.sites import Site

# the sign behind a table that is no paragraph: `briefgen.word.exhibits.fit` sees to what may follow it
SIGN = "<?exhibit?>"
_USUAL_WIDTH = 9026  # twentieths of a point: A4 between margins of an inch, where the template does not tell it
_WHOLE = 12  # a table of at most so many rows is kept on one page
_LINE = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE_COLOUR}"'
_LINES = f"<w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/>"
_MARGINS = '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
# ST_TblLook (17.4.55): first row, last row, no bands of columns
_FIRST_ROW, _LAST_ROW, _NO_COLUMN_BANDS = 0x0020, 0x0040, 0x0400


@dataclass(frozen=True)
class Grid:
    """The columns of a table in twentieths of a point; they add up to its width."""

    widths: tuple[int, ...]

    @classmethod
    def of(cls, table: Table, width: int) -> Grid:
        """The widths that the columns' shares come to."""
        shares = [max(column.width, 1) for column in table.columns]
        ends = [round(width * each / sum(shares)) for each in accumulate(shares)]
        return cls(tuple(end - start for start, end in zip([0, *ends], ends, strict=False)))

    @property
    def xml(self) -> str:
        """The `w:tblGrid`."""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return f"<w:tblGrid>{columns}</w:tblGrid>"


def table_xml(table: Table, site: Site, writer: Writer) -> str:
    """A table as wide as the text at its site.

    Raises:
        TemplateRuntimeError: a row has more or fewer cells than the table has columns, or there is nothing in it.
    """
    style, designed = table_style(writer.styles)
    grid = Grid.of(table, site.width or _USUAL_WIDTH)
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


def _rows(table: Table) -> Iterator[Row]:
    """The rows with what each is; one that must not be parted from the next says so."""
    if not table.columns or not (table.rows or table.totals):
        raise TemplateRuntimeError(f"the table “{table.key}” has no {'rows' if table.columns else 'columns'}")
    groups = ((RowKind.HEAD, table.heads), (RowKind.BODY, table.rows), (RowKind.TOTAL, table.totals))
    rows = [(kind, cells) for kind, group in groups for cells in group]
    last = len(rows) - 1
    for number, (kind, cells) in enumerate(rows):
        before_total = number < last and rows[number + 1][0] is RowKind.TOTAL
        first = number <= len(table.heads) and number < last
        keeps = bool(table.notes) if number == last else len(rows) <= _WHOLE or first or before_total
        starts_totals = kind is RowKind.TOTAL and rows[number - 1][0] is not RowKind.TOTAL
        yield Row(kind, tuple(_placed(table, kind, cells, number)), keeps=keeps, set_off=starts_totals)


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


def _row_xml(row: Row, table: Table, grid: Grid, site: Site, writer: Writer, *, direct: bool) -> str:
    repeated = "<w:tblHeader/>" if row.kind is RowKind.HEAD else ""
    cells = (
        cell_xml(each, row, table.columns[each.first], grid.widths[each.first : each.end], site, writer, direct=direct)
        for each in row.cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"
