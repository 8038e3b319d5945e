"""The body of an e-mail, as plain text and as HTML without any look: the program that sends it has its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.pages.page import safe_link
from briefgen.pages.spans import span_html, text_html

_ITEMS = (Kind.BULLET, Kind.NUMBER)
_INDENT = "   "


def plain_message(text: RichText) -> str:
    """The text with an empty line between paragraphs; addresses of links in brackets, notes at its end."""
    notes = _notes(text)
    groups = groupby(_numbered(text.blocks), lambda each: each[0].kind in _ITEMS)
    pieces = (
        ("\n" if is_list else "\n\n").join(_plain_block(block, number, notes) for block, number in blocks)
        for is_list, blocks in groups
    )
    foot = "\n".join(f"[{number}] {_plain_note(note)}" for number, note in enumerate(notes, 1))
    return "\n\n".join((*pieces, *([foot] if foot else []))) + "\n"


def html_message(text: RichText, language: str) -> str:
    """The same as a page of HTML.

    Args:
        language: a BCP 47 tag.
    """
    notes = _notes(text)
    groups = groupby(text.blocks, lambda each: each.kind in _ITEMS)
    pieces = (_html_list(list(each), notes) if is_list else _html_blocks(each, notes) for is_list, each in groups)
    foot = "".join(f"<p>[{number}] {_html_note(note)}</p>\n" for number, note in enumerate(notes, 1))
    head = f'<html lang="{text_html(language)}">\n<head><meta charset="utf-8"></head>'
    return f"<!DOCTYPE html>\n{head}\n<body>\n{''.join(pieces)}{foot}</body>\n</html>\n"


def _notes(text: RichText) -> list[RichText]:
    return [span.note for block in text.blocks for span in block.spans if span.note]


def _mark(span: Span, notes: Sequence[RichText]) -> str:
    """The mark of a note, which is one and the same object in the text and in the list."""
    return next(f"[{number}]" for number, each in enumerate(notes, 1) if each is span.note)


def _numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    """Each block with its number in its list; 0 where it has none."""
    counts: dict[int, int] = {}
    for block in blocks:
        if block.kind not in _ITEMS:
            counts.clear()
        if block.restart:
            counts.pop(block.level, None)
        counts = {level: count for level, count in counts.items() if level <= block.level}
        if block.kind is Kind.NUMBER:
            counts[block.level] = counts.get(block.level, 0) + 1
        yield block, counts.get(block.level, 0) if block.kind is Kind.NUMBER else 0


def _plain_block(block: Block, number: int, notes: Sequence[RichText]) -> str:
    text = "".join(_plain_span(span, notes) for span in block.spans)
    if block.kind not in _ITEMS:
        return text
    indent, mark = _INDENT * block.level, f"{number}. " if number else "– "
    return f"{indent}{mark}" + text.replace("\n", f"\n{indent}{' ' * len(mark)}")


def _plain_span(span: Span, notes: Sequence[RichText] = ()) -> str:
    if span.note:
        return _mark(span, notes)
    address = safe_link(span.href) or ""
    says_it = address.removeprefix("mailto:").endswith(span.text.strip())
    return f"{span.text} ({address.removeprefix('mailto:')})" if address and not says_it else span.text


def _plain_note(note: RichText) -> str:
    return " ".join("".join(map(_plain_span, block.spans)) for block in note.blocks)


def _html_blocks(blocks: Iterable[Block], notes: Sequence[RichText]) -> str:
    return "".join(f"{_html_block(block, notes)}\n" for block in blocks)


def _html_block(block: Block, notes: Sequence[RichText]) -> str:
    inside = _html_spans(block.spans, notes)
    return f"<p><strong>{inside}</strong></p>" if block.kind is Kind.HEADING else f"<p>{inside}</p>"


def _html_spans(spans: Iterable[Span], notes: Sequence[RichText]) -> str:
    return "".join(_mark(span, notes) if span.note else span_html(span) for span in spans)


def _html_note(note: RichText) -> str:
    return "<br>".join(_html_spans(block.spans, ()) for block in note.blocks)


def _html_list(items: Sequence[Block], notes: Sequence[RichText]) -> str:
    """Items as lists of one kind each; those that are deeper than the first stand inside the item before them."""
    written = []
    while items:
        first = items[0]
        inner = next((at for at, each in enumerate(items[1:], 1) if each.level <= first.level), len(items))
        deeper = f"\n{_html_list(items[1:inner], notes)}" if inner > 1 else ""
        item = f"<li>{_html_spans(first.spans, notes)}{deeper}</li>\n"
        written.append(("ol" if first.kind is Kind.NUMBER else "ul", first.restart, item))
        items = items[inner:]
    return "".join(_html_lists(written))


def _html_lists(written: Iterable[tuple[str, bool, str]]) -> Iterator[str]:
    last = ""
    for element, restarts, item in written:
        if element != last or restarts:
            yield f"</{last}>\n<{element}>\n" if last else f"<{element}>\n"
        last = element
        yield item
    yield f"</{last}>\n" if last else ""
