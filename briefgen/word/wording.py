"""The fixed wording of a template: what is to be translated of it, and putting a translation in its place.

A unit is what a person reads in one go: the text of a paragraph between statements (`{% if … %}`), fields (page
numbers), tabs, breaks, pictures and the ends of links. Values (`{{ … }}`) belong to it as typed, so that a language
may put them in its own order; spaces at its ends do not. A unit in several looks has the look of its beginning; what
looks different stands between `<1>` and `</1>`, the next look between `<2>` and `</2>`. What begins or ends a
paragraph in another look and has no letter of its own (a value in bold) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby

from lxml import etree
from msgspec import Struct

from briefgen.findings import Place
from briefgen.opc.fields import FieldStack
from briefgen.opc.read import Package, read_package
from briefgen.opc.xml import Element
from briefgen.word.faults import PlacedTag
from briefgen.word.wml.comments import without_remarks
from briefgen.word.wml.ooxml import RPR, RUN, VAL, XML_SPACE, T, ancestor, remove, w
from briefgen.word.wml.paragraph_text import Atom, ParagraphText, paragraph_text
from briefgen.word.wml.parts import PartKind, Stories, taggable_parts
from briefgen.word.wml.places import Walk
from briefgen.word.wml.sites import RPR_ORDER, fragment
from briefgen.word.wml.styles import Styles
from briefgen.word.wml.tags import Tag, TagKind, find_tags

_LOOK = re.compile(r"<(?P<number>\d+)>(?P<text>.*?)</(?P=number)>", re.DOTALL)
_DESCRIBED = {w("tblCaption"): (VAL,), w("tblDescription"): (VAL,)}
_PICTURE = re.compile(r"\}(?:docPr|cNvPr)$")
_PHRASE = re.compile(r"""(?<![\w.])_\(\s*(["'])(.*?)\1\s*\)|(["'])([^"']*)\3\s*\|\s*_(?![\w])""")


class Wording(Struct, frozen=True):
    """What a template's fixed wording is to become.

    Attributes:
        translate: gives the translation of a unit, or None; the template's own words then stay.
        language: the BCP 47 tag of the template's own words, set on those that stay.
        mark: put before those that stay.
    """

    translate: Callable[[str], str | None]
    language: str = ""
    mark: str = ""


class FixedText(Struct, frozen=True):
    """A piece of wording and its place; `phrase` is true where it is in a tag: `_("…")`."""

    text: str
    place: Place
    phrase: bool = False


def fixed_texts(data: bytes, name: str) -> list[FixedText]:
    """The wording of a template, without that of files that it includes.

    Raises:
        PackageRefusedError: the file is no Word document, or a dangerous one.
    """
    package = without_remarks(read_package(data, name))
    stories, styles = Stories(package), _styles(package)
    found: list[FixedText] = []
    for part, title, kind in taggable_parts(package):
        if kind is PartKind.STORY and holds_wording(title):
            root, _ = stories.take(part)
            found += _texts_of(root, styles, name, title)
    return found


def holds_wording(title: str) -> bool:
    """Whether a part, by a drafter's word for it, holds wording; comments are for those who work on the template."""
    return not title.startswith("comments")


def reword(root: Element, styles: Styles, wording: Wording) -> bool:
    """Puts translations into a story; whether anything was changed."""
    changed = False
    for paragraph, _ in list(Walk(styles).paragraphs(_story(root))):
        for unit in reversed(find_units(paragraph_text(paragraph))):
            changed |= _reword_unit(unit, wording)
    for element, name in _described(root):
        if translation := wording.translate(str(element.get(name))):
            element.set(name, translation)
            changed = True
    return changed


def _texts_of(root: Element, styles: Styles, file: str, title: str) -> Iterator[FixedText]:
    for paragraph, spot in Walk(styles).paragraphs(_story(root)):
        text = paragraph_text(paragraph)
        for unit in find_units(text):
            yield FixedText(unit.text, PlacedTag(_ANY_TAG, file, title, spot).place)
        for tag in find_tags(text.text):
            for phrase in _phrases(tag.code):
                yield FixedText(phrase, PlacedTag(tag, file, title, spot).place, phrase=True)
    for element, name in _described(root):
        yield FixedText(str(element.get(name)), Place(file, part=title, spot="alternative text"))


def unlike_tags(source: str, text: str) -> Iterator[tuple[str, int, int]]:
    """The tags and marks of looks that a unit and its translation hold unlike often, with how often in each.

    A day inside a sentence, `when(…)`, may be the day alone: a translation may have a preposition of its own.
    """
    wanted, there = Counter(_marks(source)), Counter(_marks(text))
    for mark in [each for each in there if each.startswith("{{ date(") and there[each] > wanted[each]]:
        inside = mark.replace("{{ date(", "{{ when(", 1)
        alone = min(there[mark] - wanted[mark], max(wanted[inside] - there[inside], 0))
        there[mark] -= alone
        there[inside] += alone
    yield from ((mark, wanted[mark], there[mark]) for mark in {**wanted, **there} if wanted[mark] != there[mark])


def value_in(text: str) -> str:
    """What stands inside the first value of a unit, such as `offers`; "" where it has none."""
    return next((tag.code for tag in find_tags(text) if tag.kind is TagKind.VALUE), "")


def _marks(text: str) -> Iterator[str]:
    """Tags with one space at their ends, however they are typed, and marks of looks."""
    for tag in find_tags(text):
        yield tag.typed if tag.kind is not TagKind.VALUE or tag.level else f"{{{{ {tag.code} }}}}"
    yield from re.findall(r"</?\d+>", text)


_ANY_TAG = next(iter(find_tags("{{ x }}")))


def _phrases(code: str) -> Iterator[str]:
    for match in _PHRASE.finditer(code):
        yield match[2] if match[2] is not None else match[4]


def _described(root: Element) -> Iterator[tuple[Element, str]]:
    """Attributes that readers of the screen hear: what tables and pictures show."""
    for element in root.iter():
        tag = str(element.tag)
        names = _DESCRIBED.get(tag, ("title", "descr") if _PICTURE.search(tag) else ())
        yield from ((element, name) for name in names if has_words(element.get(name) or ""))


def _reword_unit(unit: Unit, wording: Wording) -> bool:
    translation = wording.translate(unit.text)
    if translation == unit.text:
        return False
    if translation is not None:
        _put(unit, translation)
    else:
        if wording.language:
            for run in unit.runs:
                _set_language(run, wording.language)
        if wording.mark:
            unit.whole.splice(unit.start, unit.start + 1, wording.mark + unit.text_at_start)
    return True


def _put(unit: Unit, translation: str) -> None:
    element, looks = unit.first, unit.looks
    offset = unit.offset
    unit.whole.splice(unit.start, unit.end, translation if len(looks) < 2 else "")
    if len(looks) > 1:
        _spread(element, offset, list(_stretches(translation)), looks)


def _stretches(translation: str) -> Iterator[tuple[int, str]]:
    """The pieces of a translation, each with the number of its look; 0 is that of the beginning."""
    position = 0
    for match in _LOOK.finditer(translation):
        yield 0, translation[position : match.start()]
        yield int(match["number"]), match["text"]
        position = match.end()
    yield 0, translation[position:]


def _spread(text: Element, offset: int, stretches: list[tuple[int, str]], looks: tuple[Element | None, ...]) -> None:
    """Puts stretches of text behind a place in a `w:t`, each as a run with its look; what followed goes on behind."""
    run = text.getparent()
    assert run is not None, "a w:t stands in a run"
    typed = text.text or ""
    text.text = typed[:offset]
    runs = [_run(looks[number if number < len(looks) else 0], piece) for number, piece in stretches if piece]
    rest = _run(run.find(RPR), typed[offset:])
    rest.extend(list(text.itersiblings()))
    if typed[offset:] or len(rest) > 1 + (run.find(RPR) is not None):
        runs.append(rest)
    for new in reversed(runs):
        run.addnext(new)
    if not text.text and text.getprevious() in (None, run.find(RPR)):
        remove(run)


def _run(look: Element | None, text: str) -> Element:
    run = etree.Element(RUN)
    if look is not None:
        run.append(deepcopy(look))
    written = etree.SubElement(run, T)
    written.text = text
    written.set(XML_SPACE, "preserve")
    return run


def _set_language(run: Element, tag: str) -> None:
    properties = run.find(RPR)
    if properties is None:
        properties = etree.Element(RPR)
        run.insert(0, properties)
    language = properties.find(w("lang"))
    if language is None:
        language = etree.SubElement(properties, w("lang"))
        properties[:] = sorted(properties, key=lambda each: RPR_ORDER.get(etree.QName(each).localname, len(RPR_ORDER)))
    language.set(VAL, tag)


def _story(root: Element) -> Element:
    body = root.find(w("body"))
    return root if body is None else body


def _styles(package: Package) -> Styles:
    names = package.related_parts(package.main_part, "styles")
    return Styles(package.xml(names[0]) if names else None)


_HYPHENS = frozenset({w("noBreakHyphen"), w("softHyphen")})
_SIMPLE_FIELD = w("fldSimple")
# what Word notes beside a look: the language of the spelling checker, and that it is not to check
_NO_LOOK = frozenset({w("lang"), w("noProof")})
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_Letters = list[tuple[int, str]]


class Unit(Struct, frozen=True):
    """A unit of translation in a paragraph.

    Attributes:
        text: as a translator sees it.
        start: its first character in the paragraph's text; `end` is behind its last.
        looks: the properties of its runs, that of its beginning first; None for a run without any.
    """

    whole: ParagraphText
    start: int
    end: int
    text: str
    looks: tuple[Element | None, ...]

    @property
    def first(self) -> Element:
        """The `w:t` that it begins in."""
        return self.whole.atom_at(self.start).element

    @property
    def offset(self) -> int:
        """Where it begins in that element."""
        return self.start - self.whole.atom_at(self.start).start

    @property
    def text_at_start(self) -> str:
        """Its first character."""
        return self.whole.text[self.start]

    @property
    def runs(self) -> list[Element]:
        """Its runs."""
        touched = (atom for atom in self.whole.atoms if atom.start < self.end and self.start < atom.end)
        return list(dict.fromkeys(run for atom in touched if (run := ancestor(atom.element, RUN)) is not None))


def has_words(text: str) -> bool:
    """Whether there is a letter in a text outside of its tags."""
    return any(letter.isalpha() for letter in _TAG.sub("", text))


def find_units(whole: ParagraphText) -> list[Unit]:
    """The units of a paragraph in order; none where a tag in it is not whole."""
    if not has_words(whole.text):
        return []
    tags = list(find_tags(whole.text))
    if any(tag.fault for tag in tags):
        return []
    return [unit for start, end in _translatable_ranges(whole, tags) for unit in _unit(whole, start, end, tags)]


def _translatable_ranges(whole: ParagraphText, tags: Sequence[Tag]) -> Iterator[tuple[int, int]]:
    """The ranges between statements, fields, objects, breaks and the ends of links."""
    keys = _keys(whole)
    for tag in tags:
        cuts = tag.kind is not TagKind.VALUE or tag.level not in ("", "r")
        if cuts or len({keys[at] for at in range(tag.start, tag.end)}) > 1:
            keys[tag.start : tag.end] = [None] * (tag.end - tag.start)
    for key, positions in groupby(range(len(keys)), lambda at: keys[at]):
        if key is not None:
            found = list(positions)
            yield found[0], found[-1] + 1


def _keys(whole: ParagraphText) -> list[Element | None]:
    """For each character the element around its run; None where it is no text to be translated."""
    keys: list[Element | None] = []
    in_field = _in_fields(whole)
    for atom, field in zip(whole.atoms, in_field, strict=True):
        run = ancestor(atom.element, RUN)
        holder = run.getparent() if run is not None else None
        is_text = (atom.is_text or atom.element.tag in _HYPHENS) and not field
        is_text = is_text and holder is not None and holder.tag != _SIMPLE_FIELD
        keys += [holder if is_text else None] * atom.length
    return keys


def _in_fields(whole: ParagraphText) -> list[bool]:
    """For each atom whether it is what a field has last come to, such as a page number."""
    stack, inside = FieldStack[None](), []
    for atom in whole.atoms:
        stack.turn(atom.element.get(w("fldCharType")) or "", None)
        inside.append(bool(stack.open))
    return inside


def _unit(whole: ParagraphText, start: int, end: int, tags: Sequence[Tag]) -> Iterator[Unit]:
    letters = _looks(whole, start, end, tags)
    first, last = _trimmed(whole.text[start:end], letters)
    start, end, letters = start + first, start + last, letters[first:last]
    if not has_words(whole.text[start:end]):
        return
    numbers = {look: number for number, look in enumerate(dict.fromkeys(look for _, look in letters))}
    samples = {look: atom for atom, look in reversed(letters)}
    looks = tuple(_properties(whole.atoms[samples[look]]) for look in numbers)
    pieces = groupby(zip(whole.text[start:end], letters, strict=True), lambda each: numbers[each[1][1]])
    written = (_marked(number, "".join(letter for letter, _ in piece)) for number, piece in pieces)
    yield Unit(whole, start, end, "".join(written), looks)


def _marked(number: int, text: str) -> str:
    return f"<{number}>{text}</{number}>" if number else text


def _looks(whole: ParagraphText, start: int, end: int, tags: Sequence[Tag]) -> _Letters:
    """For each character the number of its atom and its look; a tag has the look of its first character."""
    letters: _Letters = []
    for number, atom in enumerate(whole.atoms):
        letters += [(number, _look(atom))] * max(0, min(end, atom.end) - max(start, atom.start))
    for tag in tags:
        if start <= tag.start < end:
            length = tag.end - tag.start
            letters[tag.start - start : tag.end - start] = [letters[tag.start - start]] * length
    return letters


def _trimmed(text: str, letters: _Letters) -> tuple[int, int]:
    """Without the spaces at the ends, and without what has another look there and no letters."""
    groups = [list(each) for _, each in groupby(range(len(text)), lambda at: letters[at][1])]
    while len(groups) > 1 and not has_words(_text(text, groups[0])):
        groups.pop(0)
    while len(groups) > 1 and _differs(letters, groups) and not has_words(_text(text, groups[-1])):
        groups.pop()
    first, last = (groups[0][0], groups[-1][-1] + 1) if groups else (0, 0)
    inside = text[first:last]
    return first + len(inside) - len(inside.lstrip()), last - len(inside) + len(inside.rstrip())


def _differs(letters: _Letters, groups: Sequence[list[int]]) -> bool:
    return letters[groups[0][0]][1] != letters[groups[-1][0]][1]


def _text(text: str, group: Sequence[int]) -> str:
    return text[group[0] : group[-1] + 1]


def _properties(atom: Atom) -> Element | None:
    run = ancestor(atom.element, RUN)
    return None if run is None else run.find(RPR)


def _look(atom: Atom) -> str:
    properties = _properties(atom)
    return "" if properties is None else "".join(fragment(each) for each in properties if each.tag not in _NO_LOOK)
