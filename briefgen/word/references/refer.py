"""REF and NOTEREF fields get the results that Word would compute (ECMA-376-1, 17.16.5.41 and 17.16.5.50)."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.findings import Finding, did_you_mean, error
from briefgen.opc.xml import Element
from briefgen.word.references.bookmarks import Bookmark
from briefgen.word.references.document import RenderedDocument
from briefgen.word.state.rendering import Rendering
from briefgen.word.wml.fields import FieldCode, FoundField, paragraph_words
from briefgen.word.wml.ooxml import P, ancestor

_REFERRING = frozenset({"REF", "NOTEREF"})
_AS_IT_IS = frozenset({"", "MERGEFORMAT", "CHARFORMAT"})
_LONGEST = 60


class References:
    """The references of one rendered document; used once."""

    def __init__(self, document: RenderedDocument, rendering: Rendering) -> None:
        self._document = document
        self._rendering = rendering
        self._own = {name.casefold(): anchor for name, anchor in rendering.references.items()}
        self._paragraphs = {name.casefold() for name in rendering.anchored_paragraphs}

    def resolve(self) -> Iterator[Finding]:
        """Gives each reference its result; yields what cannot be referred to."""
        for field in self._document.fields:
            code = field.code
            if code.name in _REFERRING and code.first:
                own = self._own.get(code.first.casefold())
                yield from self._of_template(field, code) if own is None else self._of_text(field, code, own)

    def _of_text(self, field: FoundField, code: FieldCode, anchor: str) -> Iterator[Finding]:
        """A reference that a text or a word of the template has made."""
        name = code.first
        found = self._document.bookmarks.get(name.casefold()) or self._document.bookmarks.get(anchor.casefold(), [])
        if not found:
            yield self._missing(field, anchor)
        elif len(found) > 1:
            message = f"{_quoted(field)} refers to “{anchor}”, which stands in the document {len(found)} times"
            remedy = "Put it in once, or take the reference away."
            yield error("TPL-025", self._document.place(field.begin), message, remedy, anchor)
        else:
            yield from self._answer(field, found[0], anchor)

    def _answer(self, field: FoundField, target: Bookmark, anchor: str) -> Iterator[Finding]:
        mark = target.note_mark
        if target.name.casefold() in self._paragraphs:
            yield from self._answer_by_paragraph(field, target, anchor)
        elif mark is not None and not target.text.strip():
            field.set_code(f"NOTEREF {target.name} \\h")
            self._answer_by_note(field, mark)
        elif target.text.strip():
            field.set_code(f"REF {target.name} \\h")
            field.mark_dirty(dirty=not field.set_result(target.text))
        else:
            yield self._nothing_to_cite(field, anchor, "there is no text at it")

    def _answer_by_paragraph(self, field: FoundField, target: Bookmark, anchor: str) -> Iterator[Finding]:
        """The number of the paragraph; the words of a heading that has none."""
        paragraph = target.paragraph
        label = None if paragraph is None else self._document.labels.get(paragraph)
        if label:
            field.set_code(f"REF {target.name} \\r \\h")
            field.mark_dirty(dirty=not (field.set_result(label.cited) and label.is_sure))
        elif paragraph is not None and self._document.styles.heading_level(paragraph) and target.text.strip():
            field.set_code(f"REF {target.name} \\h")
            field.mark_dirty(dirty=not field.set_result(target.text))
        else:
            yield self._nothing_to_cite(field, anchor, "Word does not number its paragraph")

    def _answer_by_note(self, field: FoundField, mark: Element) -> None:
        number = self._document.notes.get(mark)
        if number:
            field.mark_dirty(dirty=not (field.set_result(number.text) and number.is_sure))

    def _of_template(self, field: FoundField, code: FieldCode) -> Iterator[Finding]:
        """A reference that the template's author has made in Word."""
        found = self._document.bookmarks.get(code.first.casefold(), ())
        if not found and self._was_in_template(code.first):
            yield self._missing(field, code.first)
        if len(found) != 1 or code.switches.get("*", "") not in _AS_IT_IS or code.has("pf"):
            return
        answer = self._answer_to(code, found[0])
        if answer is not None:
            field.mark_dirty(dirty=not field.set_result(answer))

    def _answer_to(self, code: FieldCode, target: Bookmark) -> str | None:
        """What a reference of the template says; None where only Word knows."""
        if code.name == "NOTEREF":
            number = self._document.notes.get(mark) if (mark := target.note_mark) is not None else None
            return number.text if number and number.is_sure else None
        if code.has("nrw"):
            label = self._document.labels.get(paragraph) if (paragraph := target.paragraph) is not None else None
            is_plain = label is not None and label.is_sure and label.text == label.full
            return label.cited if label and is_plain and not code.has("t") else None
        return target.text if target.is_in_one_paragraph and target.text else None

    def _was_in_template(self, name: str) -> bool:
        package = self._document.package
        return f'w:name="{name}"'.encode() in package.part(package.main_part)

    def _missing(self, field: FoundField, anchor: str) -> Finding:
        known = sorted(self._rendering.anchors.values())
        message = f"{_quoted(field)} refers to “{anchor}”, which is not in the document"
        remedy = did_you_mean(anchor, known) or "Put it into the document, or take the reference away."
        return error("TPL-024", self._document.place(field.begin), message, remedy, anchor)

    def _nothing_to_cite(self, field: FoundField, anchor: str, because: str) -> Finding:
        message = f"{_quoted(field)} refers to “{anchor}”, but {because}"
        remedy = "Put the anchor on a numbered paragraph, a heading, a note or a text."
        return error("TPL-024", self._document.place(field.begin), message, remedy, anchor)


def _quoted(field: FoundField) -> str:
    """The beginning of the paragraph that a field stands in."""
    paragraph = ancestor(field.begin, P)
    words = "" if paragraph is None else paragraph_words(paragraph)
    return f"“{words[:_LONGEST]}{'…' if len(words) > _LONGEST else ''}”" if words else "a reference"
