"""NAM-004: English words in American spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.sentences import before, behind
from briefgen.findings import Grade

_OUR = "arm|behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|vap"
_AMERICAN = re.compile(
    rf"(?<![\w\-‑@/.])(?:(?P<er>[Cc]ent|[Tt]heat|[Ff]ib|[Mm]eag|[Ss]omb)er(?P<ers>s|ed)?"
    rf"|(?P<or>(?:{_OUR}|{_OUR.title()}))or(?P<ors>s|ed|ing|able|hood|hoods|ly)?"
    r"|(?P<se>[Dd]efen|[Oo]ffen)se(?P<ses>s|less)?"
    r"|(?P<l>[Cc]ance|[Ll]abe|[Mm]ode|[Ss]igna|[Tt]rave|[Ff]ue|[Cc]ounse)l(?P<ls>ed|ing|er|ers|or|ors)"
    r"|(?P<ll>[Ff]ulfi|[Ee]nro)ll(?P<lls>ment|ments))(?![\w\-‑@]|\.\w)"
)
_ENDINGS = {"er": "re", "or": "our", "se": "ce", "l": "ll", "ll": "l"}


@in_passages(
    "NAM-004",
    Grade.WARNING,
    source="Commission, English Style Guide: British spelling; official names keep their own",
    wrong="The training centers offer places for travelers.",
    right="The training centres offer places for travellers.",
    languages=("en",),
)
def british_spelling(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """English words are in British spelling, as in EU texts, and not in American; official names are let be."""
    if scanned.manuscript.tag == "en-US":
        return
    for found in _AMERICAN.finditer(scanned.text):
        british = _british(found)
        if british != found[0] and not _is_name(found, scanned.text):
            yield scanned.at(*found.span(), f"“{found[0]}” is American spelling.", f"Write “{british}”.")


def _british(found: re.Match[str]) -> str:
    kind = next(each for each in _ENDINGS if found[each])
    end = found[f"{kind}s"] or ""
    if kind == "er" and end == "ed":
        return f"{found[kind]}red"
    if kind == "or" and end in {"able", "hood", "hoods", "ly", "s", "ed", "ing"}:
        return f"{found[kind]}our{end}"
    return f"{found[kind]}{_ENDINGS[kind]}{end}"


def _is_name(found: re.Match[str], text: str) -> bool:
    """Whether it has a capital in mid-sentence, or a name goes on behind it."""
    left = before(text, found.start()).rstrip()
    is_inside = bool(left) and left[-1] not in ".!?:;•"
    return found[0][0].isupper() and (is_inside or bool(re.match(r"[ \u00a0](?:for|of)\b", behind(text, found.end()))))
