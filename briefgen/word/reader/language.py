"""In which language a file is, as far as it says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from briefgen.manuscript import Passage
from briefgen.richtext import Block, RichText, Span

_OTHERWISE = "en"


def language_of(properties: Mapping[str, str], characters: Counter[str]) -> str:
    """The code of a file's language ("en").

    What briefgen has noted goes first, then the language that most of the text is marked as being in, then the core
    properties.

    Args:
        characters: how many characters of the text are marked as being in each language.
    """
    most = max(characters, key=lambda tag: (bool(tag), characters[tag]), default="")
    marked = most if characters[most] else ""
    tag = properties.get("briefgen language", "") or marked or properties.get("language", "") or _OTHERWISE
    return primary(tag)


def primary(tag: str) -> str:
    """The language of a tag without its country: "pt" of "pt-PT"."""
    return tag.replace("_", "-").split("-")[0].casefold()


def in_language(passage: Passage, language: str) -> Passage:
    """The passage with languages at those spans only that are in another one than the document."""
    if not any(span.language or span.note for span in passage.spans):
        return passage
    return replace(passage, spans=_spans(passage.spans, language))


def _spans(spans: tuple[Span, ...], language: str) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        told = _told(span, language)
        last = joined[-1] if joined else None
        if last and not last.note and not told.note and replace(last, text=told.text) == told:
            joined[-1] = replace(last, text=last.text + told.text)
        else:
            joined.append(told)
    return tuple(joined)


def _told(span: Span, language: str) -> Span:
    note = RichText(tuple(_block(each, language) for each in span.note.blocks)) if span.note else span.note
    foreign = span.language if primary(span.language) != language else ""
    return span if note is span.note and foreign == span.language else replace(span, language=foreign, note=note)


def _block(block: Block, language: str) -> Block:
    return replace(block, spans=_spans(block.spans, language))
