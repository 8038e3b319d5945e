"""A document as text that people can review, for golden files.

One line for each paragraph, `[Style] text` with **bold**, *italic*, [link](target) and {field PAGE}; tables row by
row and cell by cell, indented; then headers and footers of each section, notes, comments and properties.
What the outline does not know shows as `<unknown w:name>`, so that nothing is passed over in silence.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.opc.read import Package, read_package
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import PPR, SECTPR, TRPR, P, R, local_name, value_of, w
from tests.outline_text import Texts, style_names

GOLDEN = Path(__file__).parent / "golden"
_UPDATE = "BRIEFGEN_UPDATE_GOLDEN"
_SILENT = frozenset({"sectPr", "tcPr", "tblPr", "tblGrid", "trPr", "bookmarkStart", "bookmarkEnd", "proofErr"})
_RANGES = frozenset({"commentRangeStart", "commentRangeEnd", "permStart", "permEnd"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "del"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def outline(data: bytes) -> str:
    """The outline of a .docx file, ending in a line break.

    Args:
        data: the file's bytes.
    """
    package = read_package(data, "the document")
    lines = [*_story(package, package.main_part), *_sections(package), *_notes(package), *_properties(package)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def assert_golden(name: str, text: str, folder: Path = GOLDEN) -> None:
    """Fails with a unified diff where a text is not the golden one, tests/golden/NAME.txt.

    With BRIEFGEN_UPDATE_GOLDEN=1 the golden file is written instead, for a person to read and approve.
    """
    path = folder / f"{name}.txt"
    if os.environ.get(_UPDATE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    if not path.is_file():
        pytest.fail(f"there is no golden file {path.name}; make it with {_UPDATE}=1 and read it before you keep it")
    golden = path.read_text(encoding="utf-8")
    if text != golden:
        difference = difflib.unified_diff(golden.splitlines(), text.splitlines(), path.name, "now", lineterm="")
        pytest.fail("\n".join([f"{path.name} is no longer what is made ({_UPDATE}=1 approves):", *difference]))


def _story(package: Package, part: str) -> list[str]:
    root = package.xml(part)
    body = root.find(w("body"))
    return list(_blocks(root if body is None else body, _texts(package, part), 0))


def _texts(package: Package, part: str) -> Texts:
    targets = {each.id: each.target for each in package.relationships(part)}
    styles = package.related_parts(package.main_part, "styles")
    return Texts(targets, style_names(package.xml(styles[0])) if styles else {})


def _blocks(parent: Element, texts: Texts, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for child in parent:
        name = local_name(child)
        if child.tag == P:
            yield from (f"{indent}{line}" for line in texts.paragraph(child).split("\n"))
            yield from _section_break(child, indent)
        elif name == "tbl":
            yield from _table(child, texts, depth)
        elif name in _WRAPPERS:
            yield from _blocks(child, texts, depth)
        elif name and name not in _SILENT | _RANGES and not name.endswith("Pr"):
            yield f"{indent}<unknown w:{name}>"


def _section_break(paragraph: Element, indent: str) -> Iterator[str]:
    section = paragraph.find(f"{PPR}/{SECTPR}")
    if section is not None:
        yield f"{indent}--- section ends ({value_of(section, w('type')) or 'nextPage'}) ---"


def _table(table: Element, texts: Texts, depth: int) -> Iterator[str]:
    indent = "  " * depth
    style = texts.styles.get(value_of(table, f"{w('tblPr')}/{w('tblStyle')}"), "")
    yield f"{indent}[table{f' {style}' if style else ''}]"
    for number, row in enumerate(table.iter(w("tr")), 1):
        if next(row.iterancestors(w("tbl"))) is table:
            marks = [local_name(each) for each in row.iterfind(f"{TRPR}/*")]
            shown = ", ".join("header" if mark == "tblHeader" else mark for mark in marks)
            yield f"{indent}| row {number}{f' ({shown})' if shown else ''}"
            yield from _cells(row, texts, depth + 1)


def _cells(row: Element, texts: Texts, depth: int) -> Iterator[str]:
    for cell in (each for each in row.iter(w("tc")) if next(each.iterancestors(w("tr"))) is row):
        span = value_of(cell, f"{w('tcPr')}/{w('gridSpan')}")
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        marks = [f"spans {span}"] * bool(span) + ["merged down"] * (merge is not None)
        yield f"{'  ' * depth}| cell{f' ({chr(44).join(marks)})' if marks else ''}"
        yield from _blocks(cell, texts, depth + 2)


def _sections(package: Package) -> Iterator[str]:
    targets = {each.id: each.part for each in package.relationships(package.main_part)}
    for number, section in enumerate(package.xml(package.main_part).iter(SECTPR), 1):
        for reference in section.iterchildren(w("headerReference"), w("footerReference")):
            kind = local_name(reference).removesuffix("Reference")
            yield f"--- section {number}: {kind} ({reference.get(w('type'))}) ---"
            yield from _story(package, targets[reference.get(f"{{{R}}}id") or ""])


def _notes(package: Package) -> Iterator[str]:
    for kind in ("footnote", "endnote", "comment"):
        for part in package.related_parts(package.main_part, f"{kind}s"):
            texts = _texts(package, part)
            for note in package.xml(part).iterchildren(w(kind)):
                if note.get(w("type")) not in _SEPARATORS:
                    yield f"--- {kind} {note.get(w('id'))} ---"
                    yield from _blocks(note, texts, 0)


def _properties(package: Package) -> Iterator[str]:
    for part in (name for name in package.names if name.startswith("docProps/") and name.endswith(".xml")):
        yield f"--- {part} ---"
        for each in package.xml(part):
            yield f"{each.get('name') or local_name(each)}: {''.join(map(str, each.itertext()))}"
