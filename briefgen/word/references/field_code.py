"""The code of a field in its pieces: name, words and switches (ECMA-376-1, 17.16.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\\S)|([^\s"]+)')
# switches that take a word behind them, by the field's name
_TAKING: Mapping[str, frozenset[str]] = {
    "TOC": frozenset("abcdflopst"),
    "SEQ": frozenset("rs"),
    "REF": frozenset("d"),
}
_GENERAL = frozenset("*#@")


@dataclass(frozen=True)
class FieldCode:
    """What a field asks for.

    Attributes:
        name: in capitals: "SEQ", "REF", "TOC" …
        words: the words behind the name that belong to no switch.
        switches: each switch by its letter, with the word behind it or "".
    """

    name: str
    words: tuple[str, ...]
    switches: Mapping[str, str]

    @property
    def first(self) -> str:
        """The first word behind the name, "" without one."""
        return self.words[0] if self.words else ""

    def has(self, letters: str) -> bool:
        """Whether one of the switches is there."""
        return any(letter in self.switches for letter in letters)


def field_code(code: str) -> FieldCode:
    """The pieces of a field's code."""
    pieces = [(quoted + word, switch) for quoted, switch, word in _PIECE.findall(code)]
    name = pieces[0][0].upper() if pieces else ""
    words, switches = _sorted_out(pieces[1:], _TAKING.get(name, frozenset()) | _GENERAL)
    return FieldCode(name, tuple(words), switches)


def _sorted_out(pieces: Iterable[tuple[str, str]], taking: frozenset[str]) -> tuple[list[str], dict[str, str]]:
    words: list[str] = []
    switches: dict[str, str] = {}
    waiting = ""
    for word, switch in pieces:
        if switch:
            waiting = switch[1].lower()
            switches.setdefault(waiting, "")
            waiting = waiting if waiting in taking else ""
        elif waiting:
            switches[waiting], waiting = word, ""
        else:
            words.append(word)
    return words, switches
