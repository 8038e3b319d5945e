"""The properties of a file: title, language, author, its custom properties, and the language it is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from briefgen.model.manuscript import Passage
from briefgen.model.richtext import Block, RichText, Span
from briefgen.opc.read import Package
from briefgen.opc.seal import own_properties
from briefgen.opc.xml import Element
from briefgen.word.reader.runs import Inline
from briefgen.word.wml.parts import CORE

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
    joined = Inline()
    for span in spans:
        joined.add(_with_foreign_language(span, language))
    return tuple(joined.spans)


def _with_foreign_language(span: Span, language: str) -> Span:
    note = RichText(tuple(_block(each, language) for each in span.note.blocks)) if span.note else span.note
    foreign = span.language if primary(span.language) != language else ""
    return span if note is span.note and foreign == span.language else replace(span, language=foreign, note=note)


def _block(block: Block, language: str) -> Block:
    return replace(block, spans=_spans(block.spans, language))


_DC = "{http://purl.org/dc/elements/1.1/}"
# that of its empty document, which all files made with it bear that nobody has saved since
_OF_PYTHON_DOCX = date(2013, 12, 23)
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = ("title", "language", "creator", "subject", "description")


def properties_of(package: Package) -> dict[str, str]:
    """The core properties that are not empty ("title", "language", "creator" …) and all custom ones but the seal."""
    return {**dict(_core(package)), **own_properties(package)}


def day_in(properties: Mapping[str, str], name: str) -> date | None:
    """The date that a property says; None where it says none."""
    try:
        return date.fromisoformat(properties.get(name, ""))
    except ValueError:
        return None


def day_saved_in(package: Package) -> date | None:
    """The day on which a file was last saved, as its core properties say; None where they do not."""
    root = _core_root(package)
    try:
        day = None if root is None else date.fromisoformat((root.findtext(f"{_TERMS}modified") or "").strip()[:10])
    except ValueError:
        return None
    return None if day == _OF_PYTHON_DOCX else day


def _core(package: Package) -> Iterator[tuple[str, str]]:
    root = _core_root(package)
    if root is not None:
        for each in _CORE:
            if text := (root.findtext(f"{_DC}{each}") or "").strip():
                yield each, text


def _core_root(package: Package) -> Element | None:
    name = next((each for each in package.names if package.content_type(each) == CORE), "")
    return package.xml(name) if name else None
