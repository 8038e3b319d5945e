"""The text of one paragraph, with its looks as marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import PPR, RPR, RUN, VAL, R, local_name, value_of, w
from briefgen.word.wml.watermarks import watermark_in

_FALSE = frozenset({"0", "false", "off", "none"})
_WRAPPERS = frozenset({"ins", "del", "smartTag", "sdt", "sdtContent", "customXml", "moveFrom", "moveTo", "dir", "bdo"})
_SILENT = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd"})
_SILENT_IN_RUN = frozenset({"rPr", "fldChar", "lastRenderedPageBreak", "footnoteRef", "endnoteRef", "annotationRef"})
_CHARACTERS = {"tab": "\t", "br": "⏎", "cr": "⏎", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def style_names(styles: Element) -> dict[str, str]:
    """The names of the styles, as Word shows them, by id."""
    return {each.get(w("styleId")) or "": value_of(each, w("name")) for each in styles.iter(w("style"))}


@dataclass(frozen=True)
class _Piece:
    """A stretch of text with the marks around it."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass
class _Field:
    instruction: str = ""
    instructing: bool = True


@dataclass(frozen=True)
class Texts:
    """Says paragraphs of one part.

    Attributes:
        targets: the targets of the part's relationships, by id.
        styles: the names of the styles, by id.
    """

    targets: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)

    def paragraph(self, element: Element) -> str:
        """The paragraph's style and text; a text box's paragraphs follow on lines of their own."""
        style = value_of(element, f"{PPR}/{w('pStyle')}")
        number, level = (value_of(element, f"{PPR}/{w('numPr')}/{w(each)}") for each in ("numId", "ilvl"))
        name = self.styles.get(style, style) or "Normal"
        listed = f" (list {number}, level {level or 0})" if number else ""
        return f"[{name}{listed}] {_joined(self._pieces(element, (), []))}"

    def _pieces(self, parent: Element, marks: tuple[str, ...], fields: list[_Field]) -> Iterator[_Piece]:
        for child in parent:
            name = local_name(child)
            if child.tag == RUN:
                yield from self._run(child, marks, fields)
            elif name == "hyperlink":
                pieces = list(self._pieces(child, marks, fields))
                yield _Piece(f"[{_joined(iter(pieces))}]({self._target(child)})")
            elif name == "fldSimple":
                yield _Piece(f"{{field {' '.join((child.get(w('instr')) or '').split())}}}")
            elif name in _WRAPPERS:
                yield from self._pieces(child, (*marks, name) if name in {"ins", "del"} else marks, fields)
            elif name and name not in _SILENT and not name.endswith("Pr"):
                yield _Piece(f"<unknown w:{name}>")

    def _target(self, link: Element) -> str:
        anchor = link.get(w("anchor"))
        return f"#{anchor}" if anchor else self.targets.get(link.get(f"{{{R}}}id") or "", "nowhere")

    def _run(self, run: Element, marks: tuple[str, ...], fields: list[_Field]) -> Iterator[_Piece]:
        style = value_of(run, f"{RPR}/{w('rStyle')}")
        styled = (*marks, f"style {self.styles.get(style, style)}") if style and style != "Hyperlink" else marks
        looks = (*styled, *(mark for name, mark in (("b", "**"), ("i", "*")) if _is_on(run, name)))
        for child in run:
            text = self._text_of(child, fields)
            if text:
                yield _Piece(text, looks)

    def _text_of(self, child: Element, fields: list[_Field]) -> str:
        name = local_name(child)
        if name == "fldChar":
            return _turned(child.get(w("fldCharType")) or "", fields)
        if name in {"instrText", "delInstrText"} and fields:
            fields[-1].instruction += child.text or ""
            return ""
        if fields:
            return ""  # what Word last computed is not the document's own text
        if name in {"t", "delText"}:
            return child.text or ""
        return _CHARACTERS.get(name) or _NAMED.get(name, self._unknown)(child)

    def _unknown(self, child: Element) -> str:
        name = local_name(child)
        boxes = [f"\n  [box] {self.paragraph(each)}" for each in child.iter(w("p"))]
        if boxes or name == "drawing":
            return "".join(boxes) or _drawing(child)
        if name == "pict" and (word := watermark_in(child)):
            return f"<watermark {word}>"
        return "" if not name or name in _SILENT_IN_RUN else f"<unknown w:{name}>"


def _turned(kind: str, fields: list[_Field]) -> str:
    """Follows a field's marks; where one ends it gives the field."""
    if kind == "begin":
        fields.append(_Field())
    elif kind == "end" and fields:
        instruction = " ".join(fields.pop().instruction.split())
        return "" if fields else f"{{field {instruction}}}"
    return ""


def _is_on(run: Element, name: str) -> bool:
    toggle = run.find(f"{RPR}/{w(name)}")
    return toggle is not None and (toggle.get(VAL) or "true") not in _FALSE


def _drawing(element: Element) -> str:
    described = next((each for each in element.iter() if local_name(each) == "docPr"), None)
    return f"{{picture “{'' if described is None else described.get('descr', '')}”}}"


def _symbol(element: Element) -> str:
    return f"{{symbol {element.get(w('font'))} {element.get(w('char'))}}}"


def _note(element: Element) -> str:
    return f"[^{local_name(element).removesuffix('Reference')} {element.get(w('id'))}]"


_NAMED: dict[str, Callable[[Element], str]] = {
    "sym": _symbol,
    "footnoteReference": _note,
    "endnoteReference": _note,
    "commentReference": _note,
}


def _joined(pieces: Iterator[_Piece]) -> str:
    return "".join(
        _marked("".join(each.text for each in group), marks)
        for marks, group in groupby(pieces, lambda each: each.marks)
    )


def _marked(text: str, marks: tuple[str, ...]) -> str:
    """The text inside its marks, blanks at its edges left outside."""
    core = text.strip(" ")
    if not core or not marks:
        return text
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    for mark in reversed(marks):
        core = f"{mark}{core}{mark}" if mark.startswith("*") else f"{{{mark}: {core}}}"
    return f"{before}{core}{after}"
