"""Texts of the record as rich text, and a finding at its place for each that cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from briefgen.compose.blocks import blocks_of, with_notes
from briefgen.compose.rules import VALUE_UNKNOWN
from briefgen.compose.translations import PHRASE, Spoken, Translating
from briefgen.compose.vocabulary import OF_DOCUMENT
from briefgen.findings import Finding, Place, error
from briefgen.model.catalogue import Reach
from briefgen.model.richtext import Block, RichText, Span, join_texts, plain
from briefgen.text import TextError, calls, rich_text

_MARK_COLOUR = "yellow"


@dataclass
class Texts:
    """Turns texts into rich text for one document; gathers what goes wrong.

    Attributes:
        words: the vocabulary of the document.
        findings: one for each text that could not be said; the text then stands as it was typed.
        translating: for a document in another language than its dossier's.
        asks: whether texts are looked up and asked for; else they stay as they are.
        anchored: the labels of footnotes so far; of two notes of one label, in two texts, the first keeps it.
        reaches: of each text that was asked for, by context and source, how far its translation is.
    """

    words: Mapping[str, Callable[..., Any]]
    findings: list[Finding] = field(default_factory=list)
    translating: Translating | None = None
    asks: bool = True
    reaches: dict[tuple[str, str], Reach] = field(default_factory=dict)
    anchored: set[str] = field(default_factory=set)

    def unasked(self) -> Texts:
        """The same for texts that the document does not print: what is wrong with them counts, not their language."""
        return replace(self, asks=False)

    def block(self, source: str, place: Place, context: str) -> RichText:
        """A text of paragraphs, lists and headings."""
        return self._said(self._spoken(source, place, context), block=True)

    def blocks(self, source: str, place: Place, context: str) -> RichText:
        """A text whose paragraphs are translated one by one."""
        found = blocks_of(source)
        spoken = [
            self._spoken(each.text, replace(place, line=each.line), f"{context}/{number}")
            for number, each in enumerate(found, 1)
        ]
        texts, sources = [each.text for each in spoken], [each.text for each in found]
        if texts == sources and not any(each.foreign for each in spoken):
            return self._said(Spoken(source, place, of_file=True), block=True)
        groups = groupby(zip(texts, spoken, strict=True), lambda each: each[1].foreign)
        return join_texts(
            self._said(Spoken(text, place, foreign), block=True)
            for foreign, group in groups
            if (text := with_notes([text for text, _ in group], sources if foreign else texts))
        )

    def pieces(self, source: str, place: Place, context: str) -> Iterator[tuple[Place, str, RichText]]:
        """The blocks of such a text one by one: where each stands, how it is typed, and as rich text with its notes.

        A block that cannot be said is left out; `findings` tells why.
        """
        found = blocks_of(source)
        spoken = [
            self._spoken(each.text, replace(place, line=each.line), f"{context}/{number}")
            for number, each in enumerate(found, 1)
        ]
        texts = [each.text for each in spoken]
        for block, each in zip(found, spoken, strict=True):
            text, doubts = with_notes([each.text], texts), len(self.findings)
            said = self._said(Spoken(text, each.place, each.foreign), block=True)
            if said and len(self.findings) == doubts:
                yield each.place, block.text, said

    def line(self, source: str, place: Place, context: str) -> RichText:
        """A text within one paragraph."""
        return self._said(self._spoken(source, place, context), block=False)

    def words_only(self, source: str, place: Place, context: str) -> str | RichText:
        """A short text whose looks the template decides: values are said, marks of emphasis dropped."""
        spoken = self._spoken(source, place, context)
        said = self._said(spoken._replace(foreign=False), block=False, foreign=spoken.foreign)
        self._refuse_references(said, spoken)
        return self._tagged(plain(str(said))) if spoken.foreign else str(said)

    def name(self, source: str, place: Place, context: str) -> str | RichText:
        """A short text that is printed as it is typed."""
        spoken = self._spoken(source, place, context)
        return self._tagged(plain(source)) if spoken.foreign else spoken.text

    def _refuse_references(self, text: RichText, spoken: Spoken) -> None:
        """A title is also a property of the file, which knows no numbers of tables."""
        named = [span.refers_to for block in text.blocks for span in block.spans if span.refers_to]
        for target in named:
            if not target.startswith("point/"):
                message = f"a title or short text cannot refer to “{target}”, whose number is not known yet"
                self.findings.append(error(VALUE_UNKNOWN, spoken.place, message, "Name it in a paragraph instead."))

    def _spoken(self, source: str, place: Place, context: str) -> Spoken:
        translating = self.translating
        if translating is None or not self.asks or not source.strip():
            return Spoken(source, place)
        if (context, source) not in self.reaches:
            self.reaches[context, source] = translating.reach(context, source)
            self.findings += translating.findings(context, source, place)
        return translating.spoken(context, source, place)

    def _said(self, spoken: Spoken, *, block: bool, foreign: bool = False) -> RichText:
        words = self._words_of_the_source if self.translating and (spoken.foreign or foreign) else self.words
        try:
            text = rich_text(spoken.text, words, block=block)
        except TextError as problem:
            self.findings.append(error(VALUE_UNKNOWN, _where(spoken, problem.offset), problem.message, problem.remedy))
            return plain(spoken.text)
        self._ask_for_phrases(spoken)
        text = self._anchored_once(text) if "[^" in spoken.text else text
        return self._tagged(text) if spoken.foreign else text

    @property
    def _words_of_the_source(self) -> Mapping[str, Callable[..., Any]]:
        """What a text that stays in the source language is said with."""
        assert self.translating is not None, "only a translated document has texts in another language"
        return {**self.translating.words, **{word: self.words[word] for word in OF_DOCUMENT if word in self.words}}

    def _anchored_once(self, text: RichText) -> RichText:
        return RichText(tuple(replace(block, spans=tuple(map(self._once, block.spans))) for block in text.blocks))

    def _once(self, span: Span) -> Span:
        if span.note is None:
            return span
        is_new = span.anchor not in self.anchored
        self.anchored.add(span.anchor)
        return span if is_new else replace(span, anchor="")

    def _ask_for_phrases(self, spoken: Spoken) -> None:
        if self.translating and not spoken.foreign and "_" in spoken.text:
            for call in calls(spoken.text):
                if call.word == "_" and isinstance(phrase := call.args[0], str):
                    self._spoken(phrase, spoken.place, PHRASE)

    def _tagged(self, text: RichText) -> RichText:
        """A text that stays in the source language, which its spans say."""
        assert self.translating is not None, "only a translated document has texts in another language"
        tag = self.translating.source_tag
        blocks = tuple(replace(block, spans=tuple(_in_language(block.spans, tag))) for block in text.blocks)
        if not self.translating.marked or not blocks or blocks[0].exhibit:
            return RichText(blocks)
        mark = Span(f"[{self.translating.source_language}] ", highlight=_MARK_COLOUR)
        return RichText((replace(blocks[0], spans=(mark, *blocks[0].spans)), *blocks[1:]))


def _where(spoken: Spoken, offset: int) -> Place:
    place = spoken.place
    if spoken.of_file:
        return replace(place, line=(place.line or 1) + spoken.text.count("\n", 0, offset))
    return replace(place, column="text") if place.row else place


def _in_language(spans: Sequence[Span], tag: str) -> list[Span]:
    return [replace(span, language=tag, note=span.note and _note_in_language(span.note, tag)) for span in spans]


def _note_in_language(note: RichText, tag: str) -> RichText:
    return RichText(tuple(Block(tuple(_in_language(each.spans, tag)), each.kind, each.level) for each in note.blocks))
