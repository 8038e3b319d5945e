"""The real documents as Word files, written the way that Word would hold them; made when a test asks for them.

They lie beside the project and not in it. The transcription keeps what the text shows: headings, lists, tables with
their typed heads, footnotes, emphasis, links without a target. It mends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.corpus.authoring import an_empty_document, note_mark, notes, saved

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
NUMBERS = ("000", "001", "002", "003", "004")
WHERE_THEY_ARE = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents do not lie beside the project")

_LINES_OF_BOLD = 10
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PIECE = re.compile(
    r"\*\*\*(?P<both>[^*]+)\*\*\*|\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>(?=\S)[^*]+)\*|<u>(?P<under>.+?)</u>"
    rf"|\[(?P<link>(?:[^\]\\]|\\.)+)\]\((?P<target>[^)]*)\)|(?P<note>(?<=\S)[{_SUPERSCRIPTS}]+)"
)


def seed_lines(number: str) -> list[str]:
    """The lines of a seed; the first is line 1."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8").split("\n")


@lru_cache(maxsize=8)
def seed_document(number: str) -> bytes:
    """A seed as a Word file."""
    return transcribed(seed_lines(number))


def transcribed(lines: list[str]) -> bytes:
    """Lines as a Word file."""
    return _Transcriber(_with_bold_closed(lines)).document()


def _with_bold_closed(lines: list[str]) -> list[str]:
    """The lines with bold that goes over several of them closed at the end of each; stray marks stay."""
    found = list(lines)
    for start, line in enumerate(lines):
        if line.startswith("**") and line.count("**") == 1:
            ends = (at for at in range(start + 1, start + _LINES_OF_BOLD) if lines[at : at + 1] and lines[at].strip())
            end = next((at for at in ends if "**" in lines[at]), None)
            if end and lines[end].rstrip().endswith("**") and lines[end].count("**") == 1:
                found[start : end + 1] = [f"**{each.strip('*')}**" for each in lines[start : end + 1]]
    return found


def plain_text(line: str) -> str:
    """What a reader sees of a line: no marks of emphasis, tags or links."""
    text = re.sub(r"<[^>]+>", " ", line)
    text = re.sub(r"\[((?:[^\]\\]|\\.)+)\]\([^)]*\)", r"\1", text).replace("\\", "")
    return " ".join(re.sub(r"\*+|•", "", text).split())


class _Transcriber:
    """Writes a seed line by line."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.word: Document = an_empty_document()
        self.table: Any = None
        footnotes = [line for line in lines if line[:1] and line[0] in _SUPERSCRIPTS]
        self.note_texts = [line.lstrip(_SUPERSCRIPTS).strip() for line in footnotes]

    def document(self) -> bytes:
        if self.note_texts:
            notes(self.word, *self.note_texts)
        for line in self.lines:
            self._line(line)
        return saved(self.word)

    def _line(self, line: str) -> None:
        text = line.strip()
        if "\t" in line:
            self._row(line.split("\t"))
        elif text and text[0] not in _SUPERSCRIPTS:
            if not text.startswith("|"):
                self.table = None
            self._paragraph(text)

    def _paragraph(self, text: str) -> None:
        style, rest = _style_of(text)
        _write(self.word.add_paragraph(style=style), rest)

    def _row(self, cells: list[str]) -> None:
        if self.table is None:
            self.table = self.word.add_table(0, len(cells), style="Table Grid")
        for cell, text in zip(self.table.add_row().cells, cells, strict=True):
            first = cell.paragraphs[0]
            for number, (style, piece) in enumerate(_blocks(text)):
                paragraph = first if number == 0 else cell.add_paragraph()
                if style:
                    paragraph.style = style
                _write(paragraph, piece)


def _style_of(text: str) -> tuple[str | None, str]:
    if found := re.match(r"(#+) ", text):
        return f"Heading {len(found[1])}", text[found.end() :]
    if found := re.match(r"(?:- )?\d+\. ", text):
        return "List Number", text[found.end() :]
    if found := re.match(r"[-•](?: |$)", text):
        return "List Bullet", text[found.end() :]
    if re.fullmatch(r"\*?(?:Table|Chart) \d+\*?", text):
        return "Caption", text
    return None, text


class _Cell(HTMLParser):
    """The blocks of a table cell: paragraphs and list items, with bold as it is marked elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li"):
            self.blocks.append(("List Bullet" if tag == "li" else "", ""))
        elif tag == "b":
            self._add("**")

    def handle_endtag(self, tag: str) -> None:
        if tag == "b":
            self._add("**")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        style, before = self.blocks[-1] if self.blocks else ("", "")
        self.blocks[-1:] = [(style, before + text)]


def _blocks(html: str) -> Iterator[tuple[str, str]]:
    cell = _Cell()
    cell.feed(html)
    yield from ((style, text.strip().removeprefix("• ")) for style, text in cell.blocks or [("", "")])


def _write(paragraph: Paragraph, text: str) -> None:
    position = 0
    for found in _PIECE.finditer(text):
        _run(paragraph, text[position : found.start()])
        _piece(paragraph, found)
        position = found.end()
    _run(paragraph, text[position:])


def _piece(paragraph: Paragraph, found: re.Match[str]) -> None:
    kind = found.lastgroup
    if kind == "note":
        note_mark(paragraph, int("".join(str(_SUPERSCRIPTS.index(digit)) for digit in found[0])))
    elif kind == "target":
        _link(paragraph, found["link"].replace("\\", ""), found["target"])
    else:
        run = _run(paragraph, found[kind or 0])
        run.bold = kind in ("bold", "both") or None
        run.italic = kind in ("italic", "both") or None
        run.underline = kind == "under" or None


def _run(paragraph: Paragraph, text: str) -> Any:
    return paragraph.add_run(text) if text else None


def _link(paragraph: Paragraph, text: str, target: str) -> None:
    relation = paragraph.part.relate_to(target, f"{_OFFICE}/hyperlink", is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(paragraph.add_run(text)._r)  # python-docx writes no links of its own
    paragraph._p.append(link)


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
