"""Take the body of a document out of it, with the styles, lists, notes and parts that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from hashlib import sha256

from lxml import etree
from msgspec import Struct, field

from briefgen.errors import UnreadableInputError
from briefgen.opc.read import Package, Relationship, read_package
from briefgen.opc.xml import Element
from briefgen.word.inserts.donor import (
    DonorContent,
    DonorList,
    DonorStyle,
    MarkKind,
    PartCollector,
    clean_story,
    mark,
    required_prefixes,
)
from briefgen.word.state.imports import relationship_to
from briefgen.word.wml.ooxml import SECTPR, VAL, R, W, remove, replace_by_text, value_of, w

_NONCHARACTER = re.compile("[\ufdd0-\ufdef]")
_WORD_OF_FIELD = re.compile(r"[^\s\"\\]+")
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VML, _SHAPE_OF_OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}spid"
_START, _END, _ID, _NAME, _ANCHOR = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name"), w("anchor")
_REFERENCE = f"{{{R}}}"


def read_donor(data: bytes, name: str) -> DonorContent:
    """The content of a file, to be put into others.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name, for messages.

    Raises:
        PackageRefusedError: it is no Word document, or a dangerous one.
        UnreadableInputError: it holds what cannot be put into another document.
    """
    return extract_content(read_package(data, name), sha256(data).hexdigest())


def extract_content(package: Package, digest: str) -> DonorContent:
    """The content of a document that has been read already.

    Args:
        digest: SHA-256 of its file, in hexadecimal.

    Raises:
        UnreadableInputError: see `read_donor`.
    """
    extraction = _Extraction(package, _definitions(package), PartCollector(package))
    blocks, notes = extraction.blocks(), tuple(extraction.note_contents())
    styles, lists, abstracts = extraction.definitions.collect_used()
    return DonorContent(
        name=package.file,
        digest=digest,
        blocks=blocks,
        styles=styles,
        lists=lists,
        abstracts=abstracts,
        notes=notes,
        names=tuple(extraction.names),
        references=tuple(extraction.references),
        parts=tuple(extraction.carrier.parts.values()),
    )


class _Extraction(Struct):
    """The extraction of one document; used once. The dictionaries give each thing found its index."""

    package: Package
    definitions: DonorDefinitions
    carrier: PartCollector
    references: dict[Relationship, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    bookmarks: dict[str, int] = field(default_factory=dict)
    shapes: dict[str, int] = field(default_factory=dict)

    def blocks(self) -> str:
        """The blocks of the body."""
        main = self.package.main_part
        root = self._story(main)
        body = root.find(w("body"))
        found = [] if body is None else [block for block in body if block.tag != SECTPR]
        return self._marked(found, main)

    def note_contents(self) -> Iterator[str]:
        """What each footnote that the blocks refer to holds, in their order."""
        name = next(iter(self.package.related_parts(self.package.main_part, "footnotes")), "")
        notes = {each.get(_ID): each for each in self._story(name).iter(w("footnote"))} if name and self.notes else {}
        for number in self.notes:
            note = notes.get(number)
            if note is None:
                raise UnreadableInputError(f"{self.package.file} refers to footnote {number}, which it does not have.")
            yield self._marked(list(note), name)

    def _story(self, name: str) -> Element:
        root = clean_story(self.package.xml(name))
        _refuse_odd(root, self.package.file)
        for start in root.iter(_START):
            self.names.setdefault(start.get(_NAME) or "", len(self.names))
        return root

    def _marked(self, blocks: Sequence[Element], part: str) -> str:
        for block in blocks:
            self.definitions.mark_uses(block)
            for element in list(block.iter()):
                self._mark_ids(element)
                self._mark_shape(element)
                self._mark_references(element, part)
        return "".join(own_xml(block) for block in blocks)

    def _mark_ids(self, element: Element) -> None:
        tag = element.tag
        if tag == _DOC_PR:
            element.set("id", mark(MarkKind.DRAWING))
        elif tag == w("footnoteReference"):
            number = element.get(_ID) or ""
            element.set(_ID, mark(MarkKind.NOTE, self.notes.setdefault(number, len(self.notes))))
        elif tag in (_START, _END):
            number = element.get(_ID) or ""
            element.set(_ID, mark(MarkKind.BOOKMARK, self.bookmarks.setdefault(number, len(self.bookmarks))))
            self._mark_name(element, _NAME)
        elif tag == w("hyperlink"):
            self._mark_name(element, _ANCHOR)
        elif tag == w("instrText"):
            element.text = _WORD_OF_FIELD.sub(lambda found: self._name_or(found[0]), element.text or "")

    def _mark_shape(self, element: Element) -> None:
        """Ids of shapes in VML, and of the shape types that they name (ECMA-376-4, 19.1.2.19)."""
        if not str(element.tag).startswith(_VML):
            return
        element.attrib.pop(_SHAPE_OF_OFFICE, "")
        for attribute, prefix in (("id", ""), ("type", "#")):
            name = element.get(attribute) or ""
            if name.startswith(prefix) and name != prefix:
                index = self.shapes.setdefault(name.removeprefix(prefix), len(self.shapes))
                element.set(attribute, prefix + mark(MarkKind.SHAPE, index))

    def _mark_name(self, element: Element, attribute: str) -> None:
        name = element.get(attribute)
        if name is not None:
            element.set(attribute, self._name_or(name))

    def _name_or(self, text: str) -> str:
        """The mark of a bookmark's name, or the text where it is none."""
        return mark(MarkKind.NAME, self.names[text]) if text in self.names else text

    def _mark_references(self, element: Element, part: str) -> None:
        for attribute in [str(name) for name in element.attrib if str(name).startswith(_REFERENCE)]:
            found = self._import_target(part, element.get(attribute) or "")
            if found is not None:
                element.set(
                    attribute, mark(MarkKind.REFERENCE, self.references.setdefault(found, len(self.references)))
                )
            elif element.get(attribute):
                del element.attrib[attribute]

    def _import_target(self, part: str, number: str) -> Relationship | None:
        """The relationship as any part may have it, and collects the part that it leads to."""
        found = next((each for each in self.package.relationships(part) if each.id == number), None)
        if found is None:
            return None
        if found.external:
            return relationship_to(found.type, found.target, external=True)
        carried = self.carrier.carry(found.part)
        return relationship_to(found.type, carried.name) if carried else None


def _definitions(package: Package) -> DonorDefinitions:
    styles, numbering = (package.related_parts(package.main_part, kind) for kind in ("styles", "numbering"))
    return DonorDefinitions(
        clean_story(package.xml(styles[0])) if styles else None,
        clean_story(package.xml(numbering[0])) if numbering else None,
    )


def _refuse_odd(root: Element, file: str) -> None:
    if next(root.iter(w("endnoteReference")), None) is not None:
        remedy = "Turn them into footnotes in Word (References > Footnotes > Convert)."
        raise UnreadableInputError(f"{file} has endnotes, which cannot go into another document.", remedy)
    if found := _NONCHARACTER.search(etree.tostring(root, encoding="unicode")):
        raise UnreadableInputError(f"{file} holds the character U+{ord(found[0]):04X}, which no document may hold.")


_STYLES = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))
_NUM_ID, _STYLE_ID, _LEVEL, _LEVEL_NUMBER = w("numId"), w("styleId"), w("lvl"), w("ilvl")
# identity of a definition among Word's own, links to list styles, and pictures as bullets, which stay behind
_OWN_TO_ABSTRACT = tuple(map(w, ("nsid", "tmpl", "name", "styleLink", "numStyleLink", "lvlPicBulletId")))
_RESTART = '<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def own_xml(element: Element) -> str:
    """An element as XML that can be put anywhere where the prefix w is declared; other prefixes it declares itself."""
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    etree.cleanup_namespaces(alone, keep_ns_prefixes=sorted({"w", *required_prefixes(alone)}))
    head, _, rest = etree.tostring(alone, encoding="unicode").partition(">")
    return head.replace(f' xmlns:w="{W}"', "") + ">" + rest


class DonorDefinitions:
    """What a document defines, and what of it was used so far, each with its index among what was used.

    Attributes:
        styles: the root of the styles part, or None.
        numbering: the root of the numbering part, or None.
    """

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self.styles, self.numbering = styles, numbering
        self._styles = _by_id(styles, "style", "styleId")
        self._lists = _by_id(numbering, "num", "numId")
        self._abstracts = _by_id(numbering, "abstractNum", "abstractNumId")
        self._used_styles: dict[str, int] = {}
        self._used_lists: dict[str, int] = {}
        self._used_abstracts: dict[str, int] = {}

    def mark_uses(self, root: Element) -> None:
        """Puts marks for the styles and lists used below an element; what is not defined is taken away."""
        for use in list(root.iter(*_STYLES)):
            self._mark_style(use)
        for use in list(root.iter(_NUM_ID)):
            number = use.get(VAL) or ""
            if number in self._lists:
                use.set(VAL, mark(MarkKind.LIST, _index(self._used_lists, number)))
            elif number != "0":
                remove(use)

    def _mark_style(self, use: Element) -> None:
        style_id = use.get(VAL) or ""
        if style_id in self._styles:
            use.set(VAL, mark(MarkKind.STYLE, _index(self._used_styles, style_id)))
        else:
            remove(use)

    def collect_used(self) -> tuple[tuple[DonorStyle, ...], tuple[DonorList, ...], tuple[str, ...]]:
        """The styles, lists and definitions of lists that were used, those included that they use themselves."""
        styles: list[DonorStyle] = []
        lists: list[DonorList] = []
        while len(styles) < len(self._used_styles) or len(lists) < len(self._used_lists):
            styles += [self._style(each) for each in list(self._used_styles)[len(styles) :]]
            lists += [self._list(each) for each in list(self._used_lists)[len(lists) :]]
        return tuple(styles), tuple(lists), tuple(self._abstract(each) for each in self._used_abstracts)

    def _style(self, style_id: str) -> DonorStyle:
        style = deepcopy(self._styles[style_id])
        style.attrib.pop(w("default"), "")
        style.set(_STYLE_ID, mark(MarkKind.STYLE, self._used_styles[style_id]))
        for following in style.findall(w("next")):
            if following.get(VAL) not in self._used_styles:
                style.remove(following)
        for use in style.findall(w("basedOn")) + style.findall(w("link")) + style.findall(w("next")):
            self._mark_style(use)
        for own in style.findall(w("rsid")):
            style.remove(own)
        self.mark_uses(style)
        key = (style.get(w("type")) or "paragraph", value_of(style, w("name")).casefold())
        return DonorStyle(key, style_id, own_xml(style))

    def _list(self, number: str) -> DonorList:
        found = self._lists[number]
        abstract_id = self._linked(value_of(found, w("abstractNumId")))
        for level in found.iter(w("lvlPicBulletId"), w("pStyle")):
            remove(level)
        overrides = "".join(own_xml(each) for each in found.findall(w("lvlOverride")))
        index = _index(self._used_abstracts, abstract_id)
        return DonorList(index, overrides, overrides or "".join(_restarts(self._abstracts.get(abstract_id))))

    def _linked(self, abstract_id: str) -> str:
        """The definition behind one that only names a list style (17.9.21)."""
        style = self._styles.get(value_of(self._abstracts.get(abstract_id), w("numStyleLink")))
        number = value_of(style, f"{w('pPr')}/{w('numPr')}/{_NUM_ID}")
        return value_of(self._lists.get(number), w("abstractNumId")) or abstract_id

    def _abstract(self, abstract_id: str) -> str:
        """A definition; a level's link to a style stays where the style comes along."""
        found = self._abstracts.get(abstract_id)
        abstract = etree.Element(w("abstractNum"), nsmap={"w": W}) if found is None else deepcopy(found)
        abstract.set(w("abstractNumId"), mark(MarkKind.ABSTRACT, self._used_abstracts[abstract_id]))
        for own in list(abstract.iter(*_OWN_TO_ABSTRACT)):
            remove(own)
        for use in list(abstract.iter(w("pStyle"))):
            index = self._used_styles.get(use.get(VAL) or "")
            replace_by_text(use, "" if index is None else mark(MarkKind.LEVEL_STYLE, index))
        self.mark_uses(abstract)
        return own_xml(abstract)


def _by_id(root: Element | None, element: str, key: str) -> dict[str, Element]:
    return {} if root is None else {each.get(w(key)) or "": each for each in root.iterchildren(w(element))}


def _index(used: dict[str, int], key: str) -> int:
    return used.setdefault(key, len(used))


def _restarts(abstract: Element | None) -> Iterator[str]:
    for level in () if abstract is None else abstract.iterchildren(_LEVEL):
        yield _RESTART.format(level=level.get(_LEVEL_NUMBER), start=value_of(level, w("start")) or "1")
