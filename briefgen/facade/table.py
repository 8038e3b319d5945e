"""What stands on a day as a table: as plain text for a terminal, as HTML for a notebook. Values in, text out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

MOST_ROWS = 60
"""Of a table that is shown; a frame has them all."""

WIDTH = 100
"""Characters of a line of plain text, where nobody says how wide it may be."""

_LONGEST_CELL = 16  # of the columns beside the text


class ShownRow(NamedTuple):
    """A row as it is shown: the number of the point, what is said, how it stands, until when, by whom."""

    number: str
    text: str
    state: str = ""
    due: str = ""
    owner: str = ""
    is_point: bool = False


_HEADS = ShownRow("No.", "Text", "State", "Due", "Owner")
_TEXT = '<td style="text-align: left; vertical-align: top">{}</td>'
_SHORT = '<td style="text-align: left; vertical-align: top; white-space: nowrap">{}</td>'


def write_text(heading: str, rows: Sequence[ShownRow], width: int = WIDTH, most: int = MOST_ROWS) -> str:
    """The table as plain text, with texts on as many lines as they need.

    Args:
        width: characters of a line.
        most: rows that are shown.
    """
    shown = [_HEADS, *rows[:most]]
    cells = [tuple(map(_short, (row.number, row.state, row.due, row.owner))) for row in shown]
    others = [max(map(len, column)) for column in zip(*cells, strict=True)]
    widths = (others[0], width - sum(others) - 8, *others[1:])
    lines = [line for row in shown for line in _lines(row, widths)]
    return "\n".join([*wrap(heading, width), "", *lines, *_left_out(len(rows) - most)])


def _lines(row: ShownRow, widths: Sequence[int]) -> Iterator[str]:
    texts = wrap(row.text, widths[1], initial_indent=_indent(row), subsequent_indent=_indent(row)) or [""]
    for number, text in enumerate(texts):
        first, *others = map(_short, (row.number, row.state, row.due, row.owner) if number == 0 else [""] * 4)
        cells = zip((first, text, *others), widths, strict=True)
        yield "  ".join(cell.ljust(width) for cell, width in cells).rstrip()


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"


def _indent(row: ShownRow) -> str:
    return "" if row.is_point or row is _HEADS else "  "


def _left_out(more: int) -> list[str]:
    return [f"… and {more} more rows; to_frame() has them all."] if more > 0 else []


def write_html(heading: str, rows: Sequence[ShownRow]) -> str:
    """The table as HTML, with everything of the record escaped."""
    head = "".join(f'<th scope="col" style="text-align: left">{each}</th>' for each in _HEADS[:5])
    body = "".join(map(_html_row, rows[:MOST_ROWS]))
    more = "".join(f"<p>{each}</p>" for each in _left_out(len(rows) - MOST_ROWS))
    caption = f'<caption style="text-align: left">{escape(heading)}</caption>'
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _html_row(row: ShownRow) -> str:
    first = f'<th scope="row" style="text-align: left; vertical-align: top">{escape(row.number)}</th>'
    text = f"<strong>{escape(row.text)}</strong>" if row.is_point else escape(row.text)
    cells = (_SHORT.format(escape(row.state)), _SHORT.format(escape(row.due)), _TEXT.format(escape(row.owner)))
    return f"<tr>{first}{_TEXT.format(text)}{''.join(cells)}</tr>"
