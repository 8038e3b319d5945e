"""The inside of a paragraph: tokens → spans.

Paragraphs, lists and headings: tokens → blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.text.light import Problem

if TYPE_CHECKING:
    from markdown_it.token import Token

_SCHEMES = ("https://", "http://", "mailto:")
_PRIVATE = 0xF0000


class Spans:
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


@dataclass(slots=True)
class _List:
    kind: Kind
    numbers: list[int] = field(default_factory=list)
    items: int = 0


class Outline:
    """Reads the blocks of a text one after the other; loose and tight lists come out the same.

    Attributes:
        problems: what was wrong, in order.
    """

    def __init__(self, spans: Callable[[Iterable[Token]], Block]) -> None:
        self.problems: list[Problem] = []
        self._spans = spans
        self._blocks: list[Block] = []
        self._lists: list[_List] = []
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
        self._lists.append(_List(kind))
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
