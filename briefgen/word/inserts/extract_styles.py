"""The styles and lists that a document's blocks use, with all that these are based on."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.inserts.cleanup import required_prefixes
from briefgen.word.inserts.material import MarkKind, MaterialList, MaterialStyle, mark
from briefgen.word.wml.ooxml import VAL, W, remove, replace_by_text, value_of, w

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


@dataclass(slots=True)
class Definitions:
    """What a document defines, and what of it was used so far, each with its index in the material.

    Attributes:
        styles: the root of the styles part, or None.
        numbering: the root of the numbering part, or None.
    """

    styles: Element | None
    numbering: Element | None
    _styles: dict[str, Element] = field(init=False)
    _lists: dict[str, Element] = field(init=False)
    _abstracts: dict[str, Element] = field(init=False)
    _used_styles: dict[str, int] = field(default_factory=dict)
    _used_lists: dict[str, int] = field(default_factory=dict)
    _used_abstracts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._styles = _by_id(self.styles, "style", "styleId")
        self._lists = _by_id(self.numbering, "num", "numId")
        self._abstracts = _by_id(self.numbering, "abstractNum", "abstractNumId")

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

    def material(self) -> tuple[tuple[MaterialStyle, ...], tuple[MaterialList, ...], tuple[str, ...]]:
        """The styles, lists and definitions of lists that were used, those included that they use themselves."""
        styles: list[MaterialStyle] = []
        lists: list[MaterialList] = []
        while len(styles) < len(self._used_styles) or len(lists) < len(self._used_lists):
            styles += [self._style(each) for each in list(self._used_styles)[len(styles) :]]
            lists += [self._list(each) for each in list(self._used_lists)[len(lists) :]]
        return tuple(styles), tuple(lists), tuple(self._abstract(each) for each in self._used_abstracts)

    def _style(self, style_id: str) -> MaterialStyle:
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
        return MaterialStyle(key, style_id, own_xml(style))

    def _list(self, number: str) -> MaterialList:
        found = self._lists[number]
        abstract_id = self._linked(value_of(found, w("abstractNumId")))
        for level in found.iter(w("lvlPicBulletId"), w("pStyle")):
            remove(level)
        overrides = "".join(own_xml(each) for each in found.findall(w("lvlOverride")))
        index = _index(self._used_abstracts, abstract_id)
        return MaterialList(index, overrides, overrides or "".join(_restarts(self._abstracts.get(abstract_id))))

    def _linked(self, abstract_id: str) -> str:
        """The definition that a definition stands for which only names a list style (17.9.21)."""
        style = self._styles.get(value_of(self._abstracts.get(abstract_id), w("numStyleLink")))
        number = value_of(style, f"{w('pPr')}/{w('numPr')}/{_NUM_ID}")
        return value_of(self._lists.get(number), w("abstractNumId")) or abstract_id

    def _abstract(self, abstract_id: str) -> str:
        """A definition; a level's link to a style stays where the style is brought along."""
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
