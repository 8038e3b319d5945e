"""The fields of a story, their codes and results, and the text that is shown.

Source: ECMA-376 part 1, 17.16 (fields), 17.16.5 (their codes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.fields import FieldStack
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import FALLBACK, RPR, RUN, TXBX_CONTENT, XML_SPACE, P, T, ancestor, w

CHAR, INSTRUCTION, SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
TYPE, DIRTY = w("fldCharType"), w("dirty")
_SHOWN = {T: None, w("tab"): " ", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "\u2011"}


_PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\\S)|([^\s"]+)')
# switches that take a word behind them, by the field's name
_TAKING: Mapping[str, frozenset[str]] = {
    "TOC": frozenset("abcdflopst"),
    "SEQ": frozenset("rs"),
    "REF": frozenset("d"),
}
_GENERAL = frozenset("*#@")


class FieldCode(Struct, frozen=True):
    """What a field asks for.

    Attributes:
        name: in capitals: "SEQ", "REF", "TOC" …
        words: the words behind the name that belong to no switch.
        switches: each switch by its letter, with the word behind it or "".
    """

    name: str
    words: tuple[str, ...]
    switches: Mapping[str, str]

    @property
    def first(self) -> str:
        """The first word behind the name, "" without one."""
        return self.words[0] if self.words else ""

    def has(self, letters: str) -> bool:
        """Whether one of the switches is there."""
        return any(letter in self.switches for letter in letters)


def field_code(code: str) -> FieldCode:
    """The pieces of a field's code."""
    pieces = [(quoted + word, switch) for quoted, switch, word in _PIECE.findall(code)]
    name = pieces[0][0].upper() if pieces else ""
    words, switches = _sorted_out(pieces[1:], _TAKING.get(name, frozenset()) | _GENERAL)
    return FieldCode(name, tuple(words), switches)


def _sorted_out(pieces: Iterable[tuple[str, str]], taking: frozenset[str]) -> tuple[list[str], dict[str, str]]:
    words: list[str] = []
    switches: dict[str, str] = {}
    waiting = ""
    for word, switch in pieces:
        if switch:
            waiting = switch[1].lower()
            switches.setdefault(waiting, "")
            waiting = waiting if waiting in taking else ""
        elif waiting:
            switches[waiting], waiting = word, ""
        else:
            words.append(word)
    return words, switches


class FoundField(Struct):
    """A field: the runs of its signs, or the one element of a simple field.

    Attributes:
        begin: the run of its begin sign, or the `w:fldSimple`.
        instructions: the `w:instrText` elements of its code, without those of fields inside it.
        separate, end: the runs of these signs; None for a simple field or where they are missing.
        in_another: whether it is in the result of another field, such as a table of contents.
    """

    begin: Element
    instructions: list[Element] = field(default_factory=list)
    separate: Element | None = None
    end: Element | None = None
    in_another: bool = False

    @property
    def code(self) -> FieldCode:
        """Its code in pieces."""
        if self.begin.tag == SIMPLE:
            return field_code(self.begin.get(w("instr")) or "")
        return field_code("".join(each.text or "" for each in self.instructions))

    def set_code(self, code: str) -> None:
        """Replaces its code."""
        if self.begin.tag == SIMPLE:
            self.begin.set(w("instr"), f" {code} ")
        else:
            self.instructions[0].text = f" {code} "
            for more in self.instructions[1:]:
                more.text = ""

    def mark_dirty(self, *, dirty: bool) -> None:
        """Marks whether Word is to compute it when it opens the document (`w:dirty`, 17.16.18)."""
        sign = self.begin if self.begin.tag == SIMPLE else self.begin.find(CHAR)
        if sign is None:
            return
        if dirty:
            sign.set(DIRTY, "true")
        elif DIRTY in sign.attrib:
            del sign.attrib[DIRTY]

    def set_result(self, text: str) -> bool:
        """Replaces its result by a text; False where the result is more than runs of one paragraph."""
        if self.begin.tag == SIMPLE:
            look = self.begin.find(f"{RUN}/{RPR}")
            for child in list(self.begin):
                self.begin.remove(child)
            self.begin.append(_run(text, look))
            return True
        return self._set_between(text)

    def _set_between(self, text: str) -> bool:
        parent = self.begin.getparent()
        if parent is None or self.end is None or self.end.getparent() is not parent:
            return False
        separate = self.separate
        if separate is None:
            separate = etree.Element(RUN)
            etree.SubElement(separate, CHAR).set(TYPE, "separate")
            self.end.addprevious(separate)
        result = list(parent)[parent.index(separate) + 1 : parent.index(self.end)]
        look = next((each.find(RPR) for each in result if each.tag == RUN), self.begin.find(RPR))
        for each in result:
            if each.tag not in (w("bookmarkStart"), w("bookmarkEnd")):
                parent.remove(each)
        self.end.addprevious(_run(text, look))
        return True


def _run(text: str, look: Element | None) -> Element:
    run = etree.Element(RUN)
    if look is not None:
        run.append(deepcopy(look))
    shown = etree.SubElement(run, T)
    shown.set(XML_SPACE, "preserve")
    shown.text = text
    return run


def fields_in(story: Element) -> list[FoundField]:
    """The fields of a story in the order in which they begin; not those of drawings for old programs."""
    found: list[FoundField] = []
    stack = FieldStack[FoundField]()
    for element in story.iter(CHAR, INSTRUCTION, SIMPLE):
        if ancestor(element, FALLBACK) is not None:
            continue
        if element.tag == INSTRUCTION:
            if stack.open and stack.open[-1].instructing:
                stack.open[-1].data.instructions.append(element)
        elif element.tag == SIMPLE:
            found.append(FoundField(element, in_another=bool(stack.open)))
        elif (run := element.getparent()) is not None:
            found += _turn(stack, run, element.get(TYPE) or "")
    return [each for each in found if each.begin.tag == SIMPLE or (each.instructions and each.end is not None)]


def results_in(story: Element, names: frozenset[str]) -> Iterator[Element]:
    """The texts (`w:t`) in the results of the fields of a story that have one of the names; formulas are called "="."""
    stack = FieldStack[list[str]]()
    for element in story.iter(CHAR, INSTRUCTION, T):
        if element.tag == CHAR:
            stack.turn(element.get(TYPE) or "", [])
        elif element.tag == INSTRUCTION and stack.open:
            stack.open[-1].data.append(element.text or "")
        elif any(not each.instructing and _name_of("".join(each.data)) in names for each in stack.open):
            yield element
    for simple in story.iter(SIMPLE):
        if _name_of(simple.get(w("instr")) or "") in names:
            yield from simple.iter(T)


def _name_of(code: str) -> str:
    return "=" if code.lstrip().startswith("=") else field_code(code).name


def _turn(stack: FieldStack[FoundField], run: Element, kind: str) -> Iterator[FoundField]:
    """Follows the sign in a run; the field that begins with it, if one does."""
    field = stack.turn(kind, FoundField(run, in_another=bool(stack.open)))
    if field is not None and kind == "begin":
        yield field
    elif field is not None and kind == "separate":
        field.separate = run
    elif field is not None:
        field.end = run


def shown_text(elements: Iterator[Element]) -> str:
    """The text that the elements show: results of fields, not their codes; breaks as spaces."""
    pieces: list[str] = []
    stack = FieldStack[None]()
    for each in elements:
        if each.tag == CHAR:
            stack.turn(each.get(TYPE) or "", None)
        elif each.tag in _SHOWN and not stack.in_instruction:
            pieces.append(_SHOWN[str(each.tag)] or each.text or "")
    return "".join(pieces)


def own_elements(paragraph: Element) -> Iterator[Element]:
    """The elements of a paragraph itself, without those of text boxes in it."""
    for each in paragraph.iter(CHAR, *_SHOWN):
        if each.getparent().tag not in (w("tabs"),) and ancestor(each, P) is paragraph:  # type: ignore[union-attr]
            yield each


def paragraph_words(paragraph: Element) -> str:
    """What a paragraph says, on one line."""
    return " ".join(shown_text(own_elements(paragraph)).replace("\u00a0", "\ufdd0").split()).replace("\ufdd0", "\u00a0")


def is_in_text_box(element: Element) -> bool:
    """Whether an element stands in a text box."""
    return ancestor(element, TXBX_CONTENT) is not None
