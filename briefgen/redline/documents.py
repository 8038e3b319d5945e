"""The two documents: their packages and trees, and what old content needs to go into the new document."""

from __future__ import annotations

import posixpath
import re
from itertools import count

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.read import Package, Relationship, free_id, read_package
from briefgen.opc.relationships import OFFICE
from briefgen.opc.xml import Element
from briefgen.redline.definitions import ListMap, StyleMap
from briefgen.redline.relations import PartsToAdd, RelationshipMap, free_name, relationships_with
from briefgen.word.wml.comments import serialise_part
from briefgen.word.wml.ooxml import BOOKMARK, BOOKMARK_END, CURSOR, RPR, RUN, TR, P, W, integer, is_on, remove, w
from briefgen.word.wml.parts import REVISED
from briefgen.word.wml.revisions import accept_revisions

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_IDLE = (w("proofErr"), w("lastRenderedPageBreak"))
_COMMENTS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
_PERMISSIONS = (w("permStart"), w("permEnd"))
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_EDITING = re.compile(r"\{http://schemas\.microsoft\.com/office/word/2010/wordml\}(?:paraId|textId)")
_ID, _NAME = w("id"), w("name")


class ComparedDocument:
    """One of the two documents; its parts are parsed once, without tracked changes, which are accepted.

    Args:
        data: the file's bytes.
        name: its name, for messages.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or a dangerous one.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.package: Package = read_package(data, name)
        self.had_revisions = False
        self._roots: dict[str, Element] = {}

    @property
    def main(self) -> str:
        """The name of its main part."""
        return self.package.main_part

    @property
    def body(self) -> Element:
        """Its body."""
        body = self.root(self.main).find(w("body"))
        return self.root(self.main) if body is None else body

    def root(self, name: str) -> Element:
        """The root of a part; the same at each call."""
        if name not in self._roots:
            root = self._roots[name] = self.package.xml(name)
            if REVISED.search(self.package.part(name)):
                self.had_revisions |= accept_revisions(root)
            for each in list(root.iter(*_IDLE)):
                remove(each)
        return self._roots[name]

    def part(self, kind: str) -> str:
        """The name of the part that the main part refers to as "styles", "footnotes" …; "" for none."""
        return next(iter(self.package.related_parts(self.main, kind)), "")

    def root_of(self, kind: str) -> Element | None:
        """The root of that part."""
        name = self.part(kind)
        return self.root(name) if name else None


def drop_comments(root: Element) -> None:
    """Takes the marks of comments out of an old story, and of permissions: those of the new document are kept."""
    for each in list(root.iter(*_COMMENTS, *_PERMISSIONS)):
        run = each.getparent()
        remove(each)
        if run is not None and run.tag == RUN and all(child.tag == RPR for child in run):
            remove(run)


class MergedPackage(Struct, dict=True):
    """The new document's package on its way to the result.

    Attributes:
        old, new: the two documents.
        changed: the roots of parts of the new document that are written anew.
        added: what is added to it.
        untracked: sentences about what cannot be tracked.
    """

    old: ComparedDocument
    new: ComparedDocument
    changed: dict[str, Element] = field(default_factory=dict)
    added: PartsToAdd = field(default_factory=PartsToAdd)
    untracked: list[str] = field(default_factory=list)
    _made: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.changed[self.new.main] = self.new.root(self.new.main)
        drop_comments(self.old.root(self.old.main))
        self.styles = StyleMap(self.old.root_of("styles"), self._definitions("styles"))
        bodies = (self.old.body, self.new.body)
        self.lists = ListMap(self.old.root_of("numbering"), self._definitions("numbering"), bodies)
        self.adoption = Adoption(self.new)
        self._compare_settings()

    def _compare_settings(self) -> None:
        """What the settings say of headers cannot be tracked (17.10.1)."""
        settings = (each.root_of("settings") for each in (self.old, self.new))
        old, new = (each is not None and is_on(each.find(w("evenAndOddHeaders"))) for each in settings)
        if old != new:
            which = "newer" if new else "older"
            self.untracked.append(f"only the {which} file has headers of their own on even pages")

    def _definitions(self, kind: str) -> Element | None:
        """The root of the styles or lists of the new document, made where only the old one has them."""
        root = self.new.root_of(kind)
        if root is None and self.old.part(kind):
            root = self.make_part(kind, etree.fromstring(f'<w:{kind} xmlns:w="{W}"/>'))
        return root

    def make_part(self, kind: str, root: Element, content: str = "") -> Element:
        """Adds a part of a kind that the new document does not have, related to its main part; its root."""
        name = self.name_part(kind, content or kind)
        self.changed[name] = root
        self._made[name] = f"{_TYPE}.{content or kind}+xml"
        return root

    def name_part(self, kind: str, stem: str) -> str:
        """The name of a new part, to which a relationship is made."""
        folder = posixpath.dirname(self.new.main)
        taken = {*self.new.package.names, *self._made, *self.added.parts}
        name = free_name(taken, posixpath.join(folder, f"{stem}.xml"))
        related = (*self.new.package.relationships(self.new.main), *self.added.relationships.get(self.new.main, ()))
        link = Relationship(free_id(related), f"{OFFICE}/{kind}", posixpath.basename(name), part=name)
        self.added.refer(self.new.main, link)
        self._last_id = link.id
        return name

    @property
    def last_id(self) -> str:
        """The id of the relationship to the part that was made last."""
        return self._last_id

    def translate(self, root: Element) -> None:
        """Puts a story of the old document into the terms of the new one, but for its relationships."""
        self.styles.translate(root)
        self.lists.translate([root])

    def relate(self, names: tuple[str, str], roots: tuple[Element, Element]) -> RelationshipMap:
        """Puts the relationships of two stories into the terms of the new one."""
        return RelationshipMap((self.old.package, self.new.package), names, roots)

    def finish(self) -> Package:
        """The package of the result."""
        self.lists.translate(self.styles.list_added())
        for kind, is_changed in (("styles", bool(self.styles.added)), ("numbering", self.lists.is_changed)):
            root = self.new.root_of(kind)
            if is_changed and root is not None:
                self.changed[self.new.part(kind)] = root
        self._drop_halves()
        written = {name: serialise_part(root) for name, root in self.changed.items()}
        made = {name: (written.pop(name), content_type) for name, content_type in self._made.items()}
        relationships = relationships_with(self.new.package, self.added)
        return self.new.package.with_parts({**written, **relationships}, {**self.added.parts, **made})

    def _drop_halves(self) -> None:
        for root in self.changed.values():
            self.adoption.drop_halves(root)


class Adoption:
    """Prepares copies of old content for the new document, so that nothing in it has an id twice.

    Args:
        document: the new document.
    """

    def __init__(self, document: ComparedDocument) -> None:
        root = document.root(document.main)
        starts = list(root.iter(BOOKMARK))
        self._names = {(each.get(_NAME) or "").casefold() for each in starts} | {CURSOR.casefold()}
        self._first = max((integer(each.get(_ID)) for each in starts), default=0) + 1
        self._numbers = count(self._first)
        self._bookmarks: dict[str, str] = {}
        drawings = (integer(each.get("id")) for each in root.iter(_DOC_PR))
        self._drawings = count(max(drawings, default=0) + 1001)  # above those of headers and notes as well

    def adopt(self, copy: Element) -> Element:
        """The copy, with ids of its own."""
        for drawing in copy.iter(_DOC_PR):
            drawing.set("id", str(next(self._drawings)))
        for control in copy.iter(w("sdtPr")):
            for number in control.findall(_ID):
                control.remove(number)
        for each in copy.iter(P, TR):
            for name in [name for name in each.attrib if _EDITING.fullmatch(str(name))]:
                del each.attrib[name]
        for mark in list(copy.iter(BOOKMARK, BOOKMARK_END)):
            self._adopt_bookmark(mark)
        return copy

    def _adopt_bookmark(self, mark: Element) -> None:
        number = mark.get(_ID) or ""
        name = (mark.get(_NAME) or "").casefold()
        if mark.tag == BOOKMARK and name in self._names:
            self._bookmarks[number] = ""
            remove(mark)
            return
        if mark.tag == BOOKMARK:
            self._names.add(name)
            self._bookmarks[number] = str(next(self._numbers))
        if new_id := self._bookmarks.get(number):
            mark.set(_ID, new_id)
        else:
            remove(mark)

    def drop_halves(self, root: Element) -> None:
        """Drops starts and ends of adopted bookmarks whose other half stayed behind."""
        marks = [each for each in root.iter(BOOKMARK, BOOKMARK_END) if integer(each.get(_ID)) >= self._first]
        starts = {each.get(_ID) for each in marks if each.tag == BOOKMARK}
        ends = {each.get(_ID) for each in marks if each.tag == BOOKMARK_END}
        for each in marks:
            if each.get(_ID) in starts ^ ends:
                remove(each)
