r"""The way back: a rich text as the source that is read as it, light Markdown without values.

Nothing is trusted to rules alone: what is written is read again, and where a look cannot be held by the signs of the
source (`*italics*` that begin within a word), the words stay and the look goes, which is said.

Source: CommonMark 0.31.2, 6.2 (left- and right-flanking runs).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.text.parse import draft
from briefgen.text.render import escape

_LOOKS = ("underline", "strike", "superscript", "subscript", "highlight")
_SCHEMES = ("https://", "http://", "mailto:")
_SPARING = re.compile(r"\\(?![^\W_])|\*|\{(?=[{%#])|\[(?=\^|[^\]]*\]\()")
_LINE_START = re.compile(r"^(?=[-#]|0*1[.)](?:[ \t]|$))", re.MULTILINE)
_LISTS = (Kind.BULLET, Kind.NUMBER)


class WrittenSource(NamedTuple):
    """A source and what of the text it does not hold.

    Attributes:
        lost: looks that went, as "underline" or "italic", each once.
    """

    text: str
    lost: tuple[str, ...] = ()


def write_source(text: RichText) -> WrittenSource:
    """The source that is read as a text: its paragraphs, lists, headings, bold, italics, links and footnotes.

    Blanks at the ends of paragraphs and empty paragraphs go. A heading or a list item keeps its level as far as its
    neighbours allow.
    """
    writer = _SourceWriter()
    blocks = [each for each in map(_stripped, text.blocks) if each.spans]
    body = "".join(writer.block(block, blocks[at - 1] if at else None) for at, block in enumerate(blocks))
    return WrittenSource("\n\n".join([body, *writer.definitions]).strip("\n"), tuple(dict.fromkeys(writer.lost)))


def _stripped(block: Block) -> Block:
    """A block without the blanks at its ends, and around its line breaks."""
    spans = list(_without_blank_ends(block.spans))
    for at, span in enumerate(spans):
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", span.text)
        begins, ends = (_edge(spans[:at][::-1], -1) == "\n", _edge(spans[at + 1 :], 0) == "\n")
        text = text.lstrip(" \t") if begins else text
        spans[at] = replace(span, text=text.rstrip(" \t") if ends else text)
    return replace(block, spans=tuple(spans))


def _edge(spans: Sequence[Span], end: int) -> str:
    """The first or last character of the nearest of some spans that has more than blanks, or a line break."""
    texts = (each.text.strip(" \t") for each in spans)
    return next((text[end] for text in texts if text), "")


def _without_blank_ends(spans: Sequence[Span]) -> Iterator[Span]:
    shown = [at for at, each in enumerate(spans) if each.note is not None or each.text.strip(" \t\n")]
    for at, each in enumerate(spans[: shown[-1] + 1] if shown else ()):
        if at >= shown[0]:
            text = each.text.lstrip(" \t\n") if at == shown[0] else each.text
            yield replace(each, text=text.rstrip(" \t\n") if at == shown[-1] else text)


class _Run(NamedTuple):
    """Text of one look; `note` is the mark of a note, which has none."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    note: str = ""


class _WrittenList(Struct):
    """A list while it is written; `sign` stands behind its numbers, `offset` is where the words of its items begin."""

    kind: Kind
    sign: str = "."
    count: int = 0
    offset: int = 0


class _SourceWriter:
    """Writes the blocks of one text, and collects its notes."""

    def __init__(self) -> None:
        self.definitions: list[str] = []
        self.lost: list[str] = []
        self.lists: list[_WrittenList] = []

    def block(self, block: Block, before: Block | None) -> str:
        """A block with what parts it from the one before."""
        text = self._paragraph(block.spans)
        if block.kind in _LISTS:
            return ("\n" if self.lists else "\n\n" if before else "") + self._item(block, text)
        self.lists.clear()
        heading = "#" * max(2, block.level) + " " if block.kind is Kind.HEADING else ""
        return ("\n\n" if before else "") + heading + (text.replace("\\\n", " ") if heading else text)

    def _item(self, block: Block, text: str) -> str:
        level = min(block.level, len(self.lists))
        del self.lists[level + 1 :]
        if level == len(self.lists):
            self.lists.append(_WrittenList(block.kind))
        elif self.lists[level].kind is not block.kind:
            self.lists[level] = _WrittenList(block.kind)
        elif block.restart:
            self.lists[level] = _WrittenList(block.kind, ")" if self.lists[level].sign == "." else ".")
        return self._marked(self.lists[level], self.lists[level - 1].offset if level else 0, text)

    def _marked(self, within: _WrittenList, indent: int, text: str) -> str:
        within.count += 1
        marker = "- " if within.kind is Kind.BULLET else f"{within.count}{within.sign} "
        within.offset = indent + len(marker)
        return f"{' ' * indent}{marker}{text}".replace("\n", "\n" + " " * within.offset)

    def _paragraph(self, spans: Iterable[Span]) -> str:
        runs = [self._run(each) for each in spans]
        joined = _joined(runs)
        ways = [_Way(_joined(each.runs), each.sparing) for each in _ways(joined)]
        found = next((each for each in ways if _is_read_as(each)), ways[-1])
        self.lost += [name for name in ("bold", "italic") if _held(found.runs, name) < _held(joined, name)]
        return found.text

    def _run(self, span: Span) -> _Run:
        if span.note is not None:
            return _Run("", note=self._define(span.note))
        self.lost += [name for name in _LOOKS if getattr(span, name) and not (span.href and name == "underline")]
        href = span.href if span.href.lower().startswith(_SCHEMES) else ""
        return _Run(span.text, span.bold, span.italic, href)

    def _define(self, note: RichText) -> str:
        label = str(len(self.definitions) + 1)
        self.definitions.append("")  # keeps the number while its own text is written
        paragraphs = [self._paragraph(each.spans) for each in map(_stripped, note.blocks) if each.spans]
        text = "\n\n".join(paragraphs).replace("\n", "\n    ")
        self.definitions[int(label) - 1] = f"[^{label}]: {text if text.strip() else '–'}".replace("\n    \n", "\n\n")
        return label


def _joined(runs: Iterable[_Run]) -> tuple[_Run, ...]:
    """The runs, neighbours of one look as one."""
    groups = groupby((each for each in runs if each.text or each.note), key=lambda run: run._replace(text=""))
    return tuple(look._replace(text="".join(each.text for each in group)) for look, group in groups)


def _held(runs: Iterable[_Run], look: str) -> int:
    return sum(len(each.text.strip()) for each in runs if getattr(each, look))


class _Way(Struct, frozen=True):
    """One way to write a paragraph: the runs that it is to be read as, and its source."""

    runs: tuple[_Run, ...]
    sparing: bool = True

    @property
    def text(self) -> str:
        """The source."""
        pieces = [*_linked(self.runs, sparing=self.sparing)]
        text = "".join(pieces)
        return _LINE_START.sub(_behind_backslash, text).replace("\n", "\\\n") if self.sparing else text


def _behind_backslash(found: re.Match[str]) -> str:
    return "\\"


def _ways(runs: Sequence[_Run]) -> Iterator[_Way]:
    """Ways to write a paragraph, from the best to the plainest."""
    yield _Way(tuple(runs))
    trimmed = tuple(_trimmed(runs))
    yield _Way(trimmed)
    yield _Way(trimmed, sparing=False)
    for at, run in enumerate(trimmed):
        if run.italic:
            yield _Way((*trimmed[:at], run._replace(italic=False), *trimmed[at + 1 :]))
    without_italic = tuple(each._replace(italic=False) for each in trimmed)
    yield _Way(without_italic)
    bare = tuple(each._replace(bold=False) for each in without_italic)
    yield _Way(bare)
    yield _Way(bare, sparing=False)
    yield _Way(tuple(each._replace(href="") for each in bare), sparing=False)


def _trimmed(runs: Sequence[_Run]) -> Iterator[_Run]:
    """The runs with signs of punctuation at the end of a look put outside, where letters follow directly."""
    for at, run in enumerate(runs):
        if not (run.bold or run.italic) or run.href:
            yield run
            continue
        before, after = _beside(runs, at - 1, -1), _beside(runs, at + 1, 0)
        lead = _signs(run.text) if before.isalnum() else 0
        tail = _signs(run.text[::-1]) if after.isalnum() else 0
        end = len(run.text) - tail
        pieces = (_Run(run.text[:lead]), run._replace(text=run.text[lead:end]), _Run(run.text[max(lead, end) :]))
        yield from (each for each in pieces if each.text)


def _beside(runs: Sequence[_Run], at: int, end: int) -> str:
    return runs[at].text[end:][:1] if 0 <= at < len(runs) and runs[at].text else ""


def _signs(text: str) -> int:
    """With how many signs that are neither letters nor blanks a text begins."""
    return next((at for at, each in enumerate(text) if each.isalnum() or each.isspace()), len(text))


def _linked(runs: Sequence[_Run], *, sparing: bool) -> Iterator[str]:
    for href, group in groupby(runs, key=lambda run: run.href):
        text = "".join(_bold(list(group), sparing=sparing))
        core = text.strip(" ")
        yield (
            text.replace(core, f"[{core}](<{href}>)" if " " in href else f"[{core}]({href})", 1)
            if href and core
            else text
        )


def _bold(runs: Sequence[_Run], *, sparing: bool) -> Iterator[str]:
    for bold, group in groupby(runs, key=lambda run: run.bold):
        text = "".join(_italic(list(group), sparing=sparing))
        yield _starred(text, "**") if bold else text


def _italic(runs: Sequence[_Run], *, sparing: bool) -> Iterator[str]:
    for run in runs:
        text = f"[^{run.note}]" if run.note else _escaped(run.text, sparing=sparing)
        yield _starred(text, "*") if run.italic else text


def _starred(text: str, stars: str) -> str:
    """Words between stars, with the blanks at their ends outside."""
    core = text.strip()
    start = text.index(core) if core else 0
    return f"{text[:start]}{stars}{core}{stars}{text[start + len(core) :]}" if core else text


def _escaped(text: str, *, sparing: bool) -> str:
    """Text that is no markup and no value; `sparing` writes a backslash only where one may be needed."""
    return escape_signs(text) if sparing else escape(text)


def escape_signs(text: str) -> str:
    """A source that prints the signs of a text, with the lists that its lines make."""
    return _SPARING.sub(r"\\\g<0>", text)


def _is_read_as(way: _Way) -> bool:
    """Whether the source of a paragraph is read as its runs."""
    notes = "".join(f"\n\n[^{run.note}]: –" for run in way.runs if run.note)
    read = draft(way.text + notes, block=True)
    if read.faults or read.values or len(read.blocks) != 1 or read.blocks[0].kind is not Kind.PARAGRAPH:
        return False
    return list(_characters(map(_run_of, read.blocks[0].spans))) == list(_characters(way.runs))


def _run_of(span: Span) -> _Run:
    return _Run(span.text, span.bold, span.italic, span.href, "·" if span.note else "")


def _characters(runs: Iterable[_Run]) -> Iterator[tuple[str, bool, bool, str]]:
    """Each character with its look; a blank has none."""
    for run in runs:
        if run.note:
            yield "·", False, False, ""
        for each in run.text:
            blank = each.isspace() or unicodedata.category(each) == "Zs"
            yield each, run.bold and not blank, run.italic and not blank, "" if blank else unquote(run.href)
