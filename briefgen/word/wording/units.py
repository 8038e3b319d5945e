"""Cutting the text of a paragraph into the units that are translated whole; see `briefgen.word.wording.fixed`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefgen.opc.fields import FieldStack
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import RPR, RUN, ancestor, w
from briefgen.word.wml.paragraph_text import Atom, ParagraphText
from briefgen.word.wml.sites import fragment
from briefgen.word.wml.tags import Tag, TagKind, find_tags

_HYPHENS = frozenset({w("noBreakHyphen"), w("softHyphen")})
_SIMPLE_FIELD = w("fldSimple")
# what Word notes beside a look: the language of the spelling checker, and that it is not to check
_NO_LOOK = frozenset({w("lang"), w("noProof")})
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_Letters = list[tuple[int, str]]


@dataclass(frozen=True)
class Unit:
    """A unit of translation in a paragraph.

    Attributes:
        text: as a translator sees it.
        start: its first character in the paragraph's text; `end` is behind its last.
        looks: the properties of the runs it stands in, that of its beginning first; None for a run without any.
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
        """The runs that it stands in."""
        touched = (atom for atom in self.whole.atoms if atom.start < self.end and self.start < atom.end)
        return list(dict.fromkeys(run for atom in touched if (run := ancestor(atom.element, RUN)) is not None))


def has_words(text: str) -> bool:
    """Whether there is a letter in a text outside of its tags."""
    return any(letter.isalpha() for letter in _TAG.sub("", text))


def units_of(whole: ParagraphText) -> list[Unit]:
    """The units of a paragraph in order; none where a tag in it is not whole."""
    if not has_words(whole.text):
        return []
    tags = list(find_tags(whole.text))
    if any(tag.fault for tag in tags):
        return []
    return [unit for start, end in _stretches(whole, tags) for unit in _unit(whole, start, end, tags)]


def _stretches(whole: ParagraphText, tags: Sequence[Tag]) -> Iterator[tuple[int, int]]:
    """What stands between statements, fields, objects, breaks and the ends of links."""
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
    """For each character what its run stands in; None where it is no text to be translated."""
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
    """Without the spaces at the ends, and without what stands there in another look and has no letters."""
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
