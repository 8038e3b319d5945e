"""A template taken off a finished file: all of it stays, but for the rows of one table, in whose place tags stand.

One row, with the paragraphs of its cells, is the model of all; so the look of the table, its widths and borders, and
the styles of its texts are those of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.package import write_package
from briefgen.opc.read import Package, read_package
from briefgen.opc.seal import CUSTOM_PROPERTIES, custom_properties, own_properties
from briefgen.opc.xml import Element
from briefgen.word.wml.notes import KINDS
from briefgen.word.wml.ooxml import (
    DECLARATION,
    PPR,
    RPR,
    RUN,
    TBL,
    TC,
    TCPR,
    TR,
    TXBX_CONTENT,
    XML_SPACE,
    P,
    T,
    ancestor,
    cells_of,
    integer_of,
    paragraph_properties,
    rows_of,
    w,
)
from briefgen.word.wml.places import Walk

_BRACES = {"{{": "{_{", "}}": "}_}", "{%": "{_%", "%}": "%_}"}
_LOOKS = tuple(map(w, ("b", "bCs", "i", "iCs", "u", "rStyle", "highlight", "lang", "rtl")))
_MERGES = tuple(map(w, ("vMerge", "hMerge")))


class Mould(Struct, frozen=True):
    """What of a file becomes a tag. Tables, rows and columns count from 1; paragraphs are named by their spots.

    Attributes:
        table: the table whose rows are filled; other tables of `tables` go, as the same rows stand in it.
        heads: how many of its first rows are headings and stay.
        row: the row that is the model of all.
        part_row: the row that is the model of a title of a part, or 0.
        cells: by grid column of the model row, the paragraphs that it gets: each a text, and the spot of the paragraph
            that it looks like ("" for a line of tags alone).
        around: paragraphs before and behind the table.
        part: the text of the title of a part.
        loops: the tags of rows around the model row, from the outside in: each what begins and what ends.
        texts: paragraphs that get another text.
        dropped: paragraphs that go.
    """

    table: int
    heads: int
    row: int
    cells: Mapping[int, Sequence[tuple[str, str]]]
    part_row: int = 0
    part: str = ""
    loops: Sequence[tuple[str, str]] = ()
    around: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]] = ((), ())
    tables: Sequence[int] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    dropped: Sequence[str] = ()


def take_mould(data: bytes, name: str, mould: Mould) -> bytes:
    """The template.

    Braces that stand in the file already are written so that they are printed. Notes that nothing refers to any more
    go, and so do properties that briefgen gave a document; for comments and the like see `briefgen clean`.

    Args:
        data: the finished file.
        name: its name, for messages.
        mould: tables, rows and paragraphs that are there.

    Raises:
        PackageRefusedError: the file is no Word document, or is damaged.
    """
    package = read_package(data, name)
    root = package.xml(package.main_part)
    body = root.find(w("body"))
    assert body is not None, "a document without a body is refused"
    _Caster({spot.words: paragraph for paragraph, spot in Walk(None).paragraphs(body)}, body).cast(mould)
    changed = {package.main_part: _written(root), **dict(_notes(package, root))}
    if any(each.startswith("briefgen ") for each in own_properties(package)):
        changed[CUSTOM_PROPERTIES] = custom_properties({})
    return write_package(package, changed)


def _written(root: Element) -> bytes:
    return DECLARATION.encode() + etree.tostring(root, encoding="unicode").encode()


def _notes(package: Package, root: Element) -> Iterator[tuple[str, bytes]]:
    """The parts of notes without those that nothing refers to."""
    for kind in (each for each in KINDS.values() if each.name != "comment"):
        used = {each.get(w("id")) for each in root.iter(kind.reference)}
        for part in package.related_parts(package.main_part, kind.part):
            notes = package.xml(part)
            for note in list(notes.iterchildren(kind.element)):
                if note.get(w("type")) in (None, "normal") and note.get(w("id")) not in used:
                    notes.remove(note)
            yield part, _written(notes)


class _Caster(Struct, frozen=True):
    """Puts tags into a body whose paragraphs are known by their spots."""

    paragraphs: Mapping[str, Element]
    body: Element

    def cast(self, mould: Mould) -> None:
        """Does what a mould says; the models are copied before anything is changed."""
        tables = [each for each in self.body.iter(TBL) if ancestor(each, TC, TXBX_CONTENT) is None]
        _print_braces(self.body)
        table = tables[mould.table - 1]
        made = self._rows(mould, list(rows_of(table)))
        before, behind = ([self._paragraph(*each) for each in side] for side in mould.around)
        for spot, text in mould.texts.items():
            _set_text(self.paragraphs[spot], text)
        for spot in mould.dropped:
            _drop(self.paragraphs[spot])
        for number in mould.tables:
            if number != mould.table:
                _drop(tables[number - 1])
        _put_rows(table, mould.heads, made)
        for each in before:
            table.addprevious(each)
        for each in reversed(behind):
            table.addnext(each)

    def _rows(self, mould: Mould, rows: Sequence[Element]) -> list[Element]:
        model = self._model(mould, rows[mould.row - 1])
        titles = [_title(rows[mould.part_row - 1], mould.part)] if mould.part_row else []
        outer, inner = mould.loops[:1], mould.loops[1:]
        if not titles:
            return [
                *_tags(rows, mould, [a for a, _ in mould.loops]),
                model,
                *_tags(rows, mould, [b for _, b in mould.loops][::-1]),
            ]
        shown = [*_tags(rows, mould, ["{%tr if part.title %}"]), *titles, *_tags(rows, mould, ["{%tr endif %}"])]
        opened = [*_tags(rows, mould, [a for a, _ in outer]), *shown, *_tags(rows, mould, [a for a, _ in inner])]
        return [*opened, model, *_tags(rows, mould, [b for _, b in (*outer, *inner)][::-1])]

    def _model(self, mould: Mould, row: Element) -> Element:
        """The model row with tags; its cells keep their properties, but no merging downwards."""
        made = deepcopy(row)
        for column, cell in list(_columns(made)):
            paragraphs = [self._paragraph(*each) for each in mould.cells.get(column, (("", ""),))]
            _fill(cell, paragraphs)
        return made

    def _paragraph(self, text: str, spot: str) -> Element:
        if not spot:
            return _paragraph_of(text, None)
        return _paragraph_of(text, self.paragraphs[spot])


def _paragraph_of(text: str, model: Element | None) -> Element:
    """A paragraph that looks like another one; without one, a line of tags."""
    made = etree.Element(P)
    properties = None if model is None else model.find(PPR)
    if properties is not None:
        made.append(deepcopy(properties))
        for each in made[0].findall(w("sectPr")):
            made[0].remove(each)
    # what stands before a marked-up text, as its number, looks like the first run
    before, said = (text[: (at := text.rfind("{{"))], text[at:]) if ".text }}" in text else ("", text)
    if before:
        made.append(_run(before, None if model is None else _first_look(model)))
    if said:
        made.append(_run(said, None if model is None else _look(model, keeps_looks=".text }}" not in said)))
    return made


def _first_look(model: Element) -> Element | None:
    """The properties of the first run with text."""
    first = next((each for each in model.iter(RUN) if each.find(T) is not None), None)
    return None if first is None else deepcopy(first.find(RPR))


def _look(model: Element, *, keeps_looks: bool) -> Element | None:
    """The properties of the run with the most text; for marked-up text without the looks that it gives by itself."""
    runs = [each for each in model.iter(RUN) if each.find(T) is not None]
    chosen = max(runs, key=lambda run: len("".join(each.text or "" for each in run.iter(T))), default=None)
    properties = None if chosen is None else chosen.find(RPR)
    if properties is None:
        return None
    plain = deepcopy(properties)
    for each in [child for child in plain if child.tag in _LOOKS and not keeps_looks]:
        plain.remove(each)
    return plain


def _run(text: str, properties: Element | None) -> Element:
    run = etree.Element(RUN)
    if properties is not None:
        run.append(properties)
    written = etree.SubElement(run, T)
    written.text = text
    written.set(XML_SPACE, "preserve")
    return run


def _set_text(paragraph: Element, text: str) -> None:
    """Another text in the look of a paragraph's first run; what is no run, as a bookmark, goes."""
    properties = _first_look(paragraph)
    for each in [child for child in paragraph if child.tag != PPR]:
        paragraph.remove(each)
    paragraph.append(_run(text, properties))


def _fill(cell: Element, paragraphs: Sequence[Element]) -> None:
    for each in [child for child in cell if child.tag != TCPR]:
        cell.remove(each)
    for each in [each for name in _MERGES for each in cell.iterfind(f"{TCPR}/{name}")]:
        cell[0].remove(each)
    cell.extend(paragraphs)


def _title(row: Element, text: str) -> Element:
    made = deepcopy(row)
    cell = next(cells_of(made))
    model = next(cell.iter(P))
    _set_text(model, text)
    for each in [child for child in cell if child.tag != TCPR and child is not model]:
        cell.remove(each)
    return made


def _tags(rows: Sequence[Element], mould: Mould, texts: Sequence[str]) -> list[Element]:
    """Rows of tags, with cells like those of the model row."""
    found = []
    for text in texts:
        row = etree.Element(TR)
        for at, (_, cell) in enumerate(_columns(rows[mould.row - 1])):
            made = etree.SubElement(row, TC)
            properties = cell.find(TCPR)
            if properties is not None:
                made.append(deepcopy(properties))
            _fill(made, [_paragraph_of("" if at else text, None)])
        found.append(row)
    return found


def _columns(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row with the grid column that each begins in."""
    column = 1
    for cell in cells_of(row):
        yield column, cell
        column += max(1, integer_of(cell, f"{TCPR}/{w('gridSpan')}") or 1)


def _put_rows(table: Element, heads: int, made: Sequence[Element]) -> None:
    for row in list(rows_of(table))[heads:]:
        parent = row.getparent()
        assert parent is not None, "a row stands in a table"
        parent.remove(row)
    table.extend(made)


def _drop(element: Element) -> None:
    """Takes a block out; the end of a section in it stays, in an empty paragraph."""
    parent = element.getparent()
    section = element.find(f"{PPR}/{w('sectPr')}")
    if parent is None:
        return
    if section is not None:
        kept = etree.Element(P)
        paragraph_properties(kept).append(deepcopy(section))
        element.addprevious(kept)
    parent.remove(element)


def _print_braces(body: Element) -> None:
    """Braces of the file are printed, not taken for tags; only those within one run can be."""
    for text in body.iter(T):
        for braces, printed in _BRACES.items():
            if text.text and braces in text.text:
                text.text = text.text.replace(braces, printed)
