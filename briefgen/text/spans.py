"""The inside of a paragraph: tokens → spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.richtext import RichText, Span
from briefgen.text.markup import Problem

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
