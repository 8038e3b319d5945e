"""The donor of a sub-document: the values that are taken out of it, and what stays behind.

The XML of blocks, styles, lists and notes holds a mark wherever something has another id in each document that it
goes into: `MARK`, a letter that says what, an index into the tuples of `DonorContent`, `MARK_END`.

Sections with their headers and footers, comments, editing marks, bindings to data and markup that the document itself
calls ignorable stay behind (ECMA-376-3, 7.2: whoever does not know it passes it over). Parts go along (images, charts,
diagrams), under names made from their content.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.opc.read import Package, Relationship
from briefgen.opc.xml import Element
from briefgen.word.state.imports import ImportedPart, StyleKey, content_name
from briefgen.word.wml.ooxml import MARK, MARK_END, RPR, RUN, W, remove, w
from briefgen.word.wml.revisions import accept_revisions


class MarkKind(StrEnum):
    """The kind of id that a mark is the placeholder of."""

    STYLE = "s"
    LEVEL_STYLE = "l"
    LIST = "n"
    ABSTRACT = "a"
    REFERENCE = "r"
    NOTE = "f"
    DRAWING = "d"
    BOOKMARK = "b"
    NAME = "m"
    SHAPE = "v"


def mark(kind: MarkKind, index: int = 0) -> str:
    """The mark of an id."""
    return f"{MARK}{kind}{index}{MARK_END}"


class DonorStyle(Struct, frozen=True):
    """A style that the content uses: how it is found elsewhere, and its XML where it has to come along."""

    key: StyleKey
    style_id: str
    xml: str


class DonorList(Struct, frozen=True):
    """A list (`w:num`): the index of its definition, its own overrides, and overrides that restart it."""

    abstract: int
    overrides: str
    restarts: str


class DonorContent(Struct, frozen=True):
    """The body of a document and all that it needs.

    Attributes:
        name: the file's name, for messages.
        digest: SHA-256 of the file, in hexadecimal.
        blocks: the XML of the paragraphs and tables.
        abstracts: the XML of the definitions of lists.
        notes: the XML of what the footnotes hold.
        names: the names of bookmarks.
        references: relationships from the part that the blocks are put into.
        parts: images, charts and so on.
    """

    name: str
    digest: str
    blocks: str
    styles: tuple[DonorStyle, ...]
    lists: tuple[DonorList, ...]
    abstracts: tuple[str, ...]
    notes: tuple[str, ...]
    names: tuple[str, ...]
    references: tuple[Relationship, ...]
    parts: tuple[ImportedPart, ...]


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CHOICE = f"{{{MC}}}Choice"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_LEFT_BEHIND = tuple(
    map(
        w,
        (
            *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
            *("permStart", "permEnd", "proofErr", "lastRenderedPageBreak", "divId", "dataBinding", "sectPr"),
        ),
    )
)
_START, _END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")


def clean_story(root: Element) -> Element:
    """The root of a story without what is left behind; the tree is changed."""
    accept_revisions(root)
    for element in list(root.iter(*_LEFT_BEHIND)):
        _remove_with_run(element)
    for control in root.iter(w("sdtPr")):
        for number in control.findall(_ID):
            control.remove(number)
    _drop_ignorable(root)
    _drop_editing_ids(root)
    _drop_odd_bookmarks(root)
    return root


def _remove_with_run(element: Element) -> None:
    """Removes an element, and its run where that held nothing else."""
    run = element.getparent()
    remove(element)
    if run is not None and run.tag == RUN and all(child.tag == RPR for child in run):
        remove(run)


def _drop_ignorable(root: Element) -> None:
    prefixes = (root.get(f"{{{MC}}}Ignorable") or "").split()
    uris = {root.nsmap[prefix]: prefix for prefix in prefixes if prefix in root.nsmap}
    for element in list(root.iter()):
        for name in list(element.attrib):
            if _namespace(str(name)) in uris:
                del element.attrib[name]
        prefix = uris.get(_namespace(element.tag) if isinstance(element.tag, str) else "")
        if prefix and not _is_chosen(element, prefix):
            remove(element)


def _is_chosen(element: Element, prefix: str) -> bool:
    """Whether the element is in an alternative for programs that know its prefix."""
    return any(prefix in (choice.get("Requires") or "").split() for choice in element.iterancestors(_CHOICE))


def _drop_editing_ids(root: Element) -> None:
    """Numbers of editing sessions and paragraphs, which belong to the document that they were made in."""
    for element in root.iter():
        for name in list(element.attrib):
            namespace, local = _namespace(str(name)), str(name).rpartition("}")[2]
            if (namespace == W and local.startswith("rsid")) or (namespace == _W14 and local in {"paraId", "textId"}):
                del element.attrib[name]


def _drop_odd_bookmarks(root: Element) -> None:
    """Bookmarks that lost an end, and the one in which Word keeps the cursor."""
    starts = {each.get(_ID): each for each in root.iter(_START) if each.get(_NAME) != "_GoBack"}
    ends = {each.get(_ID) for each in root.iter(_END)}
    for each in list(root.iter(_START, _END)):
        if each.get(_ID) not in starts or each.get(_ID) not in ends:
            remove(each)


def _namespace(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def required_prefixes(root: Element) -> Iterator[str]:
    """Prefixes that are named in attributes, so that their declarations must stay although nothing bears them."""
    for choice in root.iter(_CHOICE):
        yield from (choice.get("Requires") or "").split()


class PartCollector(Struct):
    """Collects the parts that a document's blocks refer to, each with the parts that it refers to itself.

    Attributes:
        parts: what was collected, by the name in the document that it comes from.
    """

    package: Package
    parts: dict[str, ImportedPart] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def carry(self, name: str) -> ImportedPart | None:
        """The part under its new name; None where it refers back to a part that refers to it, or is missing."""
        if name not in self.package.parts or name in self._open:
            return None
        if name not in self.parts:
            self._open.add(name)
            self.parts[name] = self._carried(name)
            self._open.discard(name)
        return self.parts[name]

    def _carried(self, name: str) -> ImportedPart:
        data, content_type = self.package.part(name), self.package.content_type(name)
        if content_type.startswith("image/"):
            return ImportedPart.media(data, _extension(name, content_type), content_type)
        relationships = tuple(found for each in self.package.relationships(name) if (found := self._moved(each)))
        targets = (each.target.encode("utf-8", "replace") for each in relationships)
        folder, _, base = name.rpartition("/")
        new_name = f"{folder}/{base.rpartition('.')[0].rstrip('0123456789')}-{content_name(data, *targets)}"
        return ImportedPart(f"{new_name}.{base.rpartition('.')[2]}", data, content_type, relationships)

    def _moved(self, relationship: Relationship) -> Relationship | None:
        """The relationship as it is from the moved part; ids stay, since the part's own XML names them."""
        if relationship.external:
            return relationship
        part = self.carry(relationship.part)
        return replace(relationship, target=f"/{part.name}", part=part.name) if part else None


def _extension(name: str, content_type: str) -> str:
    kind = content_type.removeprefix("image/")
    return kind if kind in {"png", "jpeg", "gif"} else name.rpartition(".")[2].lower()
