r"""Light Markdown to blocks and spans, by markdown-it, which is imported here only.

Of CommonMark 0.31 these rules are on: paragraphs, bullet and ordered lists, ATX headings, emphasis, links, backslash
escapes and hard line breaks. Pictures are recognised to be refused. Footnotes are not CommonMark; their rule is here.
Signs that people type for themselves mean less than in CommonMark: `_` and `+` nothing; `*` opens nothing within words
(10*20*30) and is a bullet only where several lines begin with it; a single `#` is no heading before a number; and the
two backslashes of \\server are both printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, list_block, paragraph
from markdown_it.rules_inline import StateInline, escape
from markdown_it.rules_inline.emphasis import tokenize as emphasis
from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.text.markup import Markup, NoteDefinition, Problem

if TYPE_CHECKING:
    from markdown_it.token import Token


_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_NUMBERED = re.compile(r"[ \t]*([0-9]{1,9})[.)](?:[ \t]|$)")
_NUMBER_SIGN = re.compile(r"#[ \t]+(?:[0-9]|of\b)")
_STARRED = re.compile(r"^[ \t]*\*[ \t]", re.MULTILINE)
_SHARE = re.compile(r"(?<![^\s(\[“‘«„\"'])\\\\(?=[^\W_])")
# a marker alone in its paragraph is a sign, such as the dash of an empty cell, and not an empty list item
_LONE_MARKER = re.compile(r"(\A|\n[ \t]*\n)([ \t]*[0-9]{0,9})([-+*#.)])(?=#{0,5}[ \t]*(?:\Z|\n[ \t]*(?:\n|\Z)))")
# the parser would strip these off the ends of a paragraph
_HARD_SPACES = "\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


class _LightMarkdown(MarkdownIt):
    """Accepts every link as typed: `SpanReader` refuses those that are not allowed, with a message."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the parser's own name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url if any(ord(letter) >= 0xF0000 for letter in url) else super().normalizeLink(url)


def read_markdown(text: str, definitions: Mapping[str, NoteDefinition], *, block: bool) -> Markup:
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
        outline = BlockReader(self._spans)
        blocks = outline.read(_PARSER.parse(_LONE_MARKER.sub(r"\1\2\\\3", text)))
        self.problems += outline.problems
        return blocks

    def paragraph(self, text: str) -> tuple[Block, ...]:
        children = [child for token in _PARSER.parseInline(text) for child in token.children or ()]
        return (self._spans(children),)

    def _spans(self, children: Iterable[Token]) -> Block:
        spans = SpanReader(self._note)
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


def _heading_of_a_text(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A single # before a number ("# 4 on the list") is a sign: it heads nothing."""
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    if _NUMBER_SIGN.match(line):
        return False
    return _heading(state, start_line, end_line, silent)


def _list_of_a_text(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line may begin with "+ 12 %", and a single one with "* ", as remarks below a table do."""
    sign = state.src[state.bMarks[start_line] + state.tShift[start_line] :][:1]
    if sign == "+" or (sign == "*" and len(_STARRED.findall(state.src)) < 2):
        return False
    return list_block(state, start_line, end_line, silent)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """The parser's own rule for asterisks alone; a single one inside a word opens nothing."""
    if state.src[state.pos] == "_":
        return False
    opened = len(state.delimiters)
    if not emphasis(state, silent):
        return False
    before = state.src[state.pos - 2] if state.pos > 1 else ""
    if len(state.delimiters) == opened + 1 and before.isalnum():
        state.delimiters[-1].open = False
    return True


def _escape(state: StateInline, silent: bool) -> bool:
    """The parser's own rule; the two backslashes that begin the name of a server are no escape."""
    share = _SHARE.match(state.src, state.pos)
    if share is None:
        return escape(state, silent)
    if not silent:
        state.pending += share[0]
    state.pos = share.end()
    return True


def _parser() -> MarkdownIt:
    rules = ("heading", "list", "emphasis", "link", "image", "escape", "newline")
    parser = _LightMarkdown("zero").enable(rules)
    parser.inline.ruler.before("link", "note_mark", _note_mark)
    parser.block.ruler.at("paragraph", _paragraph)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("escape", _escape)
    parser.block.ruler.at("list", _list_of_a_text, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.at("heading", _heading_of_a_text, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.before("list", "number_of_a_text", _number_of_a_text)
    return parser


_PARSER = _parser()


_SCHEMES = ("https://", "http://", "mailto:")
_PRIVATE = 0xF0000


class SpanReader:
    """Reads the tokens of one paragraph; neighbours of one look become one span.

    Attributes:
        problems: what was wrong, in order.
    """

    def __init__(self, note: Callable[[str], RichText | Problem]) -> None:
        self.problems: list[Problem] = []
        self._note = note
        self._spans: list[Span] = []
        self._look = Span("")
        self._bold = self._italic = self._link_begins = 0

    def read(self, tokens: Iterable[Token]) -> tuple[Span, ...]:
        """The spans of the paragraph."""
        for token in tokens:
            self._read(token)
        return tuple(self._spans)

    def _read(self, token: Token) -> None:
        match token.type:
            case "text":
                self._write(token.content)
            case "softbreak":
                self._write(" ")
            case "hardbreak":
                self._write("\n")
            case "strong_open" | "strong_close":
                self._bold += token.nesting
                self._look = replace(self._look, bold=self._bold > 0)
            case "em_open" | "em_close":
                self._italic += token.nesting
                self._look = replace(self._look, italic=self._italic > 0)
            case "link_open":
                self._open_link(token)
            case "link_close":
                self._close_link()
            case "note_mark":
                self._mark(token.content)
            case _:
                self._refuse_picture(token)

    def _write(self, text: str) -> None:
        if not text:
            return
        last = self._spans[-1] if self._spans else None
        if last and last.note is None and replace(last, text="") == self._look:
            self._spans[-1] = replace(last, text=last.text + text)
        else:
            self._spans.append(replace(self._look, text=text))

    def _open_link(self, token: Token) -> None:
        href = str(token.attrGet("href") or "")
        self._look = replace(self._look, href=href)
        self._link_begins = len(self._spans)
        if any(ord(letter) >= _PRIVATE for letter in href):
            self._refuse("A value cannot stand in the address of a link.", "Write the address out.", href)
        elif not href.lower().startswith(_SCHEMES):
            self._refuse("A link goes to http, https or mailto only.", r"Write \[ where no link is meant.", f"]({href}")
        if token.attrGet("title"):
            self._refuse("The title of a link is not printed.", "Leave it out.", str(token.attrGet("title")))

    def _close_link(self) -> None:
        if len(self._spans) == self._link_begins:
            self._refuse("A link has no words.", "Write them between the brackets.", "[]")
        self._look = replace(self._look, href="")

    def _mark(self, label: str) -> None:
        note = self._note(label)
        if isinstance(note, Problem):
            self.problems.append(note)
        else:
            self._spans.append(Span("", note=note, anchor=f"note/{label}"))

    def _refuse_picture(self, token: Token) -> None:
        self._refuse("A picture cannot stand in a text.", "Pictures stand in templates.", f"![{token.content}]")

    def _refuse(self, message: str, remedy: str, words: str) -> None:
        self.problems.append(Problem(message, remedy, words))


DEEPEST = 9  # Word knows nine levels of a list (ISO/IEC 29500-1, 17.9.3, ilvl 0 to 8)


class _OpenList(Struct):
    kind: Kind
    numbers: list[int] = field(default_factory=list)
    items: int = 0


class BlockReader:
    """Reads the blocks of a text one after the other; loose and tight lists come out the same.

    Attributes:
        problems: what was wrong, in order.
    """

    def __init__(self, spans: Callable[[Iterable[Token]], Block]) -> None:
        self.problems: list[Problem] = []
        self._spans = spans
        self._blocks: list[Block] = []
        self._lists: list[_OpenList] = []
        self._awaits_words = False  # of an item that has just begun
        self._heading = 0

    def read(self, tokens: Iterable[Token]) -> tuple[Block, ...]:
        """The blocks of the text."""
        for token in tokens:
            self._read(token)
        return tuple(self._blocks)

    def _read(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._open_list(Kind.BULLET)
            case "ordered_list_open":
                self._open_list(Kind.NUMBER)
            case "bullet_list_close" | "ordered_list_close":
                self._close_list()
            case "list_item_open":
                self._open_item(token)
            case "list_item_close":
                self._missing_words()
            case "heading_open":
                self._open_heading(token)
            case "inline":
                self._write(token)

    def _open_list(self, kind: Kind) -> None:
        self._missing_words()
        self._lists.append(_OpenList(kind))
        if len(self._lists) > DEEPEST:
            self._refuse(f"A list is more than {DEEPEST} levels deep.", "Word has no more levels.", "")

    def _close_list(self) -> None:
        numbers = self._lists.pop().numbers
        in_order = list(range(1, len(numbers) + 1))
        if numbers and numbers not in (in_order, [1] * len(numbers)):
            wrong = next(found for found, right in zip(numbers, in_order, strict=True) if found != right)
            self._refuse(
                "A numbered list does not count one by one, and would be printed with other numbers.",
                r"Number it 1, 2, 3 …; for a number that must stay write a backslash before its point: 5\.",
                f"{wrong}",
            )

    def _open_item(self, token: Token) -> None:
        innermost = self._lists[-1]
        innermost.items += 1
        if innermost.kind is Kind.NUMBER:
            innermost.numbers.append(int(token.info))
        self._awaits_words = True

    def _missing_words(self) -> None:
        if self._awaits_words:
            self._refuse("A list item has no words.", "Write them, or a backslash before the sign itself.", "")
        self._awaits_words = False

    def _open_heading(self, token: Token) -> None:
        self._heading = int(token.tag[1:])
        if self._lists:
            self._refuse("A heading stands in a list.", r"Write \# for the sign itself.", token.markup)

    def _write(self, token: Token) -> None:
        block = self._spans(token.children or ())
        if self._heading:
            self._blocks.append(replace(block, kind=Kind.HEADING, level=self._heading))
            self._missing_heading(block, token)
        elif self._awaits_words:
            innermost, level = self._lists[-1], len(self._lists) - 1
            begins = innermost.kind is Kind.NUMBER and innermost.items == 1
            self._blocks.append(replace(block, kind=innermost.kind, level=level, restart=begins))
        else:
            self._blocks.append(block)
        self._heading, self._awaits_words = 0, False

    def _missing_heading(self, block: Block, token: Token) -> None:
        if not block.spans:
            self._refuse("A heading has no words.", r"Write \# for the sign itself.", "#")

    def _refuse(self, message: str, remedy: str, words: str) -> None:
        self.problems.append(Problem(message, remedy, words))
