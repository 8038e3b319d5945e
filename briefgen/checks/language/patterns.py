"""Patterns of many words that are quick to search with: where none of their first letters stands they fail at once.

Python's `re` tries all alternatives of a pattern at each place of a text, and without regard to capitals that is slow:
a look at one character in front of them passes over most places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

GAP = r"[^\S\t\n\r\f\v]"
"""A space inside a line, hard, thin or plain; Python compiles a set that lists them ten times as long."""
_GROUP, _OPTIONAL, _NEVER = "(?:", "?*{", "(?!)"


def in_small(word: str) -> str:
    """A word as a pattern without regard to capitals takes it: casefolded, and the two Turkish letters for an i."""
    return word.casefold().replace("ı", "i").replace("i\u0307", "i")


def any_word(words: Iterable[str]) -> str:
    """The source of a pattern for any of some words, the earlier one first; of none, a pattern that never matches."""
    listed = list(words)
    if not listed:
        return _NEVER
    firsts = "".join(sorted({each[0] for each in listed}))
    return rf"(?=[{re.escape(firsts)}])(?:{'|'.join(map(re.escape, listed))})"


def quick(alternatives: str) -> str:
    """The source of a group of alternatives, with the look at its first character where that can be told."""
    firsts = "".join(_first_letters(alternatives) or ())
    return f"(?=[{firsts}])(?:{alternatives})" if firsts else f"(?:{alternatives})"


def _first_letters(alternatives: str) -> set[str] | None:
    """What one of the alternatives can begin with, as the inside of a set of characters; None where it is not plain."""
    found: set[str] = set()
    for each in _split(alternatives):
        letters = _first_of(each)
        if letters is None:
            return None
        found |= letters
    return found


def _first_of(alternative: str) -> set[str] | None:
    if alternative.startswith(_GROUP):
        end = _closing(alternative)
        is_whole = alternative[end + 1 : end + 2] not in tuple(_OPTIONAL)
        return _first_letters(alternative[len(_GROUP) : end]) if is_whole else None
    listed = re.match(r"\[(\w+)\](?![?*{])|(\w)(?![?*{])", alternative)
    return set(listed[1] or listed[2]) if listed else None


def _split(alternatives: str) -> Iterator[str]:
    """The alternatives of the outermost level."""
    start = 0
    for at, depth in _depths(alternatives):
        if depth == 0 and alternatives[at] == "|":
            yield alternatives[start:at]
            start = at + 1
    yield alternatives[start:]


def _closing(source: str) -> int:
    """Where the group ends that a pattern begins with."""
    return next((at for at, depth in _depths(source) if depth == 0), len(source))


def _depths(source: str) -> Iterator[tuple[int, int]]:
    """Each character of a pattern that means something outside a set, with how many groups are open behind it."""
    depth, is_in_set = 0, False
    for found in re.finditer(r"\\.|[\[\]()|]", source):
        sign = found[0]
        is_in_set = sign == "[" or (is_in_set and sign != "]")
        if not is_in_set and sign in "()|":
            depth += (sign == "(") - (sign == ")")
            yield found.start(), depth


class _LatePattern:
    """What has the methods of a pattern, once one of them is asked for."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._asked = source, flags

    def __getattr__(self, name: str) -> object:
        """Compiles the pattern; its methods are attributes from then on, and as quick to call as its own."""
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._asked)
        self.__dict__.update((each, getattr(compiled, each)) for each in _ASKED)
        return getattr(compiled, name)


_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern", "flags", "groupindex")


def late(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used: most texts have words for few of those that the rules have."""
    return cast("re.Pattern[str]", _LatePattern(source, flags))
