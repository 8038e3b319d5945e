"""NAM-004 and NAM-005: English words in American spelling, and acronyms before what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_manuscript
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, behind
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_OUR = "arm|behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|vap"
_AMERICAN = late(
    rf"(?<![\w\-‑@/.])(?:(?P<er>[Cc]ent|[Tt]heat|[Ff]ib|[Mm]eag|[Ss]omb)er(?P<ers>s|ed)?"
    rf"|(?P<or>(?:{_OUR}|{_OUR.title()}))or(?P<ors>s|ed|ing|able|hood|hoods|ly)?"
    r"|(?P<se>[Dd]efen|[Oo]ffen)se(?P<ses>s|less)?"
    r"|(?P<l>[Cc]ance|[Ll]abe|[Mm]ode|[Ss]igna|[Tt]rave|[Ff]ue|[Cc]ounse)l(?P<ls>ed|ing|er|ers|or|ors)"
    r"|(?P<ll>[Ff]ulfi|[Ee]nro)ll(?P<lls>ment|ments))(?![\w\-‑@]|\.\w)"
)
_Z = late(r"(?<![\w\-‑@/.])[a-z]{3,}iz(?:e[sdr]?|ing|ations?)\b|\b(?:program|defense|license[sd])\b")
_BRITISH = late(
    rf"(?<![\w\-‑@/.])(?:[a-z]{{3,}}is(?:ed|ing|ations?)|(?:{_OUR})our\w*|(?:cent|theat)res?|programmes?|defence|licences?"
    r"|\w+ll(?:ed|ing))\b"
)
_FEW = 2
_ENDINGS = {"er": "re", "or": "our", "se": "ce", "l": "ll", "ll": "l"}


@cache_per_manuscript
def is_american(manuscript: Manuscript, context: CheckContext) -> bool:
    """Whether a file of somebody else is in American spelling on the whole, so that none of it is a slip."""
    if manuscript.kind or context.situation:
        return False
    text = context.vocabulary(manuscript).text
    american = {found[0].casefold() for pattern in (_AMERICAN, _Z) for found in pattern.finditer(text)}
    british = {found[0].casefold() for found in _BRITISH.finditer(text)}
    return len(american) > max(_FEW, len(british))


@in_passages(
    "NAM-004",
    Grade.WARNING,
    source="Commission, English Style Guide: British spelling; official names keep their own",
    wrong="The training centers offer places for travelers.",
    right="The training centres offer places for travellers.",
    languages=("en",),
    houses={"plain": Grade.HINT},
    needs=(
        "enter",
        "heater",
        "iber",
        "eager",
        "omber",
        "avior",
        "color",
        "Color",
        "eavor",
        "avor",
        "arbor",
        "onor",
        "umor",
        "abor",
        "ghbor",
        "vapor",
        "armor",
        "efense",
        "ffense",
        "eled",
        "eling",
        "eler",
        "aled",
        "aling",
        "celed",
        "unselor",
        "llment",
        "lment",
    ),
)
def british_spelling(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """English words are in British spelling, as in EU texts, and not in American; official names are let be."""
    if scanned.manuscript.tag == "en-US":
        return
    for found in _AMERICAN.finditer(scanned.text):
        if is_american(scanned.manuscript, context):
            return
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


_DEFINED = late(r"[ \u00a0]\((?P<short>[A-Z][A-Z\d]{1,7})\)")
_ENTRY = late(r"[\w/]+(?: [-–—]|:) ")  # of a glossary
_MOST = 10


@in_passages(
    "NAM-005",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.6: spelt out at the first use, with the acronym in brackets behind",
    wrong="The ETIAS rules apply. The European Travel Information and Authorisation System (ETIAS) starts in May.",
    right="The European Travel Information and Authorisation System (ETIAS) starts in May. The ETIAS rules apply.",
    needs=("(",),
)
def long_form_first(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """In a paragraph that spells an acronym out, it is not used before."""
    for found in _DEFINED.finditer(scanned.text):
        used = re.search(rf"(?<![\w(\-–]){found['short']}(?![\w)\-–])", scanned.text[: found.start()])
        is_entry = used is not None and used.start() == 0 and _ENTRY.match(scanned.text) is not None
        if used and not is_entry and _spells(before(scanned.text, found.start()), found["short"]):
            message = f"“{found['short']}” is used here, and spelt out only behind."
            yield scanned.at(*used.span(), message, "Spell it out where it first stands.")


def _spells(left: str, short: str) -> bool:
    """Whether the initials of the words before it make an acronym, small words left out."""
    words = re.findall(r"[^\W\d_][\w’'\-]*", left)[-_MOST:]
    initials = "".join(each[0] for each in words if each[0].isupper()).upper()
    return initials.endswith(short[-2:]) or short in initials
