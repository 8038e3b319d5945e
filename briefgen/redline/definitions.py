"""Styles and lists of two documents as those of one: the old content is put into the terms of the new document.

A style is the same where kind and name are (case apart, as in Word); a list where its definition is, and where it can
be told, where it holds the same paragraphs. What the new document lacks is added to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import count

from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.redline.blocks import text_of
from briefgen.redline.inline import signature
from briefgen.word.wml.ooxml import PPR, VAL, P, integer, value_of, w
from briefgen.word.wml.styles import Style, Styles

_USES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_LINKS = tuple(map(w, ("basedOn", "link", "next")))
_NUM_ID, _ABSTRACT_ID = w("numId"), w("abstractNumId")
_LIST = f"{PPR}/{w('numPr')}/{w('numId')}"
_OWN = re.compile(r"<w:(?:nsid|tmpl|multiLevelType)\b[^>]*/>| w:(?:abstractNumId|numId|tplc|durableId)=\"[^\"]*\"")


class StyleMap(Struct, dict=True):
    """The styles of an old document in terms of a new one.

    Attributes:
        old, new: the roots of the parts of styles.
        added: how many styles the new document got.
    """

    old: Element | None
    new: Element | None
    added: int = 0
    _ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._old, self._new = Styles(self.old), Styles(self.new)
        found = () if self.old is None else self.old.iter(w("style"))
        self._elements = {each.get(w("styleId")) or "": each for each in found}
        self._taken = set(self._new.ids())

    def translate(self, root: Element) -> None:
        """Puts the ids of the new document's styles into old content."""
        for use in root.iter(*_USES):
            use.set(VAL, self.id_of(use.get(VAL) or ""))

    def id_of(self, style_id: str) -> str:
        """The id of a style in the new document, to which it is added where it is missing."""
        if style_id not in self._ids:
            style = self._old.by_id(style_id)
            known = None if style is None else self._new.named(style.type, style.name)
            self._ids[style_id] = known.style_id if known else style_id
            if style is not None and known is None and self.new is not None:
                self._add(style)
        return self._ids[style_id]

    def _add(self, style: Style) -> None:
        new_id = next(each for n in count() if (each := f"{style.style_id}{n or ''}") not in self._taken)
        self._taken.add(new_id)
        self._ids[style.style_id] = new_id
        copy = deepcopy(self._elements[style.style_id])
        copy.set(w("styleId"), new_id)
        copy.attrib.pop(w("default"), "")
        assert self.new is not None
        self.new.append(copy)
        self.added += 1
        for link in [each for each in copy if each.tag in _LINKS]:
            if self._old.by_id(link.get(VAL) or ""):
                link.set(VAL, self.id_of(link.get(VAL) or ""))
            else:
                copy.remove(link)

    def list_added(self) -> list[Element]:
        """The styles that were added, in which lists may be named."""
        return [] if self.new is None or not self.added else list(self.new)[-self.added :]


class ListMap:
    """The lists of an old document in terms of a new one.

    Args:
        old, new: the roots of the parts of numbering, or None.
        bodies: the bodies of the old and the new document, to tell lists of one definition apart.
    """

    def __init__(self, old: Element | None, new: Element | None, bodies: tuple[Element, Element]) -> None:
        self.new = new
        self.is_changed = False
        self._old_nums, self._new_nums = _nums(old), _nums(new)
        self._old_abstracts, self._new_abstracts = _abstracts(old), _abstracts(new)
        self._ids: dict[str, str] = {}
        self._copies: dict[str, str] = {}
        self._free = set(self._new_nums)
        if self._old_nums and self._new_nums:
            self._pair(*bodies)

    def translate(self, elements: Iterable[Element]) -> None:
        """Puts the numbers of the new document's lists into old content."""
        for element in elements:
            for use in element.iter(_NUM_ID):
                use.set(VAL, self._id_of(use.get(VAL) or ""))

    def _pair(self, old: Element, new: Element) -> None:
        """Lists of one definition: those with the same paragraphs first, then those of the same number, then any."""
        kinds = Counter(_definition(each, self._old_abstracts) for each in self._old_nums.values())
        if max(kinds.values()) > 1:
            for (ours, theirs), _ in Counter(_votes(old, new)).most_common():
                self._take(ours, theirs)
        for ours in self._old_nums:
            self._take(ours, ours)
        for ours in self._old_nums:
            for theirs in sorted(self._free, key=integer):
                self._take(ours, theirs)

    def _take(self, ours: str, theirs: str) -> None:
        if ours not in self._ids and theirs in self._free and ours in self._old_nums:
            one = _definition(self._old_nums[ours], self._old_abstracts)
            if one == _definition(self._new_nums[theirs], self._new_abstracts):
                self._ids[ours] = theirs
                self._free.discard(theirs)

    def _id_of(self, number: str) -> str:
        if number not in self._ids and number in self._old_nums and self.new is not None:
            self._ids[number] = self._add(self._old_nums[number])
        return self._ids.get(number, number)

    def _add(self, num: Element) -> str:
        assert self.new is not None
        self.is_changed = True
        copy = deepcopy(num)
        new_id = str(max((integer(each) for each in self._new_nums), default=0) + 1)
        copy.set(_NUM_ID, new_id)
        abstract = copy.find(_ABSTRACT_ID)
        if abstract is not None:
            abstract.set(VAL, self._copy_of(abstract.get(VAL) or ""))
        last = [each for each in self.new if each.tag in (w("num"), w("abstractNum"))]
        last[-1].addnext(copy) if last else self.new.append(copy)
        self._new_nums[new_id] = copy
        return new_id

    def _copy_of(self, abstract_id: str) -> str:
        if abstract_id not in self._copies and abstract_id in self._old_abstracts and self.new is not None:
            new_id = str(max((integer(each) for each in self._new_abstracts), default=-1) + 1)
            copy = deepcopy(self._old_abstracts[abstract_id])
            copy.set(_ABSTRACT_ID, new_id)
            for idle in copy.findall(w("nsid")):  # Word takes two of one nsid for one
                copy.remove(idle)
            last = [each for each in self.new if each.tag in (w("numPicBullet"), w("abstractNum"))]
            last[-1].addnext(copy) if last else self.new.insert(0, copy)
            self._new_abstracts[new_id] = copy
            self._copies[abstract_id] = new_id
        return self._copies.get(abstract_id, abstract_id)


def _nums(root: Element | None) -> dict[str, Element]:
    return {} if root is None else {each.get(_NUM_ID) or "": each for each in root.iter(w("num"))}


def _abstracts(root: Element | None) -> dict[str, Element]:
    return {} if root is None else {each.get(_ABSTRACT_ID) or "": each for each in root.iter(w("abstractNum"))}


def _definition(num: Element, abstracts: dict[str, Element]) -> str:
    """What is equal for two lists that look the same."""
    abstract = abstracts.get(value_of(num, _ABSTRACT_ID))
    overrides = "".join(signature(each) for each in num.iterchildren(w("lvlOverride")))
    return _OWN.sub("", ("" if abstract is None else signature(abstract)) + overrides)


def _votes(old: Element, new: Element) -> Iterator[tuple[str, str]]:
    """The lists in which equal texts stand, once for each text."""
    texts = {text_of(paragraph): number for paragraph, number in _listed(new)}
    for paragraph, number in _listed(old):
        if theirs := texts.get(text_of(paragraph)):
            yield number, theirs


def _listed(body: Element) -> Iterator[tuple[Element, str]]:
    for paragraph in body.iter(P):
        if number := value_of(paragraph, _LIST):
            yield paragraph, number
