"""Sections: their properties, and the headers and footers that they refer to.

Which header a section has cannot be tracked; what stands in it can. So a header that one of the two documents lacks is
compared with an empty one.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.redline.content import ContentMerger
from briefgen.redline.documents import MergedPackage, drop_comments
from briefgen.redline.marks import ChangeSource, Revisions, shell_of
from briefgen.redline.paragraphs import bare_properties
from briefgen.redline.relations import RelationshipMap
from briefgen.word.wml.ooxml import PPR, SECTPR, P, R, w

_REFERENCES = {w("headerReference"): "header", w("footerReference"): "footer"}
_ID, _TYPE = f"{{{R}}}id", w("type")
_Key = tuple[str, str]


class SectionMerger(Struct):
    """The sections of two documents.

    Attributes:
        result: the package that they go into.
        relations: those of the main parts.
        revisions: makes the marks.
    """

    result: MergedPackage
    relations: RelationshipMap
    revisions: Revisions
    _both: dict[str, str] = field(default_factory=dict)
    _gone: list[tuple[_Key, str, Element]] = field(default_factory=list)
    _come: dict[str, None] = field(default_factory=dict)

    def merge_properties(self, old: Element, new: Element, source: ChangeSource) -> None:
        """Records former properties of a section; what its headers and footers hold is merged by `merge_margins`."""
        ours, theirs = self._old_parts(old), self._new_parts(new)
        if bare_properties(old, "sectPrChange") != bare_properties(new, "sectPrChange"):
            self.revisions.record(new, "sectPrChange", old, source)
        for key, part in theirs.items():
            if key not in ours:
                self._come.setdefault(part)
            elif self._both.setdefault(part, ours[key]) != ours[key]:
                self.result.untracked.append(
                    f"sections that share a {key[0]} had different ones in the older file; only the first is compared"
                )
        self._gone += [(key, part, new) for key, part in ours.items() if key not in theirs]

    def merge_last(self, merger: ContentMerger) -> None:
        """Merges the properties of the last sections, which stand at the end of the body."""
        old, new = self.result.old.body.find(SECTPR), self.result.new.body.find(SECTPR)
        if old is not None and new is not None:
            self.merge_properties(old, new, merger.revisions.default)

    def merge_margins(self, merger: ContentMerger) -> None:
        """Merges what the headers and footers hold."""
        for new_part, old_part in self._both.items():
            self._merge_part(self.result.old.root(old_part), old_part, self.result.new.root(new_part), new_part, merger)
        for part in self._come:
            if part not in self._both:
                root = self.result.new.root(part)
                self._merge_part(_empty(root), "", root, part, merger)
        for key, part, section in self._gone:
            self._merge_gone(key, part, section, merger)

    def _merge_part(self, old: Element, old_name: str, new: Element, new_name: str, merger: ContentMerger) -> None:
        drop_comments(old)
        self.result.translate(old)
        relations = self.result.relate((old_name, new_name), (old, new))
        merger.merge(old, new, merger.revisions.default, f"{new_name.rpartition('/')[2].partition('.')[0]}, ")
        relations.collect(new, self.result.added)
        self.result.changed[new_name] = new

    def _merge_gone(self, key: _Key, part: str, section: Element, merger: ContentMerger) -> None:
        """A header that only the old document has: the new one gets it, with all in it deleted."""
        kind, which = key
        old = self.result.old.root(part)
        new = self.result.make_part(kind, _empty(old))
        reference = etree.Element(w(f"{kind}Reference"), {_TYPE: which, _ID: self.result.last_id})
        section.insert(sum(child.tag in _REFERENCES for child in section), reference)
        self._merge_part(old, part, new, list(self.result.changed)[-1], merger)

    def _old_parts(self, section: Element) -> dict[_Key, str]:
        waiting = self.relations.waiting
        found = {key: waiting[number].part for key, number in _references(section) if number in waiting}
        return {key: part for key, part in found.items() if part in self.result.old.package.parts}

    def _new_parts(self, section: Element) -> dict[_Key, str]:
        package = self.result.new.package
        parts = {each.id: each.part for each in package.relationships(package.main_part)}
        return {key: parts[number] for key, number in _references(section) if parts.get(number) in package.parts}


def _references(section: Element) -> list[tuple[_Key, str]]:
    found = (each for each in section if each.tag in _REFERENCES)
    return [((_REFERENCES[str(each.tag)], each.get(_TYPE) or "default"), each.get(_ID) or "") for each in found]


def _empty(root: Element) -> Element:
    """A header or footer with an empty paragraph, in the look of another one's last."""
    made = shell_of(root)
    paragraph = etree.SubElement(made, P)
    last = next((each for each in reversed(root) if each.tag == P), None)
    properties = None if last is None else last.find(PPR)
    if properties is not None:
        paragraph.append(deepcopy(properties))
    return made
