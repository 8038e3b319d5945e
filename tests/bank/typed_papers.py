"""Word files made from text that people can read and edit.

A line is a paragraph, and its first signs say what it is:

    # title                 ## heading              ### heading below it
    - item of a list        | cell | cell |         row of a table; the first one of each is its head
    [^1]: text of a note    text, with the mark of a note[^1] in it

A cell `<` is joined with the one to its left. `~` is a hard space, everywhere. Empty lines part tables, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from tests.word.docx_templates import a_style, a_template, p, r
from tests.word.good import FOOTNOTES, STYLES

HARD_SPACE = "\u00a0"
_STYLES = {"# ": "Title", "## ": "Heading1", "### ": "Heading2"}
_IN_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_NOTE = re.compile(r"^\[\^(\d+)\]: (.*)$")
_MARK = re.compile(r"(\[\^\d+\])")
_TAGS = {"en": "en-GB", "fr": "fr-FR", "de": "de-DE", "pl": "pl-PL"}
_WIDTH = 9000


def a_word_file(typed: str, language: str) -> bytes:
    """A paper as a Word file.

    Args:
        typed: its text, in the notation above.
        language: the code that the file is marked with.
    """
    lines = [line for line in typed.replace("~", HARD_SPACE).split("\n") if not _NOTE.match(line)]
    notes = {found[1]: found[2] for line in typed.replace("~", HARD_SPACE).split("\n") if (found := _NOTE.match(line))}
    styles = STYLES.replace("</w:styles>", f"{a_style('Title')}</w:styles>").replace("en-GB", _TAGS[language])
    parts = {"word/styles.xml": styles, "word/footnotes.xml": _footnotes(notes)}
    return a_template(*_blocks(lines), parts=parts)


def _blocks(lines: list[str]) -> Iterator[str]:
    for kind, group in groupby(lines, lambda line: "row" if line.startswith("|") else "text" if line else "gap"):
        if kind == "row":
            yield _table([_cells(line) for line in group])
        elif kind == "text":
            yield from map(_paragraph, group)


def _paragraph(line: str) -> str:
    sign, _, rest = line.partition(" ")
    if f"{sign} " in _STYLES:
        return p(*_runs(rest), style=_STYLES[f"{sign} "])
    if sign == "-":
        return p(*_runs(rest), style="Bullet", properties=_IN_LIST)
    return p(*_runs(line))


def _runs(text: str) -> Iterator[str]:
    for piece in _MARK.split(text):
        if _MARK.fullmatch(piece):
            yield f'<w:r><w:footnoteReference w:id="{piece[2:-1]}"/></w:r>'
        elif piece:
            yield r(piece)


def _cells(line: str) -> list[str]:
    return [cell.strip(" ") for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _table(rows: list[list[str]]) -> str:
    columns = max(map(len, rows))
    width = _WIDTH // columns
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    looks = f'<w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{''.join(_rows(rows, width))}</w:tbl>"


def _rows(rows: list[list[str]], width: int) -> Iterator[str]:
    for number, cells in enumerate(rows):
        head = "<w:tblHeader/>" if number == 0 else ""
        yield f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(_joined(cells, width))}</w:tr>"


def _joined(cells: list[str], width: int) -> Iterator[str]:
    """The cells of a row, each with as many columns as are joined to it."""
    for at, cell in enumerate(cells):
        if cell != "<":
            after = next((n for n in range(at + 1, len(cells)) if cells[n] != "<"), len(cells))
            span = f'<w:gridSpan w:val="{after - at}"/>' if after - at > 1 else ""
            shape = f'<w:tcPr><w:tcW w:w="{width * (after - at)}" w:type="dxa"/>{span}</w:tcPr>'
            yield f"<w:tc>{shape}{p(*_runs(cell))}</w:tc>"


def _footnotes(notes: dict[str, str]) -> str:
    frame = FOOTNOTES[: FOOTNOTES.index('<w:footnote w:id="1">')]
    told = (
        f'<w:footnote w:id="{mark}">{p("<w:r><w:footnoteRef/></w:r>", " " + text)}</w:footnote>'
        for mark, text in notes.items()
    )
    return f"{frame}{''.join(told)}</w:footnotes>"
