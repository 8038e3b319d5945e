"""Footnotes and endnotes: their texts, and the numbers that Word prints at their marks.

Source: ECMA-376 part 1, 17.11 (footnotes and endnotes).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.model.richtext import Block, RichText
from briefgen.opc.read import Package
from briefgen.opc.xml import Element
from briefgen.word.reader.looks import Looks
from briefgen.word.reader.runs import Runs
from briefgen.word.wml.notes import KINDS
from briefgen.word.wml.numbering import NoteCounter
from briefgen.word.wml.ooxml import FALLBACK, P, ancestor, w

_ID = w("id")


class NoteText(Struct, frozen=True):
    """A note that a mark refers to.

    Attributes:
        kind: "footnotes" or "endnotes".
        number: what is printed at its mark, or "" for a mark that its author typed.
        paragraphs: its paragraphs with their texts.
    """

    kind: str
    number: str
    paragraphs: tuple[tuple[Element, Block], ...]


class Notes(Struct):
    """The notes of a document, as their marks are met.

    Attributes:
        met: the notes whose marks were read since this was last emptied, in order.
        counter: numbers the marks.
    """

    package: Package
    looks: Looks
    counter: NoteCounter
    met: list[NoteText] = field(default_factory=list)
    _texts: dict[str, dict[str, Element]] = field(default_factory=dict)

    def of_mark(self, kind: str, mark: Element) -> RichText | None:
        """The text of the note that a mark refers to, which is noted as met; None where there is no such note."""
        element = self._of_kind(kind).get(mark.get(_ID) or "")
        if element is None:
            return None
        number = self.counter.next(kind, mark)
        paragraphs = tuple(self._read(kind, element))
        self.met.append(NoteText(kind, number.text if number else "", paragraphs))
        return RichText(tuple(block for _, block in paragraphs))

    def _read(self, kind: str, element: Element) -> Sequence[tuple[Element, Block]]:
        part = self.package.related_parts(self.package.main_part, kind)[0]
        related = {each.id: each for each in self.package.relationships(part)}
        runs = Runs(self.looks, related, lambda _kind, _mark: None)
        paragraphs = [each for each in element.iter(P) if ancestor(each, FALLBACK) is None]
        blocks = [Block(tuple(runs.read(each).spans)) for each in paragraphs]
        return [(each, _stripped(block)) for each, block in zip(paragraphs, blocks, strict=True)]

    def _of_kind(self, kind: str) -> Mapping[str, Element]:
        if kind not in self._texts:
            parts = self.package.related_parts(self.package.main_part, kind)
            found = self.package.xml(parts[0]).iterchildren(KINDS[kind].element) if parts else iter(())
            self._texts[kind] = {each.get(_ID) or "": each for each in found if each.get(w("type")) in (None, "normal")}
        return self._texts[kind]


def _stripped(block: Block) -> Block:
    """A note's paragraph without the blanks that stand behind its own mark."""
    spans = list(block.spans)
    while spans and not spans[0].note and not spans[0].text.strip():
        spans.pop(0)
    if not spans:
        return Block(())
    return Block((replace(spans[0], text=spans[0].text.lstrip()), *spans[1:]))
