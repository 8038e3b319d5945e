"""The fields of a story as they stand in its tree, with their results."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.references.field_code import FieldCode, field_code
from briefgen.word.wml.ooxml import PPR, RPR, RUN, TXBX_CONTENT, XML_SPACE, P, T, ancestor, w

CHAR, INSTRUCTION, SIMPLE = w("fldChar"), w("instrText"), w("fldSimple")
TYPE, DIRTY = w("fldCharType"), w("dirty")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN = {T: None, w("tab"): " ", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "\u2011"}


@dataclass(slots=True)
class FoundField:
    """A field: the runs of its signs, or the one element of a simple field.

    Attributes:
        begin: the run of its begin sign, or the `w:fldSimple`.
        instructions: the `w:instrText` elements of its code, without those of fields inside it.
        separate, end: the runs of these signs; None for a simple field or where they are missing.
        in_another: it stands in the result of another field, such as a table of contents.
    """

    begin: Element
    instructions: list[Element] = field(default_factory=list)
    separate: Element | None = None
    end: Element | None = None
    in_another: bool = False

    @property
    def code(self) -> FieldCode:
        """What it asks for."""
        if self.begin.tag == SIMPLE:
            return field_code(self.begin.get(w("instr")) or "")
        return field_code("".join(each.text or "" for each in self.instructions))

    def ask(self, code: str) -> None:
        """Gives it another code."""
        if self.begin.tag == SIMPLE:
            self.begin.set(w("instr"), f" {code} ")
        else:
            self.instructions[0].text = f" {code} "
            for more in self.instructions[1:]:
                more.text = ""

    def mark(self, *, outdated: bool) -> None:
        """Says whether Word is to work it out anew on opening the document (17.16.18)."""
        sign = self.begin if self.begin.tag == SIMPLE else self.begin.find(CHAR)
        if sign is None:
            return
        if outdated:
            sign.set(DIRTY, "true")
        elif DIRTY in sign.attrib:
            del sign.attrib[DIRTY]

    def answer(self, text: str) -> bool:
        """Puts a text in place of its result; False where the result is more than runs of one paragraph."""
        if self.begin.tag == SIMPLE:
            look = self.begin.find(f"{RUN}/{RPR}")
            for child in list(self.begin):
                self.begin.remove(child)
            self.begin.append(_run(text, look))
            return True
        return self._answer_between(text)

    def _answer_between(self, text: str) -> bool:
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
    open_fields: list[FoundField] = []
    for element in story.iter(CHAR, INSTRUCTION, SIMPLE):
        if ancestor(element, _FALLBACK) is not None:
            continue
        if element.tag == INSTRUCTION:
            if open_fields and open_fields[-1].separate is None:
                open_fields[-1].instructions.append(element)
        elif element.tag == SIMPLE:
            found.append(FoundField(element, in_another=bool(open_fields)))
        else:
            _sign(element, found, open_fields)
    return [each for each in found if each.begin.tag == SIMPLE or (each.instructions and each.end is not None)]


def _sign(sign: Element, found: list[FoundField], open_fields: list[FoundField]) -> None:
    run, kind = sign.getparent(), sign.get(TYPE)
    if run is None:
        return
    if kind == "begin":
        open_fields.append(FoundField(run, in_another=bool(open_fields)))
        found.append(open_fields[-1])
    elif kind == "separate" and open_fields:
        open_fields[-1].separate = run
    elif kind == "end" and open_fields:
        open_fields.pop().end = run


def shown_text(elements: Iterator[Element]) -> str:
    """The text that the elements show: results of fields, not their codes; breaks as spaces."""
    pieces: list[str] = []
    depth_of_code: list[bool] = []
    for each in elements:
        if each.tag == CHAR:
            _follow(each.get(TYPE) or "", depth_of_code)
        elif each.tag in _SHOWN and not any(depth_of_code):
            pieces.append(_SHOWN[str(each.tag)] or each.text or "")
    return "".join(pieces)


def _follow(kind: str, codes: list[bool]) -> None:
    """Keeps count of whether a code or a result is being read."""
    if kind == "begin":
        codes.append(True)
    elif kind == "separate" and codes:
        codes[-1] = False
    elif kind == "end" and codes:
        codes.pop()


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


def properties_of(paragraph: Element) -> Element:
    """The `w:pPr` of a paragraph, made where there is none."""
    found = paragraph.find(PPR)
    if found is None:
        found = etree.Element(PPR)
        paragraph.insert(0, found)
    return found
