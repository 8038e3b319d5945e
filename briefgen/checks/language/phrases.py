"""English phrases that are slips whenever they stand, and spellings of compounds, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from briefgen.findings import Grade

_SEASON = "(?:spring|summer|autumn|winter)"
_ACHIEVE = "prevent|reduce|improve|strengthen|ensure|achieve|enhance|avoid|protect|tackle"


class Phrase(NamedTuple):
    """A phrase; texts without `needle` need not be searched for it."""

    needle: str
    pattern: re.Pattern[str]
    grade: Grade
    remedy: str


def _phrase(needle: str, pattern: str, remedy: str, grade: Grade = Grade.HINT) -> Phrase:
    return Phrase(needle, re.compile(pattern), grade, remedy)


PHRASES: Final = (
    _phrase("such as well", r"\bsuch as well as\b", "Name what “such as” is followed by.", Grade.ERROR),
    _phrase(" manner", r"\bon an? (?:more |less )?\w+ manner\b", "Write “in a … manner”.", Grade.WARNING),
    _phrase("in ", rf"\bin {_SEASON} {_SEASON}\b", "Name one season, or put “and” between the two.", Grade.WARNING),
    _phrase("the aim to ", r"\bwith the aim to \w+", "Write “with the aim of …ing”."),
    _phrase("contribut", rf"\bcontribut(?:e|es|ed|ing) to (?:{_ACHIEVE})\b", "Write “contribute to …ing”."),
    _phrase("with the", r"\bborder(?:s|ing)? with the\b", "Write “bordering the …”."),
    _phrase(" own ", r"\b(?:of|by) own(?= \w+s\b)", "Say whose: “of their own …”."),
    _phrase("now onwards", r"\bfrom now onwards\b", "Write “from now on”."),
    _phrase("contact", r"\b(?:taken|take|takes|took) contacts? with\b", "Write “been in contact with”."),
    _phrase("flagships ", r"\bflagships (?:initiatives|projects|programmes)\b", "Write “flagship” here."),
    _phrase("leverages", r"\b(?:all|our|its|their) leverages\b", "Write “levers”; “leverage” has no plural."),
)
"""Most are hints; those graver are no English at all."""

SPELLINGS: Final[Mapping[str, str]] = {
    r"\bon-going\b": "ongoing",
    r"\b[Pp]ro-actively\b": "proactively",
    r"\b[Pp]ro-active\b": "proactive",
    r"\bblue print\b": "blueprint",
    r"\belectro optical\b": "electro-optical",
    r"\b(?:the|a|possible|joint) set up(?= of\b)": "set-up",
}
"""Patterns of compounds, with the usual spelling."""
