"""A part of a template becomes the source of a Jinja2 template, on the XML tree.

Each tag is cut out of the text it stands in and a mark is put in its place; tags that replace a paragraph, row or
cell take it out of the tree. Then the tree is written once, and the marks become statements and expressions. So a tag
always knows its paragraph, values are text nodes, and nothing of the document is ever read as a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from briefgen.findings import Finding, has_errors
from briefgen.word.ooxml import (
    CONTAINERS,
    DECLARATION,
    TBL,
    TC,
    TR,
    TRPR,
    Element,
    P,
    R,
    W,
    ancestor,
    local_name,
    replace_by_text,
    w,
)
from briefgen.word.places import Walk
from briefgen.word.problems import HIDE_PAIRS, PlacedTag
from briefgen.word.sandbox import CELL_END, MARK, MARK_END, TABLE_END, TemplateEnvironment, block, value
from briefgen.word.sites import Site, is_plain_paragraph, site_at
from briefgen.word.statements import (
    CELL_STATEMENTS,
    Anchor,
    PlacedStatement,
    check_pairing,
    is_block_statement,
    unknown_statement,
)
from briefgen.word.story import ParagraphText, holds_objects, paragraph_text
from briefgen.word.styles import Styles
from briefgen.word.syntax import faults_of
from briefgen.word.tags import ESCAPE_LENGTH, Tag, TagKind, escaped_braces, find_tags, may_hold_tags

_MARKED = re.compile(f"{MARK}(\\d+){MARK_END}")
_REPLACED = {"p": P, "tr": TR, "tc": TC}
_REPLACED_WORDS = {"p": "paragraph", "tr": "row", "tc": "cell"}


@dataclass(frozen=True, slots=True)
class PartSource:
    """A compiled part.

    Attributes:
        source: the Jinja2 source, "" where the part has no tags.
        tags: the tag that stands on each line of the source that has one.
    """

    source: str
    tags: dict[int, PlacedTag]


@dataclass(slots=True)
class PartCompiler:
    """Compiles one story (document, header, footer, notes); used once.

    Attributes:
        sites: the places of values, shared by all parts of a template; a value's filter names its index.
        findings: what was found wrong.
    """

    file: str
    part: str
    env: TemplateEnvironment
    styles: Styles
    sites: list[Site]
    findings: list[Finding] = field(default_factory=list)
    _sources: list[tuple[str, PlacedTag]] = field(default_factory=list)
    _statements: list[PlacedStatement] = field(default_factory=list)

    def compile(self, root: Element) -> PartSource:
        """The source of the part; the tree is used up by it. Findings are in `findings`."""
        root = _with_prefixes(root)
        tagged = list(self._tagged_paragraphs(root))
        if not tagged and not any(may_hold_tags(str(text)) for text in root.itertext()):
            return PartSource("", {})
        for text, tags in tagged:
            self._take(text, tags)
        if not any(finding.rule in HIDE_PAIRS for finding in self.findings):
            self.findings += check_pairing(self._statements)
        if has_errors(self.findings):
            return PartSource("", {})
        self._mark_ends(root)
        return assembled(etree.tostring(root, encoding="unicode"), self._sources)

    def _tagged_paragraphs(self, root: Element) -> Iterator[tuple[ParagraphText, list[PlacedTag]]]:
        for paragraph, spot in list(Walk(self.styles).paragraphs(_story(root))):
            text = paragraph_text(paragraph)
            if may_hold_tags(text.text):
                yield text, [PlacedTag(tag, self.file, self.part, spot) for tag in find_tags(text.text)]

    def _take(self, text: ParagraphText, tags: Sequence[PlacedTag]) -> None:
        """Checks the tags of a paragraph in reading order, then cuts them out from the last to the first."""
        sound = [placed for placed in tags if self._is_sound(text, placed)]
        self._statements += [
            PlacedStatement(placed, _anchor(text, placed.tag)) for placed in tags if _takes_part(text, placed.tag)
        ]
        sole = len(sound) == 1 and sound[0].tag.kind is TagKind.VALUE and _is_whole(text, sound[0].tag)
        cuts = {placed.tag.start: placed for placed in sound}
        escapes = dict(escaped_braces(text.text, (placed.tag for placed in tags)))
        for start in sorted({*cuts, *escapes}, reverse=True):
            if start in cuts:
                self._cut(text, cuts[start], whole=sole)
            else:
                text.splice(start, start + ESCAPE_LENGTH, escapes[start])

    def _is_sound(self, text: ParagraphText, placed: PlacedTag) -> bool:
        found = list(self._faults(text, placed))
        self.findings += found
        return not found

    def _faults(self, text: ParagraphText, placed: PlacedTag) -> Iterator[Finding]:
        tag = placed.tag
        if tag.fault:
            yield placed.fault("TPL-001", tag.fault)
        elif tag.kind is not TagKind.COMMENT:
            unknown = unknown_statement(placed)
            yield from [unknown] if unknown else faults_of(placed, self.env)
        if tag.level in _REPLACED:
            yield from _faults_of_level(text, placed)

    def _cut(self, text: ParagraphText, placed: PlacedTag, *, whole: bool) -> None:
        tag = placed.tag
        if tag.kind is TagKind.VALUE:
            self._cut_value(text, placed, whole=whole or tag.level == "p")
        elif tag.kind is TagKind.COMMENT:
            self._replace(text, tag, "")
        elif tag.word in CELL_STATEMENTS:
            self._cut_cell_statement(text, placed)
        else:
            self._replace(text, tag, self._mark(block(tag.code), placed))

    def _cut_value(self, text: ParagraphText, placed: PlacedTag, *, whole: bool) -> None:
        tag = placed.tag
        whole = whole and is_plain_paragraph(text.paragraph)
        site = site_at(text.atom_at(tag.start).element, text.paragraph, self.styles, whole=whole)
        self.sites.append(site)
        name = "_paragraphs" if whole else "_put"
        mark = self._mark(value(f"({tag.code})|{name}({len(self.sites) - 1})"), placed)
        if whole:
            replace_by_text(text.paragraph, mark)
        else:
            text.splice(tag.start, tag.end, mark)

    def _replace(self, text: ParagraphText, tag: Tag, mark: str) -> None:
        if tag.level in _REPLACED:
            replace_by_text(_replaced_element(text, tag), mark)
        else:
            text.splice(tag.start, tag.end, mark)

    def _cut_cell_statement(self, text: ParagraphText, placed: PlacedTag) -> None:
        """`{% cantsplit CONDITION %}`: the row may not break across pages where it is true (17.4.6)."""
        row = ancestor(text.paragraph, TR)
        text.splice(placed.tag.start, placed.tag.end, "")
        if row is None:
            self.findings.append(placed.fault("TPL-007", "it stands outside a table; put it into a cell of the row"))
            return
        properties = _row_properties(row)
        source = f"{block(f'if {placed.tag.rest}')}<w:cantSplit/>{block('endif')}"
        properties.text = self._mark(source, placed) + (properties.text or "")

    def _mark(self, source: str, placed: PlacedTag) -> str:
        self._sources.append((source, placed))
        return f"{MARK}{len(self._sources) - 1}{MARK_END}"

    def _mark_ends(self, root: Element) -> None:
        """Marks the ends of cells and tables that may come out empty; the rendering looks at these only."""
        for tag, mark in ((TC, CELL_END), (TBL, TABLE_END)):
            for element in root.iter(tag):
                if _may_end_otherwise(element):
                    _append_text(element, mark)


def assembled(xml: str, sources: Sequence[tuple[str, PlacedTag]]) -> PartSource:
    """The source of a part: its XML with each mark replaced by what it stands for.

    Args:
        xml: the part as XML with marks in it, without a declaration.
        sources: for each mark its source, which begins on a line of its own, and its tag.
    """
    pieces, tags = [DECLARATION], dict[int, PlacedTag]()
    line = 1 + DECLARATION.count("\n")
    for index, piece in enumerate(_MARKED.split(xml)):
        text = piece
        if index % 2:
            text, placed = sources[int(piece)]
            tags[line + 1] = placed
        pieces.append(text)
        line += text.count("\n")
    return PartSource("".join(pieces), tags)


def _story(root: Element) -> Element:
    """Where the paragraphs begin: the body of a document, the root of the other stories."""
    body = root.find(w("body"))
    return root if body is None else body


def _with_prefixes(root: Element) -> Element:
    """What is put in is written with the prefixes w and r; they are declared on the root."""
    if root.nsmap.get("w") != W or root.nsmap.get("r") != R:
        keep = [prefix for prefix in root.nsmap if prefix]
        etree.cleanup_namespaces(root, top_nsmap={"w": W, "r": R}, keep_ns_prefixes=keep)
    return root


def _is_whole(text: ParagraphText, tag: Tag) -> bool:
    return text.is_blank_but_for(tag.start, tag.end)


def _replaced_element(text: ParagraphText, tag: Tag) -> Element:
    if tag.level == "p":
        return text.paragraph
    element = ancestor(text.paragraph, _REPLACED[tag.level])
    assert element is not None, "checked by _faults_of_level"
    return element


def _takes_part(text: ParagraphText, tag: Tag) -> bool:
    """Whether a tag, sound or not, opens or closes a block at a place that exists."""
    if tag.fault or not is_block_statement(tag):
        return False
    return tag.level in ("", "p", "r") or ancestor(text.paragraph, _REPLACED[tag.level]) is not None


def _anchor(text: ParagraphText, tag: Tag) -> Anchor:
    if tag.level in _REPLACED:
        parent = _replaced_element(text, tag).getparent()
        assert parent is not None, "a paragraph, row or cell stands in something"
        return Anchor(parent, (tag.level,))
    element = text.atom_at(tag.start).element
    container = next(found for found in element.iterancestors() if found.tag in CONTAINERS)
    return Anchor(container, tuple(_path_to_text(element, text.paragraph)))


def _path_to_text(element: Element, paragraph: Element) -> Iterator[str]:
    """The way from the paragraph's parent down to the text, in names; a link counts as one of its own."""
    for found in element.iterancestors():
        yield local_name(found)
        if found is paragraph:
            return


def _faults_of_level(text: ParagraphText, placed: PlacedTag) -> Iterator[Finding]:
    tag = placed.tag
    if tag.level != "p" and ancestor(text.paragraph, _REPLACED[tag.level]) is None:
        yield placed.fault("TPL-007", "it stands outside a table", f"Write {{%p {tag.code} %}} here.")
        return
    beside = _text_beside(text, tag)
    if beside:
        word = _REPLACED_WORDS[tag.level]
        message = f"it takes the place of its whole {word}, but “{beside[:40]}” stands beside it and would be lost"
        yield placed.fault("TPL-006", message, f"Put the tag into a {word} of its own.")


def _text_beside(text: ParagraphText, tag: Tag) -> str:
    beside = " ".join(f"{text.text[: tag.start]} {text.text[tag.end :]}".split())
    if tag.level == "p" or beside or holds_objects(beside):
        return beside
    element = _replaced_element(text, tag)
    others = (paragraph_text(p).text.strip() for p in element.iter(P) if p is not text.paragraph)
    return next((other for other in others if other), "")


def _row_properties(row: Element) -> Element:
    """The row's `w:trPr`, made where it has none, without a `w:cantSplit` set by hand."""
    properties = row.find(TRPR)
    if properties is None:
        properties = etree.Element(TRPR)
        row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
    for fixed in properties.findall(w("cantSplit")):
        properties.remove(fixed)
    return properties


def _may_end_otherwise(element: Element) -> bool:
    """Whether something else than the element's last child may come last after rendering."""
    return len(element) == 0 or MARK in (element[-1].tail or "")


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
