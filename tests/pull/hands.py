"""Edits annexes as people do in Word: by chance, tracked or not, with a list of what was done.

Words are put in, taken out and exchanged, made bold; bullets are added, deleted and moved, rows too; figures changed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

from docx import Document
from lxml import etree

from briefgen.word.anchors.names import read_name, record_digest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NEW_WORDS = "quickly patrol harbour envoys twelve Lisbon fisheries audit summit vessels".split()
_WHO = ("Anna Berg", "Bernard Roux")


@dataclass
class Done:
    """What was done: words of items as they read now, by key; what is new, by point; what is gone; and figures.

    Attributes:
        bold: words that were made bold, by item.
        moved: whether anything stands in another order.
    """

    words: dict[str, str] = field(default_factory=dict)
    bold: dict[str, str] = field(default_factory=dict)
    new: list[tuple[str, str]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    figures: dict[str, str] = field(default_factory=dict)
    moved: bool = False


@dataclass
class Hand:
    """Somebody who edits an annex.

    Attributes:
        items: the keys of items with those of their points.
        figures: what figures say in the document, by name.
        tracked: whether changes are tracked.
    """

    random: Random
    items: dict[str, str]
    figures: dict[str, str]
    tracked: bool
    done: Done = field(default_factory=Done)

    def edit(self, data: bytes) -> bytes:
        """A file after some edits, saved by python-docx."""
        document = Document(io.BytesIO(data))
        self.body = document.element.body
        before = list(self._order())
        free = self.random.sample(sorted(self.items), len(self.items))
        for _ in range(self.random.randint(1, 4)):
            if free:
                self.random.choice(self._kinds())(free.pop())
        after = list(self._order())
        common = set(before) & set(after)
        self.done.moved = [each for each in before if each in common] != [each for each in after if each in common]
        document.save(saved := io.BytesIO())
        return saved.getvalue()

    def _kinds(self) -> list[Callable[[str], None]]:
        often: list[Callable[[str], None]] = [self.reword, self.reword, self.embolden, self.add, self.delete]
        return [*often, self.change_figure, *([] if self.tracked else [self.move])]

    def paragraph(self, item: str) -> Any:
        """The paragraph of an item, by its anchor."""
        digest = record_digest([self.items[item], item])
        for mark in self.body.iter(f"{W}bookmarkStart"):
            name = read_name(mark.get(f"{W}name"))
            if name and not name.is_row and name.record == digest:
                return mark.getparent()
        raise LookupError(item)

    def reword(self, item: str) -> None:
        """Puts a word in, takes one out or exchanges one: outside of values, which have no such words."""
        paragraph = self.paragraph(item)
        run, word = self.random.choice(list(_words_of(paragraph)))
        other = self.random.choice(_NEW_WORDS)
        how = self.random.choice(("in", "out", "for"))
        new = {"in": f"{word} {other}", "out": "", "for": other}[how]
        self._replace(run, word, new)
        self.done.words[item] = shown(paragraph)

    def embolden(self, item: str) -> None:
        """Makes a word bold."""
        paragraph = self.paragraph(item)
        looks = (f"{W}rPr/{W}b", f"{W}rPr/{W}rStyle")
        plain_words = [each for each in _words_of(paragraph) if all(each[0].find(look) is None for look in looks)]
        run, word = self.random.choice(plain_words)
        _, middle, _ = _split(run, word)
        properties = middle.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            middle.insert(0, properties)
        properties.insert(0, etree.Element(f"{W}b"))
        self.done.bold[item] = word
        self.done.words[item] = shown(paragraph)

    def add(self, item: str) -> None:
        """A bullet behind another one, as Enter makes it."""
        paragraph = self.paragraph(item)
        words = " ".join(self.random.sample(_NEW_WORDS, 4)).capitalize() + "."
        new = etree.Element(f"{W}p")
        if (properties := paragraph.find(f"{W}pPr")) is not None:
            new.append(deepcopy(properties))
        run = etree.SubElement(new, f"{W}r")
        etree.SubElement(run, f"{W}t").text = words
        paragraph.addnext(new)
        if self.tracked:
            _track(run, "ins", self._who())
            _mark(new, "ins", self._who())
        self.done.new.append((self.items[item], words))

    def delete(self, item: str) -> None:
        """Deletes a bullet; the last one of a cell stays as an empty paragraph, as in Word."""
        paragraph = self.paragraph(item)
        if self.tracked:
            for run in list(paragraph.iter(f"{W}r")):
                _track(run, "del", self._who())
            following = paragraph.getnext()
            if following is not None and following.tag == f"{W}p":
                _mark(paragraph, "del", self._who())
        elif len(list(paragraph.getparent().iterchildren(f"{W}p"))) > 1:
            paragraph.getparent().remove(paragraph)
        else:
            for run in list(paragraph.iter(f"{W}r")):
                run.getparent().remove(run)
        self.done.gone.add(item)

    def change_figure(self, item: str) -> None:
        """Another number where a figure is printed; only where one is that no other edit has touched."""
        paragraph = self.paragraph(item)
        for name, words in self.figures.items():
            run = next((run for run in paragraph.iter(f"{W}r") if words in text_of(run)), None)
            if run is not None and name not in self.done.figures:
                number = re.search(r"\d+", words)
                assert number, "a figure has digits"
                new = str(self.random.randint(501, 999))
                self._replace(run, words, words.replace(number[0], new))
                self.done.figures[name] = words.replace(number[0], new)
                return

    def move(self, item: str) -> None:
        """Moves a bullet to the top of its cell, or its row to the end of the table."""
        paragraph = self.paragraph(item)
        first = next(paragraph.getparent().iterchildren(f"{W}p"))
        row = next(paragraph.iterancestors(f"{W}tr"))
        if first is not paragraph:
            first.addprevious(paragraph)
        elif row.getnext() is not None:
            row.getparent().append(row)

    def _order(self) -> Iterator[str]:
        names = (mark.get(f"{W}name") or "" for mark in self.body.iter(f"{W}bookmarkStart"))
        return (name for name in names if name.startswith("_bgp"))

    def _who(self) -> str:
        return self.random.choice(_WHO)

    def _replace(self, run: Any, old: str, new: str) -> None:
        _, middle, _ = _split(run, old)
        if self.tracked:
            _exchange(middle, new, self._who())
        else:
            middle.find(f"{W}t").text = new


def replace_tracked(body: Any, old: str, new: str, who: str) -> None:
    """Replaces some words, wherever they stand, with tracked changes."""
    for run in [each for each in body.iter(f"{W}r") if old in text_of(each)]:
        _exchange(_split(run, old)[1], new, who)


def _exchange(run: Any, new: str, who: str) -> None:
    if new:
        inserted = deepcopy(run)
        inserted.find(f"{W}t").text = new
        run.addnext(inserted)
        _track(inserted, "ins", who)
    _track(run, "del", who)


def text_of(run: Any) -> str:
    """The text of a run."""
    return "".join(each.text or "" for each in run.iterchildren(f"{W}t"))


def shown(paragraph: Any) -> str:
    """The words of a paragraph with all changes accepted."""
    return " ".join("".join(each.text or "" for each in paragraph.iter(f"{W}t")).split())


def _words_of(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """Words that stand once in the paragraph, with their runs; those of dates and amounts are left out."""
    everything = shown(paragraph)
    for run in paragraph.iter(f"{W}r"):
        for word in re.findall(r"(?<![\w{])[a-z]{4,}(?!\w)", text_of(run)):
            if len(re.findall(rf"\b{word}\b", everything)) == 1 and word not in ("million", "spring"):
                yield run, word


def _split(run: Any, words: str) -> tuple[Any, Any, Any]:
    """A run as three, of which the middle one has the words alone."""
    before, _, after = text_of(run).partition(words)
    pieces = [run, deepcopy(run), deepcopy(run)]
    run.addnext(pieces[2])
    run.addnext(pieces[1])
    for piece, text in zip(pieces, (before, words, after), strict=True):
        for each in list(piece.iterchildren(f"{W}t"))[1:]:
            piece.remove(each)
        shown_text = piece.find(f"{W}t")
        shown_text.text = text
        shown_text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return pieces[0], pieces[1], pieces[2]


def _track(run: Any, kind: str, who: str) -> None:
    """Marks a run as inserted or deleted."""
    around = etree.Element(f"{W}{kind}", _revision(who))
    run.addprevious(around)
    around.append(run)
    if kind == "del":
        for text in list(run.iterchildren(f"{W}t")):
            text.tag = f"{W}delText"


def _mark(paragraph: Any, kind: str, who: str) -> None:
    """Marks the end of a paragraph as inserted or deleted."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    looks = properties.find(f"{W}rPr")
    if looks is None:
        looks = etree.SubElement(properties, f"{W}rPr")
    looks.insert(0, etree.Element(f"{W}{kind}", _revision(who)))


def _revision(who: str) -> dict[str, str]:
    return {f"{W}id": "9", f"{W}author": who, f"{W}date": "2023-03-18T09:00:00Z"}
