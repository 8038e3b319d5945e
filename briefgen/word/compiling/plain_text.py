"""Tags in the targets of links: `https://…/{{ id }}`, which Word keeps as a relationship of the part.

Tags in texts that are no runs of a paragraph: properties, titles of charts, field codes, attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from briefgen.findings import Finding
from briefgen.opc.read import Package
from briefgen.opc.relationships import relationships_name, without_relationships
from briefgen.opc.xml import Element
from briefgen.word.compiling.marks import Marks
from briefgen.word.compiling.statements import CELL_STATEMENTS, is_block_statement, paired, unknown_statement
from briefgen.word.compiling.syntax import faults_of
from briefgen.word.faults import PlacedTag
from briefgen.word.rendering.blocks import filter_block
from briefgen.word.sandbox.environment import TemplateEnvironment
from briefgen.word.wml.delimiters import block, value
from briefgen.word.wml.ooxml import R, T, local_name, w
from briefgen.word.wml.places import Spot
from briefgen.word.wml.tags import TagKind, find_tags, may_hold_tags

_ID = f"{{{R}}}id"


def tagged_targets(package: Package, part: str) -> Mapping[str, str]:
    """The link targets of a part that hold tags, by their ids; Word writes braces as %7B and %7D."""
    links = (each for each in package.relationships(part) if each.external and each.kind == "hyperlink")
    found = {each.id: unquote(each.target) for each in links if "{" in each.target or "%7B" in each.target.upper()}
    return {number: target for number, target in found.items() if may_hold_tags(target)}


def without_tagged_targets(package: Package) -> Package:
    """The package without these relationships; each rendering makes its own from what comes out of the tags."""
    changed = {
        relationships_name(part): without_relationships(package.part(relationships_name(part)), targets)
        for part in package.related
        if (targets := tagged_targets(package, part))
    }
    return package.with_parts(changed) if changed else package


def links_to(story: Element, targets: Mapping[str, str]) -> Iterator[tuple[Element, str, str]]:
    """Each link of a story whose target holds tags: the element, the attribute to set, and the target."""
    for link in story.iter(w("hyperlink")):
        if link.get(_ID) in targets:
            yield link, _ID, targets[link.get(_ID) or ""]


_PLAIN, _IN_A_FIELD = "_plain", "_argument"
_INSTRUCTION, _SIMPLE_INSTRUCTION = w("instrText"), w("instr")


@dataclass(frozen=True)
class _Statement:
    placed: PlacedTag


@dataclass(slots=True)
class PlainTexts:
    """Puts marks for the tags of plain texts; each text is closed in itself.

    Attributes:
        findings: what was found wrong.
    """

    marks: Marks
    env: TemplateEnvironment
    findings: list[Finding] = field(default_factory=list)

    def mark_texts(self, root: Element) -> None:
        """Marks the tags of every text below the root that is no `w:t`."""
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag != T and may_hold_tags(element.text or ""):
                inside = _IN_A_FIELD if element.tag == _INSTRUCTION else _PLAIN
                element.text = self.marked(element.text or "", Spot(local_name(element)), inside)

    def mark_attributes(self, root: Element) -> None:
        """Marks the tags of every attribute below the root, such as the alternative text of a picture."""
        for element in root.iter():
            for name, text in element.attrib.items():
                if may_hold_tags(str(text)):
                    inside = _IN_A_FIELD if name == _SIMPLE_INSTRUCTION else _PLAIN
                    spot = Spot(f"{local_name(element)}, {_short(str(name))}")
                    element.set(name, self.marked(str(text), spot, inside))

    def marked(self, text: str, spot: Spot, inside: str = _PLAIN) -> str:
        """A text with marks in place of its tags; as it is where one of them is wrong, with findings.

        Args:
            inside: the filter that puts values into a text of this kind.
        """
        placed = [PlacedTag(tag, self.marks.file, self.marks.part, spot) for tag in find_tags(text)]
        found = [*(fault for each in placed for fault in self._faults(each)), *_unpaired(placed)]
        self.findings += found
        return text if found else "".join(self._pieces(text, placed, inside))

    def _pieces(self, text: str, tags: Sequence[PlacedTag], inside: str) -> Iterator[str]:
        position = 0
        for placed in tags:
            yield text[position : placed.tag.start]
            yield self.marks.mark(_source(placed, inside), placed)
            position = placed.tag.end
        yield text[position:]

    def _faults(self, placed: PlacedTag) -> Iterator[Finding]:
        tag = placed.tag
        if tag.fault:
            yield placed.fault("TPL-001", tag.fault)
        elif tag.level or tag.word in CELL_STATEMENTS:
            yield placed.fault("TPL-007", "only simple tags can stand at this place")
        elif tag.kind is not TagKind.COMMENT:
            unknown = unknown_statement(placed)
            yield from [unknown] if unknown else faults_of(placed, self.env)


def _unpaired(tags: Sequence[PlacedTag]) -> list[Finding]:
    return paired([_Statement(placed) for placed in tags if is_block_statement(placed.tag)])[1]


def _source(placed: PlacedTag, inside: str) -> str:
    tag = placed.tag
    if tag.kind is TagKind.VALUE:
        return value(f"({tag.code})|{inside}")
    code = filter_block(tag.rest, "_plain") if tag.word == "filter" else tag.code
    return block(code) if tag.kind is TagKind.STATEMENT else ""


def _short(name: str) -> str:
    return name.rpartition("}")[2]
