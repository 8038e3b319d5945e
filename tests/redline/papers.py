"""Word files for tests of redlines, and pairs of them of which one is the other after some edits by chance."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from random import Random
from xml.sax.saxutils import escape

from briefgen.word.anchors.names import content_digest, place_digest, record_digest
from tests.word import good

_EMPTY_HEADER = "<w:p><w:r><w:t>The Institution</w:t></w:r></w:p>"
_WORDS = """agency agreement annex the border and of budget commission council to customs deadline in for funding
migration on by partners ports report roadmap schengen system talks visa will with 2023 EUR 12 million 7 %""".split()


def anchor(letter: str, identity: str, content: str = "", number: int = 0) -> str:
    """The bookmark of a record and its place: "r" for rows, "p" for paragraphs."""
    name = f"_bg{letter}{record_digest([identity])}{place_digest('', 1)}_{content_digest(content)}"
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def run(text: str, look: str = "") -> str:
    """A run; `look` is what goes into `w:rPr`."""
    rpr = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inside: str, properties: str = "", bold: bool = False) -> str:
    """A paragraph; what does not begin with "<" is text."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    look = "<w:b/>" if bold else ""
    return f"<w:p>{ppr}{''.join(each if each.startswith('<') else run(each, look) for each in inside if each)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no XML is a paragraph of text."""
    trpr = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    inside = (each if each.startswith("<w:tc>") else cell(each if each.startswith("<") else p(each)) for each in cells)
    return f"<w:tr>{trpr}{''.join(inside)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """A cell of some blocks."""
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def table(*rows: str, columns: int = 2) -> str:
    """A table."""
    grid = '<w:gridCol w:w="3000"/>' * columns
    properties = '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def word_field(code: str, result: str) -> str:
    """A field with its result, in five runs."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return sign.format("begin") + instruction + sign.format("separate") + run(result) + sign.format("end")


def link(text: str, to: str = "rId9") -> str:
    """A link; rId9 leads to a report, rId20 and rId21 to others."""
    style = '<w:rStyle w:val="Hyperlink"/>'
    return f'<w:hyperlink r:id="{to}">{run(text, style)}</w:hyperlink>'


def note(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def paper(
    *blocks: str,
    notes: Sequence[str] = (),
    header: str = _EMPTY_HEADER,
    footer: str | None = None,
    section: str = "",
    numbering: str = "",
    styles: str = "",
) -> bytes:
    """A Word file of some blocks; notes are numbered from 1; no header or footer where it is ""."""
    parts = good.good_parts()
    margins = '<w:headerReference w:type="default" r:id="rId6"/>' * bool(header)
    margins += '<w:footerReference w:type="default" r:id="rId7"/>' * (footer != "")
    size = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
    size += 'w:header="708" w:footer="708" w:gutter="0"/>'
    head = good.DOCUMENT.partition("<w:body>")[0]
    body = f"{head}<w:body>{''.join(blocks)}<w:sectPr>{margins}{section or size}</w:sectPr></w:body></w:document>"
    parts[good.MAIN] = (good.DECLARATION + body).encode()
    kind = f"{good.OFFICE}/hyperlink"
    to = f'<Relationship Id="rId2%d" Type="{kind}" Target="https://example.eu/%d" TargetMode="External"/>'
    more = "".join(to % (number, number) for number in (0, 1))
    rels = good.DOCUMENT_RELS.replace("</Relationships>", f"{more}</Relationships>")
    parts["word/_rels/document.xml.rels"] = (good.DECLARATION + rels).encode()
    written = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + text)}</w:p></w:footnote>'
        for n, text in enumerate(notes, 1)
    )
    start = good.FOOTNOTES.partition('<w:footnote w:id="1">')[0]
    parts["word/footnotes.xml"] = f"{good.DECLARATION}{start}{written}</w:footnotes>".encode()
    if header:
        parts["word/header1.xml"] = f"{good.DECLARATION}<w:hdr {good.W_NS} {good.R_NS}>{header}</w:hdr>".encode()
    if footer:
        parts["word/footer1.xml"] = f"{good.DECLARATION}<w:ftr {good.W_NS} {good.R_NS}>{footer}</w:ftr>".encode()
    if numbering:
        parts["word/numbering.xml"] = (good.DECLARATION + numbering).encode()
    if styles:
        changed = good.STYLES.replace("</w:styles>", f"{styles}</w:styles>")
        parts["word/styles.xml"] = (good.DECLARATION + changed).encode()
    parts["word/comments.xml"] = f"{good.DECLARATION}<w:comments {good.W_NS}/>".encode()
    return good.zipped(parts)


# papers by chance


@dataclass
class Piece:
    """Words of one look; or the mark of a note with its text, a field, a picture."""

    text: str
    look: str = ""
    kind: str = "text"


@dataclass
class Para:
    """A paragraph with its identity."""

    name: str
    pieces: list[Piece]
    properties: str = ""


@dataclass
class Line:
    """A row: cells of blocks; `merge` is what its first cell is in a cell over several rows, `span` its columns."""

    name: str
    cells: list[list[Para | Grid]]
    merge: str = ""
    span: bool = False


@dataclass
class Grid:
    """A table."""

    name: str
    lines: list[Line]
    columns: int = 2


Blocks = list[Para | Grid]
_LOOKS = ("", "", "", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>')
_BULLET = '<w:pStyle w:val="Bullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_KINDS = ("", "", '<w:pStyle w:val="Heading2"/>', _BULLET, '<w:jc w:val="center"/>')


class Chance:
    """Makes papers and edits them by chance.

    Args:
        kinds: what may stand in paragraphs beside text.
    """

    def __init__(self, random: Random, kinds: tuple[str, ...]) -> None:
        self._random = random
        self._kinds = ("text",) * 12 + kinds
        self._count = 0

    def name(self) -> str:
        """An identity that nothing else has."""
        self._count += 1
        return f"n{self._count}"

    def blocks(self, depth: int = 0) -> Blocks:
        """Some blocks, the last of them a paragraph."""
        found: Blocks = []
        for _ in range(self._random.randint(0, 4 - depth)):
            is_table = depth < 2 and self._random.random() < 0.25
            found.append(self.grid(depth + 1) if is_table else self.para())
        return [*found, self.para()]

    def para(self) -> Para:
        """A paragraph."""
        count = self._random.choice((0, 1, 1, 2, 3))
        return Para(self.name(), [self.piece() for _ in range(count)], self._random.choice(_KINDS))

    def piece(self) -> Piece:
        """A piece of a paragraph."""
        words = self.words()
        kind = self._random.choice(self._kinds)
        return Piece(words, self._random.choice(_LOOKS), kind)

    def words(self) -> str:
        """Some words."""
        return " ".join(self._random.choices(_WORDS, k=self._random.randint(1, 9))) + self._random.choice(
            (" ", ". ", "")
        )

    def grid(self, depth: int) -> Grid:
        """A table."""
        columns = self._random.choice((2, 2, 3))
        lines = [self.line(columns, depth) for _ in range(self._random.randint(1, 4))]
        if len(lines) > 1 and self._random.random() < 0.3:
            lines[0] = replace(self.line(columns, depth, spans=False), merge="restart")
            lines[1] = replace(self.line(columns, depth, spans=False), merge="continue")
        return Grid(self.name(), lines, columns)

    def line(self, columns: int, depth: int, *, spans: bool = True) -> Line:
        """A row."""
        span = spans and self._random.random() < 0.2
        cells = [self.blocks(depth + 1) for _ in range(columns - span)]
        return Line(self.name(), cells, span=span)

    def edited(self, blocks: Blocks) -> Blocks:
        """The blocks after some edits."""
        found = deepcopy(blocks)
        for _ in range(self._random.randint(0, 3)):
            self._edit(found)
        return found if found and isinstance(found[-1], Para) else [*found, self.para()]

    def _edit(self, blocks: Blocks) -> None:
        what = self._random.choice(("reword", "reword", "reword", "insert", "delete", "move", "properties", "inside"))
        at = self._random.randrange(len(blocks)) if blocks else 0
        if what == "insert" or not blocks:
            blocks.insert(at, self.para() if self._random.random() < 0.8 else self.grid(1))
        elif what == "delete" and len(blocks) > 1:
            del blocks[at]
        elif what == "move":
            blocks.insert(self._random.randrange(len(blocks)), blocks.pop(at))
        elif isinstance(blocks[at], Grid):
            self._edit_grid(blocks[at])  # type: ignore[arg-type]
        else:
            self._edit_para(blocks[at], what)  # type: ignore[arg-type]

    def _edit_grid(self, grid: Grid) -> None:
        at = self._random.randrange(len(grid.lines))
        what = self._random.choice(("inside", "inside", "inside", "insert", "delete", "move", "columns"))
        if what == "inside":
            cells = grid.lines[at].cells
            place = self._random.randrange(len(cells))
            cells[place] = self.edited(cells[place])
        elif what == "insert" and not grid.lines[at].merge:
            grid.lines.insert(at, self.line(grid.columns, 1))
        elif what == "delete" and len(grid.lines) > 1 and not grid.lines[at].merge:
            del grid.lines[at]
        elif what == "move" and not any(each.merge for each in grid.lines):
            grid.lines.insert(self._random.randrange(len(grid.lines)), grid.lines.pop(at))
        elif what == "columns":
            grid.columns += 1
            for each in grid.lines:
                each.cells.append([self.para()])

    def _edit_para(self, para: Para, what: str) -> None:
        if what == "properties":
            para.properties = self._random.choice(_KINDS)
        elif para.pieces and what in ("reword", "inside"):
            at = self._random.randrange(len(para.pieces))
            piece = para.pieces[at]
            words = piece.text.split(" ")
            words[self._random.randrange(len(words))] = self._random.choice(_WORDS)
            looks = self._random.choice((piece.look, piece.look, self._random.choice(_LOOKS)))
            para.pieces[at] = replace(piece, text=" ".join(words), look=looks)
        else:
            para.pieces.insert(self._random.randint(0, len(para.pieces)), self.piece())


@dataclass
class Writer:
    """Writes a paper of chance as a Word file."""

    anchored: bool
    notes: list[str] = field(default_factory=list)
    _numbers: int = 0

    def write(self, blocks: Blocks, header: str = "") -> bytes:
        """The file."""
        body = self.blocks(blocks)
        return paper(body, notes=self.notes, header=p(header) if header else _EMPTY_HEADER)

    def blocks(self, blocks: Blocks, row_anchor: str = "") -> str:
        """Some blocks; the first paragraph bears the anchor of a row."""
        found = []
        for each in blocks:
            if isinstance(each, Grid):
                found.append(self.grid(each))
            else:
                found.append(self.para(each, row_anchor))
                row_anchor = ""
        return "".join(found)

    def para(self, para: Para, before: str) -> str:
        """A paragraph."""
        start = before + (self._anchor("p", para.name) if self.anchored else "")
        return p(start, *map(self.piece, para.pieces), properties=para.properties)

    def _anchor(self, letter: str, name: str) -> str:
        self._numbers += 1
        return anchor(letter, name, str(self._numbers), self._numbers)

    def piece(self, piece: Piece) -> str:
        """A piece."""
        if piece.kind == "note":
            self.notes.append(piece.text)
            return note(len(self.notes))
        if piece.kind.startswith("link"):
            return link(piece.text, "rId9" if piece.kind == "link" else "rId20")
        if piece.kind == "field":
            return word_field("DATE", piece.text)
        if piece.kind == "picture":
            self._numbers += 1
            return good.PICTURE[5:-6].replace('<wp:docPr id="1"', f'<wp:docPr id="{self._numbers}"')
        if piece.kind == "control":
            inside = f"<w:sdtContent>{run(piece.text, piece.look)}</w:sdtContent>"
            return f'<w:sdt><w:sdtPr><w:alias w:val="state"/></w:sdtPr>{inside}</w:sdt>'
        return run(piece.text, piece.look)

    def grid(self, grid: Grid) -> str:
        """A table."""
        return table(*(self.line(each) for each in grid.lines), columns=grid.columns)

    def line(self, line: Line) -> str:
        """A row."""
        start = self._anchor("r", line.name) if self.anchored else ""
        cells = []
        for place, content in enumerate(line.cells):
            properties = '<w:gridSpan w:val="2"/>' * (line.span and not place)
            if line.merge and not place:
                properties += '<w:vMerge w:val="restart"/>' if line.merge == "restart" else "<w:vMerge/>"
            cells.append(cell(self.blocks(content, start if not place else ""), properties))
        return row(*cells)


EVERY_KIND = ("note", "link", "link2", "field", "picture", "control")


def pair_by_chance(random: Random, *, anchored: bool, kinds: tuple[str, ...] = EVERY_KIND) -> tuple[bytes, bytes]:
    """Two papers, the second of which is the first after some edits."""
    chance = Chance(random, kinds)
    old = chance.blocks()
    new = old
    for _ in range(random.randint(0, 3)):
        new = chance.edited(new)
    headers = random.choice((("", ""), ("One page", "Another page"), ("", "New")))
    return Writer(anchored).write(old, headers[0]), Writer(anchored).write(new, headers[1])
