"""Capitals at the beginning and stops at the end of the paragraphs of formal texts, set whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from briefgen.model.richtext import Block, RichText, Span

_TYPED_STOP: Final = re.compile(r"[\s.;,:]+\Z")
_LOOKLESS: Final = Span("")


def opened(text: RichText, opening_of: Callable[[str], str], capitals: Callable[[str], str]) -> RichText:
    """The text with its opening words in capitals, whatever looks they have.

    Args:
        opening_of: which words at the beginning of a text these are.
        capitals: a text in capitals.
    """
    if not text.blocks:
        return text
    first, *rest = text.blocks
    left, spans = len(opening_of(str(first))), list[Span]()
    for span in first.spans:
        changed, left = span.text[:left], left - len(span.text)
        spans.append(replace(span, text=capitals(changed) + span.text[len(changed) :]) if changed else span)
        left = max(left, 0)
    return RichText((replace(first, spans=tuple(spans)), *rest))


def ended(text: RichText, stop: str, keeps_its_stop: Callable[[str], bool]) -> RichText:
    """The text with one stop at its end, behind a footnote's mark, in place of what was typed.

    Args:
        stop: ";", ",", "." or ":", in some languages with a hard space before it.
        keeps_its_stop: whether the stop at the end of a text belongs to its last word, as in "etc.".
    """
    if not text:
        return text
    *before, last = text.blocks
    spans, kept = _without_stop(last.spans, keeps_its_stop)
    return RichText((*before, replace(last, spans=_with_stop(spans, "" if kept and stop == "." else stop))))


def _without_stop(spans: Sequence[Span], keeps: Callable[[str], bool]) -> tuple[list[Span], bool]:
    """The spans without the stop behind their last letter, and whether that letter's own is left there."""
    found = list(spans)
    for at in reversed(range(len(found))):
        if not found[at].text:
            continue
        bare = _TYPED_STOP.sub("", found[at].text)
        own = bare + "." if found[at].text.startswith(bare + ".") and keeps(bare + ".") else bare
        found[at] = replace(found[at], text=own)
        if bare or found[at].refers_to:
            return found, own != bare
    return found, False


def _with_stop(spans: list[Span], stop: str) -> tuple[Span, ...]:
    there = [span for span in spans if span.text or span.note]
    if stop and there and there[-1] == replace(_LOOKLESS, text=there[-1].text):
        return (*there[:-1], Span(there[-1].text + stop))
    return (*there, Span(stop)) if stop else tuple(there)


def linked(text: RichText, href: str) -> RichText:
    """The text as a link."""
    blocks = (replace(block, spans=tuple(_link(span, href) for span in block.spans)) for block in text.blocks)
    return RichText(tuple(blocks))


def _link(span: Span, href: str) -> Span:
    return span if span.note or not span.text else replace(span, href=href)


def with_kind(text: RichText, block: Block) -> RichText:
    """The text, its first paragraph being what another block is: a heading, a bullet of a depth."""
    if not text.blocks:
        return text
    first, *rest = text.blocks
    return RichText((replace(block, spans=first.spans, exhibit=first.exhibit), *rest))
