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
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from briefgen.findings import Place
from briefgen.opc.read import Package, read_package
from briefgen.opc.xml import Element
from briefgen.word.faults import PlacedTag
from briefgen.word.wml.comments import without_remarks
from briefgen.word.wml.ooxml import RPR, RUN, VAL, XML_SPACE, T, remove, w
from briefgen.word.wml.paragraph_text import paragraph_text
from briefgen.word.wml.parts import PartKind, Stories, taggable_parts
from briefgen.word.wml.places import Walk
from briefgen.word.wml.sites import RPR_ORDER
from briefgen.word.wml.styles import Styles
from briefgen.word.wml.tags import TagKind, find_tags
from briefgen.word.wording.units import Unit, has_words, units_of

_LOOK = re.compile(r"<(?P<number>\d+)>(?P<text>.*?)</(?P=number)>", re.DOTALL)
_DESCRIBED = {w("tblCaption"): (VAL,), w("tblDescription"): (VAL,)}
_PICTURE = re.compile(r"\}(?:docPr|cNvPr)$")
_PHRASE = re.compile(r"""(?<![\w.])_\(\s*(["'])(.*?)\1\s*\)|(["'])([^"']*)\3\s*\|\s*_(?![\w])""")


@dataclass(frozen=True)
class Wording:
    """What a template's fixed wording is to become.

    Attributes:
        translate: gives the translation of a unit, or None; the template's own words then stay.
        language: the BCP 47 tag of the template's own words, set on those that stay.
        mark: put before those that stay.
    """

    translate: Callable[[str], str | None]
    language: str = ""
    mark: str = ""


@dataclass(frozen=True)
class FixedText:
    """A piece of wording and where it stands; `phrase` says that it stands in a tag: `_("…")`."""

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
        if kind is PartKind.STORY and is_worded(title):
            root, _ = stories.take(part)
            found += _texts_of(root, styles, name, title)
    return found


def is_worded(title: str) -> bool:
    """Whether a part, by a drafter's word for it, holds wording; comments are for those who work on the template."""
    return not title.startswith("comments")


def reword(root: Element, styles: Styles, wording: Wording) -> bool:
    """Puts translations into a story; whether anything was changed."""
    changed = False
    for paragraph, _ in list(Walk(styles).paragraphs(_story(root))):
        for unit in reversed(units_of(paragraph_text(paragraph))):
            changed |= _reword_unit(unit, wording)
    for element, name in _described(root):
        if translation := wording.translate(str(element.get(name))):
            element.set(name, translation)
            changed = True
    return changed


def _texts_of(root: Element, styles: Styles, file: str, title: str) -> Iterator[FixedText]:
    for paragraph, spot in Walk(styles).paragraphs(_story(root)):
        text = paragraph_text(paragraph)
        for unit in units_of(text):
            yield FixedText(unit.text, PlacedTag(_ANY_TAG, file, title, spot).place)
        for tag in find_tags(text.text):
            for phrase in _phrases(tag.code):
                yield FixedText(phrase, PlacedTag(tag, file, title, spot).place, phrase=True)
    for element, name in _described(root):
        yield FixedText(str(element.get(name)), Place(file, part=title, spot="alternative text"))


def unlike_tags(source: str, text: str) -> Iterator[tuple[str, int, int]]:
    """The tags and marks of looks that stand in a unit and its translation unlike often, with how often in each."""
    wanted, there = Counter(_marks(source)), Counter(_marks(text))
    yield from ((mark, wanted[mark], there[mark]) for mark in {**wanted, **there} if wanted[mark] != there[mark])


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
