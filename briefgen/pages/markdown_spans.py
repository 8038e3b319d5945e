"""Spans as Markdown: text in which nothing is read as a sign, and looks as signs where these are sure to be read.

Source: CommonMark 0.31.2, 2.4 (backslash escapes), 6.2 (emphasis); GitHub Flavored Markdown 4.10 (tables).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from briefgen.model.richtext import Span
from briefgen.pages.characters import readable, safe_link

_SIGNS = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_BLOCK_START = re.compile(r"^(\s*)([-+=#:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_ELEMENTS = (("superscript", "sup"), ("subscript", "sub"), ("strike", "s"), ("underline", "u"))
_BREAK = "\n"
_SIGNED = "\0"  # no text holds it: see `readable`


@dataclass(frozen=True)
class _Look:
    """How spans that stand together look."""

    bold: bool
    italic: bool
    href: str
    language: str
    others: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be shown."""
        return not (self.bold or self.italic or self.href or self.language or self.others)


def spans_markdown(spans: Iterable[Span], marks: Sequence[str] = (), *, line_break: str = "\\\n") -> str:
    """Spans as one paragraph.

    Args:
        marks: the label of each note whose mark stands in the spans, in order.
        line_break: what stands for a line break: "<br>" in cells, a blank in headings.
    """
    left = iter(marks)
    pieces = list(_pieces(spans, left))
    text = "".join(_dressed(pieces, index) for index in range(len(pieces)))
    return _starting_plainly(text.strip(" \t\n")).replace(_BREAK, line_break)


def escaped(text: str) -> str:
    """Plain text in which nothing is read as a sign, but at the start of a line."""
    return _ENTITY.sub(r"\\&", _SIGNS.sub(r"\\\1", readable(text)))


def _pieces(spans: Iterable[Span], marks: Iterator[str]) -> Iterator[tuple[_Look, str]]:
    """Text with its look, neighbours of one look joined; the mark of a note is a plain text of its own."""
    shown = ((_look(span), _text(span, marks)) for span in spans)
    for look, group in groupby((each for each in shown if each[1]), key=lambda each: each[0]):
        yield look, "".join(text for _, text in group)


def _look(span: Span) -> _Look:
    if span.note is not None:
        return _Look(False, False, "", "", ())
    others = tuple(element for name, element in _ELEMENTS if getattr(span, name) and not (span.href and element == "u"))
    marked = (*others, "mark") if span.highlight else others
    return _Look(span.bold, span.italic, safe_link(span.href), span.language, marked)


def _text(span: Span, marks: Iterator[str]) -> str:
    if span.note is None:
        return re.sub(r"[ \t]*\n[ \t]*", _BREAK, escaped(span.text).replace("\t", " "))
    label = next(marks, "")
    return f"[^{label}]" if label else ""


def _dressed(pieces: Sequence[tuple[_Look, str]], index: int) -> str:
    """A piece with its signs, blanks at its edges left outside."""
    look, text = pieces[index]
    core = text.strip()
    if look.is_plain or not core:
        return text
    start = text.index(core)
    before, after = text[:start], text[start + len(core) :]
    sure = _signs_are_read(core, before or _edge(pieces, index - 1, -1), after or _edge(pieces, index + 1, 0))
    return f"{before}{_in_elements(_emphasised(core, look, signs=sure), look)}{after}"


def _edge(pieces: Sequence[tuple[_Look, str]], index: int, end: int) -> str:
    """The character of a neighbour that stands next to a piece; `_SIGNED` for one that has signs of its own."""
    if not 0 <= index < len(pieces):
        return ""
    look, text = pieces[index]
    return text[end] if look.is_plain or text[end].isspace() else _SIGNED


def _signs_are_read(core: str, before: str, after: str) -> bool:
    """Whether stars at both ends open and close emphasis there (CommonMark 6.2: left- and right-flanking runs)."""
    opens = core[0].isalnum() or not before or before[-1].isspace()
    closes = core[-1].isalnum() or not after or after[0].isspace()
    return opens and closes and _SIGNED not in (before[-1:], after[:1]) and _BREAK not in core


def _emphasised(core: str, look: _Look, *, signs: bool) -> str:
    if signs:
        stars = "*" * (2 * look.bold + look.italic)
        return f"{stars}{core}{stars}"
    core = f"<em>{core}</em>" if look.italic else core
    return f"<strong>{core}</strong>" if look.bold else core


def _in_elements(core: str, look: _Look) -> str:
    for element in look.others:
        core = f"<{element}>{core}</{element}>"
    if look.language:
        tag = re.sub(r"[^A-Za-z0-9-]", "", look.language)
        core = f'<span lang="{tag}">{core}</span>'
    return f"[{core}](<{look.href}>)" if look.href else core


def _starting_plainly(text: str) -> str:
    """The text with no line that begins as a list, heading or table would."""
    return _BLOCK_START.sub(_with_backslash, text)


def _with_backslash(found: re.Match[str]) -> str:
    digits = found[2].isdigit()
    return f"{found[1]}{found[2]}\\" if digits else f"{found[1]}\\{found[2]}"


def without_bold(spans: Sequence[Span]) -> Sequence[Span]:
    """The spans of a heading, which is heavy anyhow: not bold where all of them are."""
    if all(span.bold or not span.text.strip() for span in spans):
        return [replace(span, bold=False) for span in spans]
    return spans
