"""A story of a template (document, header, footer, notes) becomes the source of a Jinja2 template, on the XML tree.

Each tag is cut out of the text it stands in and a mark is put in its place; tags that replace a paragraph, row or
cell take it out of the tree. Then the tree is written once, and the marks become statements and expressions. So a tag
always knows its paragraph, values are text nodes, and nothing of the document is ever read as a template.

`{%- … -%}` draws its paragraph to the one before or behind it, as in docxtpl. `{% restart %}` restarts the list of its
paragraph, each time a loop comes to it: Word counts on through a whole document as long as paragraphs share a `w:numId`
(ECMA-376-1, 17.9.18), and a list restarts by a `w:num` of its own with `w:startOverride` (17.9.27). So from the first
`{% restart %}` on, each rendering allocates the numbering of that list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.findings import Finding, Place, has_errors
from briefgen.opc.xml import Element
from briefgen.word.anchors.place import mark_anchors
from briefgen.word.compiling import cells
from briefgen.word.compiling import placement as cutting
from briefgen.word.compiling.cells import mark_ends, mark_ticked_rows
from briefgen.word.compiling.identity import (
    drop_editing_ids,
    mark_fields_dirty,
    unique_attributes,
    unique_field_targets,
)
from briefgen.word.compiling.marks import Marks, PartSource, find_live_codes, holds_assembled_code
from briefgen.word.compiling.placement import REPLACED, Cut, Placement, first_cut, settle, sides, text_beside
from briefgen.word.compiling.plain_text import PlainTexts, find_links_to, mark_placeholders, settle_controls
from briefgen.word.compiling.ranges import drop_traces, mend_ranges
from briefgen.word.compiling.statements import (
    CELL_STATEMENTS,
    RESTART,
    is_block_statement,
    join_paragraphs,
    pair_blocks,
    unknown_statement,
)
from briefgen.word.compiling.syntax import find_faults, find_mistyped, find_overwritten
from briefgen.word.faults import HIDE_PAIRS, PlacedTag, live_field
from briefgen.word.rendering.value_filters import filter_block
from briefgen.word.sandbox.environment import TemplateEnvironment
from briefgen.word.wml.notes import find_note_marks, note_sources
from briefgen.word.wml.ooxml import (
    INCLUDED,
    MARKERS,
    TC,
    TR,
    VAL,
    P,
    R,
    T,
    W,
    ancestor,
    block,
    paragraph_properties,
    put_text_before,
    value,
    w,
)
from briefgen.word.wml.paragraph_text import ParagraphText, holds_objects, objects_in, paragraph_text
from briefgen.word.wml.places import Walk
from briefgen.word.wml.sites import Site, is_plain_paragraph, sections_in, site_at
from briefgen.word.wml.styles import ListPlace, Styles
from briefgen.word.wml.tags import ESCAPE_LENGTH, TagKind, escaped_braces, find_tags, may_hold_tags, spaces_to_trim

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_REPLACED_WORDS = {Cut.PARAGRAPH: "paragraph", Cut.ROW: "row", Cut.CELL: "cell"}
_REPEATING = frozenset({"for", "macro", "call"})


class PartCompiler(Struct):
    """Compiles one story; used once.

    Attributes:
        sites: the places of values, shared by all parts of a template; a value's filter names its index.
        targets: the link targets of the part that hold tags, by relationship id.
        stores_hold_tags: whether what content controls are bound to holds tags.
        anchors: whether the paragraphs and rows of the body get anchors.
        findings: what was found wrong.
    """

    marks: Marks
    env: TemplateEnvironment
    styles: Styles
    sites: list[Site]
    targets: Mapping[str, str] = field(default_factory=dict)
    stores_hold_tags: bool = False
    anchors: bool = False
    findings: list[Finding] = field(default_factory=list)
    _repeats: bool = False
    _restarts: list[Placement] = field(default_factory=list)
    _sections: Mapping[Element, Element] = field(default_factory=dict)

    def compile(self, root: Element, *, changed: bool = False) -> PartSource:
        """The source of the part; the tree is used up by it. Findings are in `findings`.

        Args:
            changed: the tree already differs from the template's part, so it is written even without tags.
        """
        root = _with_prefixes(root)
        self._mark_plain_texts(root)
        join_paragraphs(root)
        found = list(self._paragraphs(root))
        paragraphs = _live(found)
        if paragraphs:
            drop_traces(root)
        tags = [placement for _, placements in paragraphs for placement in placements]
        self.findings += find_overwritten(root, ((each.element, each.placed) for each in tags))
        self._settle(root, tags)
        self._mark_texts_beside(root, [text for text, _ in found])
        if has_errors(self.findings):
            return PartSource("", {})
        self._sections = sections_in(root) if paragraphs else {}
        for text, placements in paragraphs:
            self._cut_all(text, placements)
        if not (self.marks or paragraphs or changed):
            return PartSource("", {})
        return self._finish(root)

    def _mark_plain_texts(self, root: Element) -> None:
        texts = PlainTexts(self.marks, self.env)
        settle_controls(root, texts, self.styles, stores_hold_tags=self.stores_hold_tags)
        for element, name, target in find_links_to(root, self.targets):
            self._mark_link(element, name, target, texts)
        texts.mark_texts(root)
        if next(root.iter(_CHART), None) is not None:
            mark_placeholders(root, texts)
        texts.mark_attributes(root)
        self.findings += texts.findings

    def _mark_texts_beside(self, root: Element, read: Sequence[ParagraphText]) -> None:
        """Marks the tags of texts that belong to no paragraph's own, such as those above others (`w:ruby`)."""
        reached = {atom.element for text in read for atom in text.atoms}
        texts = PlainTexts(self.marks, self.env)
        for element in root.iter(T):
            if element not in reached and may_hold_tags(element.text or ""):
                element.text = texts.marked(element.text or "", cutting.spot_beside(element))
        self.findings += texts.findings

    def _mark_link(self, element: Element, name: str, target: str, texts: PlainTexts) -> None:
        spot = cutting.spot_of_target(target, "".join(map(str, element.itertext(T))))
        inside = texts.marked(target, spot)
        if inside != target:  # else a tag is faulty, which is reported already
            placed = PlacedTag(next(iter(find_tags(target))), self.marks.file, self.marks.part, spot)
            opened, closed = (self.marks.mark(block(word), placed) for word in ("filter _link_to", "endfilter"))
            element.set(name, opened + inside + closed)

    def _paragraphs(self, root: Element) -> Iterator[tuple[ParagraphText, list[Placement]]]:
        for paragraph, spot in list(Walk(self.styles).paragraphs(_story(root))):
            text = paragraph_text(paragraph)
            found = list(find_tags(text.text)) if may_hold_tags(text.text) else []
            self.findings += find_mistyped(text, found, self.marks.file, self.marks.part, spot)
            if may_hold_tags(text.text):
                tags = [PlacedTag(tag, self.marks.file, self.marks.part, spot) for tag in found]
                yield text, [Placement(placed, text, first_cut(placed.tag)) for placed in tags]

    def _settle(self, root: Element, placements: Sequence[Placement]) -> None:
        """Checks each tag by itself, then how they pair up, then whether what lies between them is whole."""
        self.findings += (finding for each in placements for finding in self._faults(each))
        if any(finding.rule in HIDE_PAIRS for finding in self.findings):
            return
        blocks, unpaired = pair_blocks([each for each in placements if _takes_part(each)])
        self.findings += unpaired
        self.findings += (finding for each in blocks for finding in settle(each))
        if not has_errors(self.findings):
            self.findings += mend_ranges(root, placements, blocks)
        self._repeats = any(each.tag.word in _REPEATING for each in placements)

    def _faults(self, placement: Placement) -> Iterator[Finding]:
        placed, tag = placement.placed, placement.tag
        if tag.fault:
            yield placed.fault("TPL-001", tag.fault)
        elif holds_objects(tag.typed):
            yield placed.fault("TPL-001", f"{objects_in(tag.typed)} stands inside the tag", "Type the tag anew.")
        elif tag.kind is not TagKind.COMMENT:
            unknown = unknown_statement(placed)
            yield from [unknown] if unknown else find_faults(placed, self.env)
        if tag.word == RESTART and self.styles.list_of(placement.text.paragraph) is None:
            remedy = "Put it into a paragraph that Word numbers."
            yield placed.fault("TPL-007", "it stands in a paragraph that is not numbered", remedy)
        if _stands_outside(placement):
            yield placed.fault("TPL-007", "it stands outside a table", _remedy_outside(placement))
        elif placement.cut is not Cut.TEXT and (beside := text_beside(placement)):
            yield _would_be_lost(placement, beside)

    def _cut_all(self, text: ParagraphText, placements: Sequence[Placement]) -> None:
        """Cuts the tags of a paragraph out, from the last to the first, so that offsets stay right."""
        others = [each for each in placements if each.tag.kind is not TagKind.COMMENT]
        sole = len(others) == 1 and others[0].is_alone
        cuts = {placement.tag.start: placement for placement in placements}
        escapes = dict(escaped_braces(text.text, (placement.tag for placement in placements)))
        trims = dict(spaces_to_trim(text.text, (placement.tag for placement in placements)))
        for start in sorted({*cuts, *escapes, *trims}, reverse=True):
            if start in trims:
                text.delete(start, trims[start])
            elif start in escapes:
                text.splice(start, start + ESCAPE_LENGTH, escapes[start])
            else:
                self._cut(cuts[start], whole=sole)

    def _cut(self, placement: Placement, *, whole: bool) -> None:
        tag, placed = placement.tag, placement.placed
        if tag.kind is TagKind.VALUE and placement.cut in (Cut.ROW, Cut.CELL):
            cutting.cut(placement, self.marks.mark(value(f"({tag.code})|_blocks"), placed))
        elif tag.kind is TagKind.VALUE:
            self._cut_value(placement, whole=whole or tag.level == "p")
        elif tag.kind is TagKind.COMMENT:
            cutting.cut(placement, self.marks.mark(""))  # a mark, since a cell may be gone from its row
        elif tag.word == RESTART:
            placement.text.splice(tag.start, tag.end, "")
            self._restarts.append(placement)
        elif tag.word in CELL_STATEMENTS:
            placement.text.splice(tag.start, tag.end, "")
            row, cell = (ancestor(placement.text.paragraph, name) for name in (TR, TC))
            assert row is not None and cell is not None, "checked by _faults"
            cells.apply_to_cell(tag.word, tag.rest, row, cell, lambda source: self.marks.mark(source, placed))
        else:
            code = filter_block(tag.rest) if tag.word == "filter" else tag.code
            cutting.cut(placement, self.marks.mark(block(code), placed))

    def _cut_value(self, placement: Placement, *, whole: bool) -> None:
        text, tag = placement.text, placement.tag
        whole = whole and is_plain_paragraph(text.paragraph)
        site = site_at(placement.element, text.paragraph, self.styles, self._sections, whole=whole)
        self.sites.append(replace(site, spaces=_spaces_beside(placement)) if whole else site)
        name = "_paragraphs" if whole else "_put"
        mark = self.marks.mark(value(f"({tag.code})|{name}({len(self.sites) - 1})"), placement.placed)
        if whole:  # its bookmarks are empty; they stay before what takes the place of the paragraph
            for marker in [each for each in text.paragraph if each.tag in MARKERS]:
                text.paragraph.addprevious(marker)
        placement.cut = Cut.PARAGRAPH if whole else Cut.TEXT
        cutting.cut(placement, mark)

    def _finish(self, root: Element) -> PartSource:
        etree.strip_tags(root, INCLUDED)
        for element, source in find_note_marks(root):
            element.set(w("id"), self.marks.mark(value(source)))
        for element, source in note_sources(root):
            put_text_before(element, self.marks.mark(source))
        if self._restarts:
            self._number_lists(root)
        if self._repeats:
            self._make_unique(root)
        if self.anchors and (body := root.find(w("body"))) is not None:
            mark_anchors(body, self.marks, self.styles)
        mark_fields_dirty(root)
        mark_ends(root)
        mark_ticked_rows(root)
        assembles = holds_assembled_code(root)
        if assembles:
            root.text = self.marks.mark(value("''|_judge_fields")) + (root.text or "")
        assembled = self.marks.assembled(etree.tostring(root, encoding="unicode"))
        if assembles:
            self.findings += [self._live(code) for code in dict.fromkeys(find_live_codes(assembled.source))]
        return assembled

    def _live(self, code: str) -> Finding:
        part = "" if self.marks.part == "document" else self.marks.part
        return live_field(Place(self.marks.file, part=part), code)

    def _number_lists(self, root: Element) -> None:
        """Marks lists that restart somewhere: each rendering allocates their numbers."""
        restarts = {placement.text.paragraph: placement for placement in self._restarts}
        found = (self.styles.list_of(paragraph) for paragraph in restarts)
        num_ids = {numbering.num_id for numbering in found if numbering}
        for paragraph, numbering in list(members(root, num_ids, self.styles)):
            placement = restarts.get(paragraph)
            condition = (placement.tag.rest or "true") if placement else "false"
            source = value(f"'{numbering.num_id}'|_list({condition})")
            mark = self.marks.mark(source, placement.placed if placement else None)
            set_numbering(paragraph, numbering.level or 0, mark)

    def _make_unique(self, root: Element) -> None:
        for element, before, behind, expression in unique_field_targets(root):
            element.text = before + self.marks.mark(value(expression)) + behind
        for element, name, expression in list(unique_attributes(root)):
            element.set(name, self.marks.mark(value(expression)))
        drop_editing_ids(root)


def _live(found: Sequence[tuple[ParagraphText, list[Placement]]]) -> list[tuple[ParagraphText, list[Placement]]]:
    """The paragraphs with tags, without those in rows and cells that a remark in another paragraph takes away."""
    remarks = [each for _, placements in found for each in placements if _takes_away(each)]
    gone = {each.replaced: each.text.paragraph for each in remarks}
    return [(text, placements) for text, placements in found if not _is_inside(text.paragraph, gone)]


def _takes_away(placement: Placement) -> bool:
    is_remark = placement.tag.kind is TagKind.COMMENT and placement.cut in (Cut.ROW, Cut.CELL)
    return is_remark and not _stands_outside(placement)


def _is_inside(paragraph: Element, gone: Mapping[Element, Element]) -> bool:
    return any(gone.get(each, paragraph) is not paragraph for each in paragraph.iterancestors(TR, TC))


def _story(root: Element) -> Element:
    """Where the paragraphs begin: the body of a document, the root of the other stories."""
    body = root.find(w("body"))
    return root if body is None else body


def _with_prefixes(root: Element) -> Element:
    """What is put in is written with the prefixes w and r; they are declared on the root."""
    if root.nsmap.get("w") != W or root.nsmap.get("r") != R:
        keep = [*(prefix for prefix in root.nsmap if prefix), "w", "r"]
        etree.cleanup_namespaces(root, top_nsmap={"w": W, "r": R}, keep_ns_prefixes=keep)
    return root


def _takes_part(placement: Placement) -> bool:
    """Whether a tag, sound or not, opens or closes a block at a place that exists."""
    return not placement.tag.fault and is_block_statement(placement.tag) and not _stands_outside(placement)


def _spaces_beside(placement: Placement) -> tuple[str, str]:
    """The spaces beside a value that is alone; none where it asks for the whole paragraph, or takes them away."""
    tag, (before, behind) = placement.tag, sides(placement)
    if tag.level == "p":
        return "", ""
    return "" if tag.typed.startswith("{{-") else before, "" if tag.typed.endswith("-}}") else behind


def _stands_outside(placement: Placement) -> bool:
    """Whether a tag about a row or cell is outside of any table."""
    about_cell = placement.tag.word in CELL_STATEMENTS or placement.cut in (Cut.ROW, Cut.CELL)
    wanted = REPLACED.get(placement.cut.value, TC)
    return about_cell and ancestor(placement.text.paragraph, wanted if wanted != P else TC) is None


def _remedy_outside(placement: Placement) -> str:
    if placement.tag.word in CELL_STATEMENTS:
        return "Put it into the cell that it is about, or into a cell of the row."
    return f"Write {{%p {placement.tag.code} %}} here."


def _would_be_lost(placement: Placement, beside: str) -> Finding:
    word = _REPLACED_WORDS[placement.cut]
    message = f"it takes the place of its whole {word}, but {beside} stands beside it and would be lost"
    return placement.placed.fault("TPL-006", message, f"Put the tag into a {word} of its own.")


# what comes before w:numPr in a w:pPr (CT_PPrBase, 17.3.1.26)
_BEFORE_NUMBERING = frozenset(map(w, "pStyle keepNext keepLines pageBreakBefore framePr widowControl".split()))


def members(story: Element, num_ids: set[str], styles: Styles) -> Iterator[tuple[Element, ListPlace]]:
    """The paragraphs of a story that are in one of the lists."""
    for paragraph in story.iter(P):
        place = styles.list_of(paragraph)
        if place and place.num_id in num_ids:
            yield paragraph, place


def set_numbering(paragraph: Element, level: int, num_id: str) -> None:
    """Writes into the paragraph itself which list it is in; `num_id` may be a mark."""
    properties = paragraph_properties(paragraph)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    position = sum(child.tag in _BEFORE_NUMBERING for child in properties)
    numbering = etree.Element(w("numPr"))
    etree.SubElement(numbering, w("ilvl")).set(VAL, str(level))
    etree.SubElement(numbering, w("numId")).set(VAL, num_id)
    properties.insert(position, numbering)
