"""The workbook behind a chart, which opens in Word when a drafter edits the chart's data."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from briefgen.exhibits import Chart
from briefgen.word.charts.data import SHEET, number_text
from briefgen.word.package_value import assembled
from briefgen.word.package_writer import PackageWriter
from briefgen.word.package_zip import read_parts

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CREATED = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: the same chart gives the same bytes
_WIDTH_OF_LABELS = 30  # characters


def workbook(chart: Chart) -> bytes:
    """An XLSX file: the names of the series in the first row from B on, the categories in column A.

    Texts are texts, whatever they begin with; numbers have the chart's number format, and None is an empty cell.
    The same chart always gives the same bytes.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, _WIDTH_OF_LABELS)
    look = book.add_format({"num_format": chart.number_format})
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, float(number_text(value)), look)
    book.close()
    return _written_alike(file.getvalue())


def _written_alike(data: bytes) -> bytes:
    """The workbook in a container of our own, which is the same on each system."""
    parts = {part.name: part for part in read_parts(data, "The workbook of a chart")}
    return PackageWriter.of(assembled("The workbook of a chart", parts)).write({})
