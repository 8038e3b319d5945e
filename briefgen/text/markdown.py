"""The one door to markdown-it: light Markdown → blocks and spans.

Of CommonMark 0.31 these rules are on: paragraphs, bullet and ordered lists, ATX headings, emphasis, links, backslash
escapes and hard line breaks. Pictures are recognised to be refused. Footnotes are not CommonMark; their rule is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, paragraph
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefgen.model.richtext import Block, RichText
from briefgen.text.blocks import Outline, Spans
from briefgen.text.footnotes import Definition
from briefgen.text.light import Markup, Problem

_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_NUMBERED = re.compile(r"[ \t]*([0-9]{1,9})[.)](?:[ \t]|$)")
# a marker alone in its paragraph is a sign, such as the dash of an empty cell, and not an empty list item
_LONE_MARKER = re.compile(r"(\A|\n[ \t]*\n)([ \t]*[0-9]{0,9})([-+*#.)])(?=#{0,5}[ \t]*(?:\Z|\n[ \t]*(?:\n|\Z)))")
# the parser would strip these off the ends of a paragraph
_HARD_SPACES = "\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


class _LightMarkdown(MarkdownIt):
    """Takes every link as it was typed: which are allowed is said by `Spans`, aloud and not by leaving them out."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the parser's own name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url if any(ord(letter) >= 0xF0000 for letter in url) else super().normalizeLink(url)


def read_markdown(text: str, definitions: Mapping[str, Definition], *, block: bool) -> Markup:
    """Blocks of a text, and what is wrong with it.

    Args:
        text: the source without the definitions of its notes; each value is one private character.
        definitions: the notes by their labels.
        block: whether paragraphs, lists and headings are markup, or all is one paragraph.
    """
    reading = _Reading({label: definition.text for label, definition in definitions.items()})
    blocks = reading.blocks(text) if block else reading.paragraph(text)
    unused = [
        Problem("A note is defined, but no mark points to it.", f"Write [^{label}] where it belongs.", f"[^{label}]:")
        for label in definitions
        if label not in reading.used
    ]
    return Markup(blocks, (*reading.problems, *unused))


class _Reading:
    """One text with its notes."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self.notes = notes
        self.used: set[str] = set()
        self.problems: list[Problem] = []

    def blocks(self, text: str) -> tuple[Block, ...]:
        outline = Outline(self._spans)
        blocks = outline.read(_PARSER.parse(_LONE_MARKER.sub(r"\1\2\\\3", text)))
        self.problems += outline.problems
        return blocks

    def paragraph(self, text: str) -> tuple[Block, ...]:
        children = [child for token in _PARSER.parseInline(text) for child in token.children or ()]
        return (self._spans(children),)

    def _spans(self, children: Iterable[Token]) -> Block:
        spans = Spans(self._note)
        block = Block(spans.read(children))
        self.problems += spans.problems
        return block

    def _note(self, label: str) -> RichText | Problem:
        if label not in self.notes:
            near = ", ".join(f"[^{known}]" for known in self.notes)
            remedy = f"Notes of this text: {near}." if near else f"Write a line [^{label}]: with its text."
            return Problem(f"There is no note “{label}”.", remedy, f"[^{label}]")
        self.used.add(label)
        within = _Reading({})
        note = RichText(within.blocks(self.notes[label]))
        self.problems += within.problems
        return note


def _note_mark(state: StateInline, silent: bool) -> bool:
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("note_mark", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _number_of_a_text(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A paragraph may begin with "2023." or "17.": only 1 begins a list, since items are numbered by the template."""
    line = state.src[state.bMarks[start_line] : state.eMarks[start_line]]
    match = _NUMBERED.match(line, state.tShift[start_line])
    if match is None or int(match[1]) == 1:
        return False
    return _paragraph(state, start_line, end_line, silent)


def _paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The parser's own rule, with the hard spaces at the ends of the paragraph kept."""
    done = paragraph(state, start_line, end_line, silent)
    inline = state.tokens[-2]
    inline.content = state.getLines(start_line, state.line, state.blkIndent, False).strip(" \t\n")
    return done


def _heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """The parser's own rule, with the hard spaces at the ends of the heading kept."""
    done = heading(state, start_line, end_line, silent)
    if done and not silent:
        inline = state.tokens[-2]
        line = state.src[state.bMarks[start_line] : state.eMarks[start_line]]
        whole = re.search(f"[{_HARD_SPACES}]*{re.escape(inline.content)}[{_HARD_SPACES}]*", line)
        inline.content = whole[0] if whole and inline.content else inline.content
    return done


def _parser() -> MarkdownIt:
    rules = ("heading", "list", "emphasis", "link", "image", "escape", "newline")
    parser = _LightMarkdown("zero").enable(rules)
    parser.inline.ruler.before("link", "note_mark", _note_mark)
    parser.block.ruler.at("paragraph", _paragraph)
    parser.block.ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.before("list", "number_of_a_text", _number_of_a_text)
    return parser


_PARSER = _parser()
