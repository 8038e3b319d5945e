"""Renders the texts of the record, each once; one that cannot be rendered gives a finding at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import is_
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.compose import keys
from briefgen.compose.keys import DossierText
from briefgen.compose.translations import VALUE_UNKNOWN, TextToPrint, Translating
from briefgen.findings import Finding, Place, error
from briefgen.model.catalogue import Reach
from briefgen.model.exhibits import Exhibit
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Block, Kind, RichText, Span, join_texts, plain
from briefgen.text import TextError, rich_text

_MARK_COLOUR = "yellow"
_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
_NOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_ROLES = {
    Kind.PARAGRAPH: Role.PARAGRAPH,
    Kind.BULLET: Role.BULLET,
    Kind.NUMBER: Role.NUMBERED,
    Kind.HEADING: Role.HEADING,
}
_BARE = Passage((), Place(""))


class Renderer(Struct, frozen=True):
    """Renders texts with one vocabulary, each text once, for however many documents.

    Attributes:
        joined: gives small words the end that what follows them asks for (see `Localiser.fit_joints`); None where the
            language has none.
    """

    words: Mapping[str, Callable[..., Any]]
    joined: Callable[[str], str] | None = None
    _rendered: dict[tuple[str, bool], RichText | TextError] = field(default_factory=dict)

    def with_words(self, said: Mapping[str, str]) -> Renderer:
        """The same with words that say something else."""
        own = {name: partial(str, text) for name, text in said.items()}
        return replace(self, words={**self.words, **own}, _rendered={})

    def render(self, text: str, *, block: bool) -> RichText:
        """A text as rich text; see `rich_text`.

        Raises:
            TextError: it cannot be rendered.
        """
        if not text:
            return RichText()
        if (text, block) not in self._rendered:
            try:
                rendered = rich_text(text, self.words, block=block)
                self._rendered[text, block] = with_words(rendered, self.joined) if self.joined else rendered
            except TextError as problem:
                self._rendered[text, block] = problem
        found = self._rendered[text, block]
        if isinstance(found, TextError):
            raise found
        return found


def with_words(text: RichText, change: Callable[[str], str]) -> RichText:
    """The same text with the words of each span changed, those of footnotes too."""
    blocks = tuple(_with_spans(each, tuple(_with_words(span, change) for span in each.spans)) for each in text.blocks)
    return RichText(blocks)


def _with_spans(block: Block, spans: tuple[Span, ...]) -> Block:
    return block if all(map(is_, spans, block.spans)) else replace(block, spans=spans)


def _with_words(span: Span, change: Callable[[str], str]) -> Span:
    note, words = span.note and with_words(span.note, change), change(span.text)
    return replace(span, text=words, note=note) if note or words != span.text else span


Renderers = dict[tuple[str, bool, str], Renderer]
"""By the document whose own words they have, "" for the words that all have; whether they are for texts that stay in
the source language; and the gender of the recipient."""


class Texts(Struct):
    """Renders and translates the texts of one document; collects what goes wrong.

    Attributes:
        renderer: with the vocabulary of the document.
        of_source: for texts that stay in the dossier's language; the same where that is the document's.
        translating: for a document in another language than its dossier's.
        own_words: what words say that say something else in these texts alone.
        asks: whether translations are looked up and asked for; else texts stay as they are.
        findings: one for each text that could not be rendered, which stays as typed, and for what translations lack.
        reaches: of each text whose translation was asked for, by key and source, how far it is.
        anchored: the labels of footnotes so far; of two notes of one label, in two texts, the first keeps it.
    """

    renderer: Renderer
    of_source: Renderer
    translating: Translating | None = None
    asks: bool = True
    own_words: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    reaches: dict[tuple[str, str], Reach] = field(default_factory=dict)
    anchored: set[str] = field(default_factory=set)

    def without_asking(self) -> Texts:
        """The same for texts that the document does not print: what is wrong with them counts, not their language."""
        return replace(self, asks=False) if self.translating and self.asks else self

    def with_word(self, name: str, said: str) -> Texts:
        """The same with a word that says something else in these texts alone."""
        return replace(self, own_words={**self.own_words, name: said})

    def block(self, text: DossierText) -> RichText:
        """A text of paragraphs, lists and headings."""
        return self._render(self._translate(text), block=True)

    def blocks(self, text: DossierText) -> RichText:
        """A text whose paragraphs are translated one by one."""
        if self.translating is None or not self.asks:
            return self._render(TextToPrint(text.source, text.place, of_file=True), block=True)
        found = text.blocks()
        translated = [self._translate(each) for each in found]
        texts, sources = [each.text for each in translated], [each.source for each in found]
        if texts == sources and not any(each.foreign for each in translated):
            return self._render(TextToPrint(text.source, text.place, of_file=True), block=True)
        groups = groupby(zip(texts, translated, strict=True), lambda each: each[1].foreign)
        notes = {True: NotesOfBlocks(sources), False: NotesOfBlocks(texts)}
        return join_texts(
            self._render(TextToPrint(part, text.place, foreign), block=True)
            for foreign, group in groups
            if (part := notes[foreign].join([part for part, _ in group]))
        )

    def line(self, text: DossierText) -> RichText:
        """A text within one paragraph."""
        return self._render(self._translate(text), block=False)

    def words_only(self, text: DossierText) -> str | RichText:
        """A short text whose looks the template decides: values are rendered, marks of emphasis dropped."""
        translated = self._translate(text)
        rendered = self._render(translated._replace(foreign=False), block=False, foreign=translated.foreign)
        self._refuse_references(rendered, translated)
        return self._tagged(plain(str(rendered))) if translated.foreign else str(rendered)

    def name(self, text: DossierText) -> str | RichText:
        """A short text that is printed as it is typed."""
        translated = self._translate(text)
        return self._tagged(plain(text.source)) if translated.foreign else translated.text

    def passages(
        self, text: DossierText, like: Passage = _BARE, *, block: bool = True, untranslated: bool = True
    ) -> list[Passage]:
        """A text as its readers meet it; nothing where it cannot be rendered, which the document itself reports.

        Args:
            like: has what passages are besides their text.
            block: whether it is a text of paragraphs; else it is within one.
            untranslated: whether a text counts whose translation is missing or faulty.
        """
        if not text.source.strip():
            return []
        doubts = len(self.findings)
        translated = self._translate(text)
        if len(self.findings) > doubts and not untranslated:
            return []
        place = text.place.in_column("text") if text.place.row else text.place
        return self._passages(
            translated, replace(like, place=place, source=text.source, key=text.subject_key), block=block
        )

    def passages_of_blocks(self, text: DossierText) -> Iterator[Passage]:
        """The same for a text whose paragraphs are translated one by one, each with the notes that it points to.

        What stays in the source language is none of the language that the document is in.
        """
        found = text.blocks()
        translated = [self._translate(each) for each in found]
        notes = NotesOfBlocks([each.text for each in translated])
        for block, each in zip(found, translated, strict=True):
            if not each.foreign:
                with_its_notes = each._replace(text=notes.join([each.text]))
                like = Passage((), each.place, source=block.source, key=block.subject_key)
                yield from self._passages(with_its_notes, like)

    def _passages(self, translated: TextToPrint, like: Passage, *, block: bool = True) -> list[Passage]:
        doubts = len(self.findings)
        rendered = self._render(translated, block=block)
        return list(passages_of(rendered, like)) if len(self.findings) == doubts else []

    def _refuse_references(self, text: RichText, translated: TextToPrint) -> None:
        """A title is also a property of the file, which knows no numbers of tables."""
        named = [span.refers_to for block in text.blocks for span in block.spans if span.refers_to]
        for target in named:
            if not target.startswith("point/"):
                message = f"a title or short text cannot refer to “{target}”, whose number is not known yet"
                self.findings.append(error(VALUE_UNKNOWN, translated.place, message, "Name it in a paragraph instead."))

    def _translate(self, text: DossierText) -> TextToPrint:
        key, source, place, _ = text
        translating = self.translating
        if translating is None or not self.asks or not source.strip():
            return TextToPrint(source, place)
        if (key, source) not in self.reaches:
            self.reaches[key, source] = translating.reach(key, source)
            self.findings += translating.findings(key, source, place)
        return translating.translate(key, source, place)

    def _render(self, translated: TextToPrint, *, block: bool, foreign: bool = False) -> RichText:
        renderer = self.of_source if translated.foreign or foreign else self.renderer
        if any(f"{name}(" in translated.text for name in self.own_words):
            renderer = renderer.with_words(self.own_words)
        try:
            text = renderer.render(translated.text, block=block)
        except TextError as problem:
            place = _place_of(translated, problem.offset)
            self.findings.append(error(VALUE_UNKNOWN, place, problem.message, problem.remedy))
            return plain(translated.text)
        if self.translating and not translated.foreign:
            for phrase in keys.phrases_in(translated.text):
                self._translate(keys.phrase(phrase, translated.place))
        text = self._with_new_anchors(text) if "[^" in translated.text else text
        return self._tagged(text) if translated.foreign else text

    def _with_new_anchors(self, text: RichText) -> RichText:
        return RichText(tuple(_with_spans(each, tuple(map(self._new_anchor, each.spans))) for each in text.blocks))

    def _new_anchor(self, span: Span) -> Span:
        if span.note is None:
            return span
        is_new = span.anchor not in self.anchored
        self.anchored.add(span.anchor)
        return span if is_new else replace(span, anchor="")

    def _tagged(self, text: RichText) -> RichText:
        """A text that stays in the source language, as its spans do."""
        assert self.translating is not None, "only a translated document has texts in another language"
        tag = self.translating.source_tag
        blocks = tuple(replace(block, spans=tuple(_in_language(block.spans, tag))) for block in text.blocks)
        if not self.translating.marked or not blocks or blocks[0].exhibit:
            return RichText(blocks)
        mark = Span(f"[{self.translating.source_language}] ", highlight=_MARK_COLOUR)
        return RichText((replace(blocks[0], spans=(mark, *blocks[0].spans)), *blocks[1:]))


class NotesOfBlocks:
    """The notes that the blocks of a text define, found once for all the blocks that point to them."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self._blocks = blocks
        self._by_label: dict[str, list[int]] = {}
        for number, text in enumerate(blocks):
            if match := _DEFINITION.match(text):
                self._by_label.setdefault(match[1], []).append(number)

    def join(self, some: Sequence[str]) -> str:
        """Some of the blocks as a text, with the notes that they point to; "" for notes alone."""
        if len(some) == len(self._blocks):
            return "\n\n".join(some)
        body = [text for text in some if not _DEFINITION.match(text)]
        wanted = {label for text in body for label in _NOTE.findall(text)}
        numbers = sorted(number for label in wanted for number in self._by_label.get(label, ()))
        return "\n\n".join([*body, *(self._blocks[number] for number in numbers)]) if body else ""


def passages_of(text: RichText, like: Passage) -> Iterator[Passage]:
    """The blocks of a rich text as passages, then its notes; all else as it is in `like`."""
    for block in text.blocks:
        shown = block.exhibit if isinstance(block.exhibit, Exhibit) else None
        role = like.role if block.kind is Kind.PARAGRAPH else _ROLES[block.kind]
        yield replace(like, spans=block.spans, role=role, level=block.level, exhibit=shown)
    for note in (span.note for block in text.blocks for span in block.spans if span.note):
        spans = tuple(span for block in note.blocks for span in block.spans)
        yield replace(like, spans=spans, role=Role.NOTE)


def _place_of(translated: TextToPrint, offset: int) -> Place:
    place = translated.place
    if translated.of_file:
        return replace(place, line=(place.line or 1) + translated.text.count("\n", 0, offset))
    return place.in_column("text") if place.row else place


def _in_language(spans: Sequence[Span], tag: str) -> list[Span]:
    return [replace(span, language=tag, note=span.note and _note_in_language(span.note, tag)) for span in spans]


def _note_in_language(note: RichText, tag: str) -> RichText:
    return RichText(tuple(Block(tuple(_in_language(each.spans, tag)), each.kind, each.level) for each in note.blocks))
