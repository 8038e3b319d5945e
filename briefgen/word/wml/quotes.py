"""Quotation marks inside a tag as Word leaves them, and the straight ones that Jinja2 wants.

AutoCorrect makes a closing mark of every quote behind a character that is neither a space nor an opening bracket
(`=='done'` becomes `==’done’`), the Word of each language has marks of its own, French puts hard spaces inside, and a
tag typed in two programs has one straight and one curly mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

QUOTED = re.compile(
    r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|“[^”“]*”|„[^“”]*[“”]|‘[^’‘]*’|”[^”]*”|«[^«»]*»|»[^«»]*«|‹[^‹›]*›|›[^‹›]*‹'
)
"""A text in marks that pair up; quotes of another kind may stand in it."""

_FAMILIES = ('"“”„‟«»', "'‘’‚‛‹›")
_ANY = re.compile("[\"'“”„‟«»‘’‚‛‹›]")
_ANGLED = "«»‹›"
_HARD = "\u00a0\u202f\u2007\u2009"


def strings_in(code: str) -> Iterator[tuple[int, int, str]]:
    """The texts in quotation marks: where each begins and ends, and how it reads with straight marks.

    Marks that pair up as in print are taken so; only where that leaves one over, a text ends at the first mark of
    the same family (double or single) that is no apostrophe inside a word.
    """
    exact = [found.span() for found in QUOTED.finditer(code)]
    spans = list(_loose(code)) if _ANY.search(_outside(code, exact)) else exact
    for start, end in spans:
        yield start, end, _straight(code[start:end])


def _outside(code: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        code = code[:start] + code[end:]
    return code


def _loose(code: str) -> Iterator[tuple[int, int]]:
    position = 0
    while opened := _ANY.search(code, position):
        family = next(each for each in _FAMILIES if opened[0] in each)
        closed = re.compile(rf"[{family}](?!\w)").search(code, opened.end())
        if closed:
            yield opened.start(), closed.end()
        position = closed.end() if closed else opened.end()


def _straight(quoted: str) -> str:
    if quoted[0] == quoted[-1] and quoted[0] in "\"'":
        return quoted
    content = quoted[1:-1]
    if quoted[0] in _ANGLED:
        content = _without_hard_spaces(content)
    content = content.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{content}"'


def _without_hard_spaces(content: str) -> str:
    """French marks stand off from their text, by hard spaces or, on other keyboards, by plain ones on both sides."""
    stripped = content.strip(_HARD)
    is_spaced = stripped == content and len(content) > 1 and content[0] == content[-1] == " "
    return content[1:-1] if is_spaced else stripped
