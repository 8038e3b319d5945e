"""Tags in texts that are no runs of a paragraph: properties, texts of charts, field codes, attributes, link targets.

Word keeps the target of a link as a relationship of the part, so `https://…/{{ id }}` is found there. A chart whose
alternative text is one tag is marked here and filled by `briefgen.word.charts.placeholder`.

The state of content controls follows the text that their tags give (ECMA-376-1, 17.5.2). Word shows what a control is
bound to, not its text, and replaces the whole text of a control that still shows its placeholder. So a control whose
text is filled is no longer bound (17.5.2.6) and shows no placeholder (17.5.2.39), a date has no other day behind its
words (17.5.2.7), and a box is checked where its text says so (MS-DOCX, 2.6.1.13).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

from briefgen.findings import Finding, has_errors
from briefgen.opc.read import Package
from briefgen.opc.relationships import relationships_name, without_relationships
from briefgen.opc.xml import Element, as_ascii_superset
from briefgen.word.charts.looks import NAMES
from briefgen.word.compiling.marks import Marks, PartSource
from briefgen.word.compiling.statements import CELL_STATEMENTS, is_block_statement, pair_blocks, unknown_statement
from briefgen.word.compiling.syntax import find_faults
from briefgen.word.faults import PlacedTag
from briefgen.word.rendering.value_filters import filter_block
from briefgen.word.sandbox.environment import TemplateEnvironment
from briefgen.word.wml.ooxml import MARK, VAL, R, T, block, local_name, remove, value, w
from briefgen.word.wml.places import Spot
from briefgen.word.wml.styles import Styles
from briefgen.word.wml.tags import TagKind, find_tags, may_hold_tags

_ID = f"{{{R}}}id"


def find_tagged_targets(package: Package, part: str) -> Mapping[str, str]:
    """The link targets of a part that hold tags, by their ids; Word writes braces as %7B and %7D."""
    links = (each for each in package.relationships(part) if each.external and each.kind == "hyperlink")
    found = {each.id: unquote(each.target) for each in links if "{" in each.target or "%7B" in each.target.upper()}
    return {number: target for number, target in found.items() if may_hold_tags(target)}


def without_tagged_targets(package: Package) -> Package:
    """The package without these relationships; each rendering makes its own from what comes out of the tags."""
    changed = {
        relationships_name(part): without_relationships(package.part(relationships_name(part)), targets)
        for part in package.related
        if (targets := find_tagged_targets(package, part))
    }
    return package.with_parts(changed) if changed else package


def without_tagged_stores(package: Package) -> tuple[Package, dict[str, list[str]]]:
    """The package without the tags in its custom XML, and these tags by the names of its parts.

    Word keeps there what content controls show. Once a tag is filled, its control is no longer bound; so what stood in
    the store is seen nowhere, and a loop could not be repeated in it.
    """
    changed, found = dict[str, bytes](), dict[str, list[str]]()
    for name in package.names:
        data = package.part(name) if name.lower().startswith("customxml/item") and name.endswith(".xml") else b""
        if may_hold_tags(as_ascii_superset(data).decode("utf-8", "replace")):
            root = package.xml(name)
            if tags := list(_taken_out(root)):
                found[name] = tags
                changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.with_parts(changed) if changed else package, found


def _taken_out(root: Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        for name in ("text", "tail"):
            tags, rest = _without_tags(getattr(element, name) or "")
            if tags:
                setattr(element, name, rest)
                yield from tags
        for key, text in list(element.attrib.items()):
            tags, rest = _without_tags(str(text))
            element.attrib[key] = rest
            yield from tags


def _without_tags(text: str) -> tuple[list[str], str]:
    found = [tag for tag in find_tags(text) if not tag.fault] if may_hold_tags(text) else []
    for tag in reversed(found):
        text = text[: tag.start] + text[tag.end :]
    return [tag.typed for tag in found], text


def find_links_to(story: Element, targets: Mapping[str, str]) -> Iterator[tuple[Element, str, str]]:
    """Each link of a story whose target holds tags: the element, the attribute to set, and the target."""
    for link in story.iter(w("hyperlink"), f"{_DRAWING}hlinkClick", f"{_DRAWING}hlinkHover"):
        if link.get(_ID) in targets:
            yield link, _ID, targets[link.get(_ID) or ""]


_PLAIN, _IN_A_FIELD = "_plain", "_argument"
_INSTRUCTION, _SIMPLE_INSTRUCTION = w("instrText"), w("instr")


class _Statement(Struct, frozen=True):
    placed: PlacedTag


class PlainTexts(Struct):
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
            yield from [unknown] if unknown else find_faults(placed, self.env)


def _unpaired(tags: Sequence[PlacedTag]) -> list[Finding]:
    return pair_blocks([_Statement(placed) for placed in tags if is_block_statement(placed.tag)])[1]


def _source(placed: PlacedTag, inside: str) -> str:
    tag = placed.tag
    if tag.kind is TagKind.VALUE:
        return value(f"({tag.code})|{inside}")
    code = filter_block(tag.rest, "_plain") if tag.word == "filter" else tag.code
    return block(code) if tag.kind is TagKind.STATEMENT else ""


def _short(name: str) -> str:
    return name.rpartition("}")[2]


_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CHART = f"{{{NAMES['c']}}}chart"
_FRAMES = (f"{_WP}inline", f"{_WP}anchor")


def mark_placeholders(root: Element, texts: PlainTexts) -> None:
    """Marks the charts of a story whose alternative text, or the title beside it, is one tag and nothing else."""
    for frame in root.iter(*_FRAMES):
        chart, properties = next(frame.iter(_CHART), None), frame.find(f"{_WP}docPr")
        if chart is None or properties is None:
            continue
        for name in ("descr", "title"):
            text = properties.get(name) or ""
            if _is_one_tag(text):
                _mark(chart, properties, name, texts)
                break


def _is_one_tag(text: str) -> bool:
    tags = list(find_tags(text)) if may_hold_tags(text) else []
    return len(tags) == 1 and tags[0].kind is TagKind.VALUE and text.strip() == text[tags[0].start : tags[0].end]


def _mark(chart: Element, properties: Element, name: str, texts: PlainTexts) -> None:
    relationship, text = chart.get(_ID) or "", str(properties.attrib.pop(name)).strip()
    marked = texts.marked(text, Spot("chart, alternative text"), f"_chart({relationship!r})")
    if marked != text:  # else it was faulty, which is reported already
        properties.set("descr", marked)
        chart.set(_ID, texts.marks.mark(value(f"{relationship!r}|_chart_id")))


_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

_EXTENDED = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_HEADING_PAIRS, _TITLES_OF_PARTS = f"{_EXTENDED}HeadingPairs", f"{_EXTENDED}TitlesOfParts"

# what the caller of a rendering may set, and the element of docProps/core.xml that holds it (ECMA-376-2, 11.1)
CORE_ELEMENTS: Mapping[str, str] = {
    f"{{{_DC}}}title": "title",
    f"{{{_DC}}}language": "language",
    f"{{{_DCTERMS}}}created": "moment",
    f"{{{_DCTERMS}}}modified": "moment",
}


def compile_properties(root: Element, marks: Marks, env: TemplateEnvironment) -> tuple[PartSource, list[Finding]]:
    """The source of a part of properties or of a chart; elements of the core properties take what a rendering sets."""
    _join_runs(root)
    is_changed = _leave_out_headings(root)
    texts = PlainTexts(marks, env)
    texts.mark_texts(root)
    texts.mark_attributes(root)
    for element in root.iter(*CORE_ELEMENTS):
        if MARK not in (element.text or ""):
            element.text = _settable(element, marks)
    if has_errors(texts.findings) or not (marks or is_changed):
        return PartSource("", {}), texts.findings
    return marks.assembled(etree.tostring(root, encoding="unicode")), texts.findings


def _leave_out_headings(root: Element) -> bool:
    """Takes out Word's own list of the headings where one holds a tag, such as `{%p if … %}`; whether there was one.

    Word writes the list anew whenever it saves the document (ECMA-376-1, 22.2.2.27).
    """
    lists = [*root.iter(_HEADING_PAIRS, _TITLES_OF_PARTS)]
    if not any(may_hold_tags(str(text)) for each in lists for text in each.itertext()):
        return False
    for each in lists:
        remove(each)
    return True


def _settable(element: Element, marks: Marks) -> str:
    name = CORE_ELEMENTS[str(element.tag)]
    given = block(f"if _core.{name}") + value(f"_core.{name}|_plain") + block("else")
    return marks.mark(given) + (element.text or "") + marks.mark(block("endif"))


def _join_runs(root: Element) -> None:
    """Puts a tag that is split over runs of a chart's title (`a:r`) into the first of them."""
    for paragraph in root.iter(f"{_DRAWING}p"):
        texts = list(paragraph.iter(f"{_DRAWING}t"))
        joined = "".join(text.text or "" for text in texts)
        if "{" in joined and len(texts) > 1:
            texts[0].text = joined
            for other in texts[1:]:
                other.text = ""


def complete_core(root: Element) -> None:
    """Adds the elements that a rendering sets and the template's core properties do not have."""
    for tag, name in CORE_ELEMENTS.items():
        if root.find(tag) is None:
            element = etree.SubElement(root, tag)
            if name == "moment":
                element.set(_XSI_TYPE, "dcterms:W3CDTF")
                element.text = "1980-01-01T00:00:00Z"


_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SHOWING, _FULL_DATE, _LAST_VALUE = w("showingPlcHdr"), w("fullDate"), w("lastValue")
_PLACEHOLDER = "PlaceholderText"
_CHECKED_SIGN, _BOX = "2612", f"{_W14}checkbox"


def settle_controls(root: Element, texts: PlainTexts, styles: Styles, *, stores_hold_tags: bool) -> None:
    """Takes the template's state from the controls that tags stand in, and gives check boxes that of their text.

    Args:
        root: a story, before its tags are marked.
        styles: by which placeholders are known, whatever the language of the Word that made them.
        stores_hold_tags: whether what controls are bound to holds tags, so that no binding may stay.
    """
    for control in root.iter(w("sdt")):
        properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
        if properties is None or content is None:
            continue
        text = "".join(map(str, content.itertext(T)))
        filled = may_hold_tags(text)
        if filled or stores_hold_tags:
            _unbind(properties)
        if filled:
            _drop_state(properties, content, styles)
            _mark_box(properties, text, texts)


def _unbind(properties: Element) -> None:
    for each in [each for each in properties if local_name(each) == "dataBinding"]:
        remove(each)


def _drop_state(properties: Element, content: Element, styles: Styles) -> None:
    for each in list(properties):
        if each.tag == _SHOWING:
            remove(each)
        for name in (_FULL_DATE, _LAST_VALUE):
            if name in each.attrib:
                del each.attrib[name]
    for look in list(content.iter(w("rStyle"))):
        style = styles.by_id(look.get(VAL) or "")
        if look.get(VAL) == _PLACEHOLDER or (
            style and style.name.replace(" ", "").casefold() == _PLACEHOLDER.casefold()
        ):
            remove(look)


def _mark_box(properties: Element, text: str, texts: PlainTexts) -> None:
    """The state of a check box becomes a mark: whether its text is the sign that it has when checked."""
    box = properties.find(_BOX)
    checked = None if box is None else box.find(f"{_W14}checked")
    if box is None or checked is None:
        return
    sign = box.find(f"{_W14}checkedState")
    code = _CHECKED_SIGN if sign is None else sign.get(f"{_W14}val") or _CHECKED_SIGN
    before = len(texts.findings)
    inside = texts.marked(text.strip(), Spot("check box"))
    if MARK in inside and len(texts.findings) == before:
        opened, closed = texts.marks.mark(block(f"filter _checked({code!r})")), texts.marks.mark(block("endfilter"))
        checked.set(f"{_W14}val", opened + inside + closed)
