"""Keys for points and items that have none: of their head words, short, and each only once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import Final

from briefgen.sources.mapping.keys import make_key

_MARKED_UP = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_SIGNS = re.compile(r"\[\^[^\]]+\]|\]\([^)]*\)|[*\[\]\\#]|\{\{.*?\}\}")
_WORDS: Final = 6
_LONGEST: Final = 40
_HEAD_ENDS: Final = re.compile(r"[:;.]\s|\n")


def head_words(text: str) -> str:
    """What a text is called by: its first words in bold, those before a colon, or the first six."""
    bold = next((found[1] for found in _MARKED_UP.finditer(text[:400]) if len(found[1].split()) > 0), "")
    words = _plain(bold).strip(" .:;,–-") or _HEAD_ENDS.split(_plain(text).strip(), maxsplit=1)[0]
    return " ".join(words.split()[:_WORDS]).rstrip(" .:;,–-")


def _plain(text: str) -> str:
    return _SIGNS.sub("", text)


def make_keys(texts: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A key for each text, of its head words; one that others have already has a number behind it.

    Args:
        taken: keys that are not to be used.
    """
    used = {each.casefold() for each in taken}
    found: list[str] = []
    for text in texts:
        found.append(_free(_shortened(head_words(text)), used))
        used.add(found[-1].casefold())
    return found


def _shortened(words: str) -> str:
    while len(words) > _LONGEST and " " in words:
        words = words.rpartition(" ")[0]
    return make_key(words).casefold() if any(each.isalnum() for each in words) else "item"


def _free(key: str, used: set[str]) -> str:
    if key not in used:
        return key
    return next(f"{key}-{number}" for number in count(2) if f"{key}-{number}" not in used)
