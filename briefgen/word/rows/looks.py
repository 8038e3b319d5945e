"""What a template's styles, lists and theme say of lengths: sizes, typefaces, spacing, indents, the margins of cells.

Lengths are in twips, a twentieth of a point. Source: ECMA-376-1, 17.7 (styles), 17.3.1 and 17.3.2 (paragraphs, runs).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from briefgen.opc.read import Package
from briefgen.opc.xml import Element
from briefgen.word.rows.typefaces import Typeface, typeface_of
from briefgen.word.wml.ooxml import PPR, RPR, integer, value_of, w
from briefgen.word.wml.styles import Styles

_LEVELS = 9
_SINGLE = 240  # w:line of single spacing, where it is counted in lines (17.3.1.33)
_CELL_MARGINS = 115  # left and right, where nothing is said (17.4.42)
_AUTOMATIC = 280  # the space that Word chooses itself, as browsers do: 14 points
_ATTRIBUTE = re.compile(r'\bw:(\w+)="([^"]*)"')
_LATIN = re.compile(r'<a:(major|minor)Font>\s*<a:latin\b[^>]*\btypeface="([^"]*)"')


class RunLook(Struct, frozen=True):
    """What a run, or its character style, says of lengths; None and 0 for what it leaves to the paragraph."""

    size: float = 0
    typeface: Typeface | None = None
    caps: bool = False
    extra: float = 0

    def over(self, other: RunLook) -> RunLook:
        """This look, and the other's where it says nothing."""
        extra = self.extra or other.extra
        return RunLook(self.size or other.size, self.typeface or other.typeface, self.caps or other.caps, extra)


_BARE = RunLook(200, typeface_of("Times New Roman"))  # where a document says nothing (17.7.5)


class ParagraphLook(Struct, frozen=True):
    """The lengths of a paragraph.

    Attributes:
        run: of its text.
        before, after: the space around it.
        line, rule: as `w:spacing` has them (17.3.1.33).
        indent: what is taken from the width of its lines, on both sides.
    """

    run: RunLook
    before: float = 0
    after: float = 0
    line: float = _SINGLE
    rule: str = "auto"
    indent: float = 0

    def height_of_line(self, natural: float) -> float:
        """The height of a line that would be so high with single spacing."""
        if self.rule == "exact":
            return self.line
        return max(natural, self.line) if self.rule == "atLeast" else natural * self.line / _SINGLE


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag in the namespace of WordprocessingML, by their names without prefix."""
    return dict(_ATTRIBUTE.findall(tag))


class TypeLooks(Struct, frozen=True):
    """The lengths that the parts beside the stories give; plain values, as they are cached with the template.

    Attributes:
        paragraphs, characters: by the ids of styles.
        default: the look of a paragraph that names no style.
        lists: the indents of the levels of each list, by `w:numId`; under "" the widest of all.
        fonts: the names of the theme's fonts, "major" and "minor".
        margins: what cells have left and right together, at most; `above`: the same above and below.
    """

    paragraphs: Mapping[str, ParagraphLook]
    characters: Mapping[str, RunLook]
    default: ParagraphLook
    lists: Mapping[str, tuple[float, ...]]
    fonts: Mapping[str, str]
    margins: float
    above: float

    @classmethod
    def of(cls, package: Package) -> TypeLooks:
        """The looks of a template."""
        styles, numbering = (_root(package, kind) for kind in ("styles", "numbering"))
        theme = next(iter(package.related_parts(package.main_part, "theme")), "")
        fonts = dict(_LATIN.findall(package.part(theme).decode())) if theme else {}
        return _LookReader(styles, _lists(numbering), fonts).looks()

    def indent_of(self, num_id: str, level: int) -> float:
        """The indent of a list's level; of a list that a rendering has added, the widest that any has."""
        levels = self.lists.get(num_id) or self.lists[""]
        return levels[min(max(level, 0), _LEVELS - 1)]


def _root(package: Package, kind: str) -> Element | None:
    name = next(iter(package.related_parts(package.main_part, kind)), "")
    return package.xml(name) if name else None


def _lists(numbering: Element | None) -> dict[str, tuple[float, ...]]:
    if numbering is None:
        return {"": (720.0,) * _LEVELS}
    abstracts = {each.get(w("abstractNumId")): _indents(each) for each in numbering.iterchildren(w("abstractNum"))}
    widest = tuple(max((each[level] for each in abstracts.values()), default=720.0) for level in range(_LEVELS))
    nums = numbering.iterchildren(w("num"))
    return {
        **{each.get(w("numId")) or "": abstracts.get(value_of(each, w("abstractNumId")), widest) for each in nums},
        "": widest,
    }


def _indents(abstract: Element) -> tuple[float, ...]:
    found = [0.0] * _LEVELS
    for level in abstract.iterchildren(w("lvl")):
        number = integer(level.get(w("ilvl")))
        if 0 <= number < _LEVELS:
            found[number] = indent_of(attributes(level.find(f"{PPR}/{w('ind')}")))
    return tuple(found)


def attributes(element: Element | None) -> dict[str, str]:
    """The attributes of an element by their names without namespace."""
    return {} if element is None else {str(name).rpartition("}")[2]: str(text) for name, text in element.attrib.items()}


def indent_of(ind: Mapping[str, str]) -> float:
    """What `w:ind` takes from the width of lines, on both sides; the first line may be the shorter one."""
    left, right = (integer(ind.get(old) or ind.get(new)) for old, new in (("left", "start"), ("right", "end")))
    return max(0, left) + max(0, right) + max(0, integer(ind.get("firstLine")))


def with_spacing(look: ParagraphLook, spacing: Mapping[str, str]) -> ParagraphLook:
    """The look with what an element `w:spacing` says instead."""
    before, after = (_space(spacing, name, own) for name, own in (("before", look.before), ("after", look.after)))
    line = integer(spacing.get("line"), int(look.line))
    rule = spacing.get("lineRule", "auto" if "line" in spacing else look.rule)
    return replace(look, before=before, after=after, line=line, rule=rule)


def _space(spacing: Mapping[str, str], side: str, own: float) -> float:
    is_automatic = spacing.get(f"{side}Autospacing", "0") in {"1", "true", "on"}
    return _AUTOMATIC if is_automatic else integer(spacing.get(side), int(own))


def run_look(properties: Mapping[str, Mapping[str, str]], fonts: Mapping[str, str]) -> RunLook:
    """What run properties say, by the names of their elements and of the attributes of these."""
    size = integer(properties.get("sz", {}).get("val")) * 10
    caps = any(properties[name].get("val", "1") not in {"0", "false", "off"} for name in {"caps"} & properties.keys())
    extra = max(0, integer(properties.get("spacing", {}).get("val")))
    return RunLook(size, _typeface(properties.get("rFonts", {}), fonts), caps, extra)


def _typeface(given: Mapping[str, str], fonts: Mapping[str, str]) -> Typeface | None:
    """The widest of the typefaces for Latin letters that `w:rFonts` names (17.3.2.26)."""
    names = [given.get(each, "") for each in ("ascii", "hAnsi")]
    themed = [fonts.get(given.get(each, "")[:5], "") for each in ("asciiTheme", "hAnsiTheme")]
    return max((typeface_of(name) for name in (*names, *themed) if name), default=None)


class _LookReader:
    """Reads the looks of all styles."""

    def __init__(self, root: Element | None, lists: Mapping[str, tuple[float, ...]], fonts: Mapping[str, str]) -> None:
        self._elements = [] if root is None else list(root.iter())
        self._styles, self._lists, self._fonts = Styles(root), lists, fonts
        self._base = self._of_defaults(root)

    def looks(self) -> TypeLooks:
        """The looks of all of them."""
        known = [each for each in map(self._styles.by_id, sorted(self._styles.ids())) if each]
        paragraphs = {each.style_id: self._paragraph(each.style_id) for each in known if each.type == "paragraph"}
        characters = {each.style_id: self._run(each.style_id) for each in known if each.type == "character"}
        default = paragraphs.get(self._styles.default, self._base)
        sides, above = self._cell_margins("left start right end"), self._cell_margins("top bottom")
        return TypeLooks(
            paragraphs, characters, default, self._lists, self._fonts, max(sides, 2 * _CELL_MARGINS), above
        )

    def _of_defaults(self, root: Element | None) -> ParagraphLook:
        """What `w:docDefaults` gives, and the largest size that a table style gives its cells."""
        run = run_look(_properties_of(self._styles.defaults), self._fonts).over(_BARE)
        tables = (each for each in self._elements if each.tag == w("style") and each.get(w("type")) == "table")
        sizes = [integer(value_of(each, f"{RPR}/{w('sz')}")) * 10 for each in tables]
        paragraph = None if root is None else root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{PPR}")
        return _with_paragraph(ParagraphLook(replace(run, size=max([run.size, *sizes]))), paragraph)

    def _paragraph(self, style_id: str) -> ParagraphLook:
        look = replace(self._base, run=self._run(style_id).over(self._base.run))
        for element in reversed(list(self._styles.own(style_id, PPR))):
            look = _with_paragraph(look, element)
        place = self._styles.list_of_style(style_id)
        indents = self._lists.get(place.num_id, self._lists[""]) if place else (0.0,)
        return replace(look, indent=max(look.indent, indents[min((place and place.level) or 0, len(indents) - 1)]))

    def _run(self, style_id: str) -> RunLook:
        found = self._styles.look(style_id).items()
        return run_look({tag.rpartition("}")[2]: attributes(each) for tag, each in found}, self._fonts)

    def _cell_margins(self, sides: str) -> float:
        """The widest margins of both sides together that a table style gives."""
        margins = (each for each in self._elements if each.tag == w("tblCellMar"))
        wanted = frozenset(sides.split())
        return max((width_of_margins(_properties_of(each), wanted) for each in margins), default=0)


def width_of_margins(margins: Mapping[str, Mapping[str, str]], sides: frozenset[str]) -> float:
    """The margins on some sides together, of the elements of `w:tblCellMar` or `w:tcMar` by their names."""
    return sum(integer(of.get("w")) for side, of in margins.items() if side in sides)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _properties_of(properties: Element | None) -> dict[str, dict[str, str]]:
    return {} if properties is None else {_local(each): attributes(each) for each in properties}


def _with_paragraph(look: ParagraphLook, properties: Element | None) -> ParagraphLook:
    """The look with what a `w:pPr` of a style says instead."""
    own = _properties_of(properties)
    look = with_spacing(look, own["spacing"]) if "spacing" in own else look
    return replace(look, indent=indent_of(own["ind"])) if "ind" in own else look
