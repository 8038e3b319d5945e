"""Tags in parts that are not stories: document properties, whose texts stand in plain XML elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from briefgen.findings import Finding, has_errors
from briefgen.word.compiler import PartSource, assembled
from briefgen.word.ooxml import Element, local_name
from briefgen.word.places import Spot
from briefgen.word.problems import PlacedTag
from briefgen.word.sandbox import MARK, MARK_END, TemplateEnvironment, block, value
from briefgen.word.statements import (
    CELL_STATEMENTS,
    Anchor,
    PlacedStatement,
    check_pairing,
    is_block_statement,
    unknown_statement,
)
from briefgen.word.syntax import faults_of
from briefgen.word.tags import Tag, TagKind, find_tags, may_hold_tags

_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

# what the caller of a rendering may set, and the element of docProps/core.xml that says it (ECMA-376-2, 11.1)
CORE_ELEMENTS: Mapping[str, str] = {
    f"{{{_DC}}}title": "title",
    f"{{{_DC}}}language": "language",
    f"{{{_DCTERMS}}}created": "moment",
    f"{{{_DCTERMS}}}modified": "moment",
}


@dataclass(slots=True)
class PropertyCompiler:
    """Compiles one part of document properties; used once."""

    file: str
    part: str
    env: TemplateEnvironment
    findings: list[Finding] = field(default_factory=list)
    _sources: list[tuple[str, PlacedTag]] = field(default_factory=list)

    def compile(self, root: Element) -> PartSource:
        """The source of the part; elements of the core properties take what the rendering sets."""
        statements: list[PlacedStatement] = []
        for element in list(root.iter()):
            text = element.text or ""
            placed = [PlacedTag(tag, self.file, self.part, Spot(local_name(element))) for tag in _tags(text)]
            statements += [PlacedStatement(p, Anchor(element)) for p in placed if is_block_statement(p.tag)]
            if self._are_sound(placed):
                element.text = self._marked(text, placed) if placed else self._settable(element)
        self.findings += check_pairing(statements)
        if has_errors(self.findings) or not self._sources:
            return PartSource("", {})
        return assembled(etree.tostring(root, encoding="unicode"), self._sources)

    def _are_sound(self, tags: list[PlacedTag]) -> bool:
        before = len(self.findings)
        for placed in tags:
            self.findings += self._faults(placed)
        return len(self.findings) == before

    def _faults(self, placed: PlacedTag) -> Iterator[Finding]:
        tag = placed.tag
        if tag.fault:
            yield placed.fault("TPL-001", tag.fault)
        elif tag.level or tag.word in CELL_STATEMENTS:
            yield placed.fault("TPL-007", "only simple tags can stand in a document property")
        elif tag.kind is not TagKind.COMMENT:
            unknown = unknown_statement(placed)
            yield from [unknown] if unknown else faults_of(placed, self.env)

    def _marked(self, text: str, tags: list[PlacedTag]) -> str:
        pieces, position = [], 0
        for placed in tags:
            pieces += [text[position : placed.tag.start], self._mark(_source(placed), placed)]
            position = placed.tag.end
        return "".join([*pieces, text[position:]])

    def _settable(self, element: Element) -> str | None:
        name = CORE_ELEMENTS.get(str(element.tag))
        if name is None:
            return element.text
        nothing = PlacedTag(next(find_tags("{{ }}")), self.file, self.part, Spot(local_name(element)))
        given = block(f"if _core.{name}") + value(f"_core.{name}|_plain") + block("else")
        return self._mark(given, nothing) + (element.text or "") + self._mark(block("endif"), nothing)

    def _mark(self, source: str, placed: PlacedTag) -> str:
        self._sources.append((source, placed))
        return f"{MARK}{len(self._sources) - 1}{MARK_END}"


def _tags(text: str) -> list[Tag]:
    return list(find_tags(text)) if may_hold_tags(text) else []


def _source(placed: PlacedTag) -> str:
    tag = placed.tag
    if tag.kind is TagKind.VALUE:
        return value(f"({tag.code})|_plain")
    return block(tag.code) if tag.kind is TagKind.STATEMENT else ""


def complete_core(root: Element) -> None:
    """Adds the elements that a rendering sets and the template's core properties do not have."""
    for tag, name in CORE_ELEMENTS.items():
        if root.find(tag) is None:
            element = etree.SubElement(root, tag)
            if name == "moment":
                element.set(_XSI_TYPE, "dcterms:W3CDTF")
                element.text = "1980-01-01T00:00:00Z"
