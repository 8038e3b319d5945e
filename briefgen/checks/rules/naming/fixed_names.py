"""NAM-003: names of institutions in a wrong number or with wrong capitals, and letters that a language asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.findings import Grade

_SEVERAL = r"(?:\d{2,}|[2-9]|two|three|four|five|six|seven|eight|nine|ten|all|several|some|many|most|other)"
_FORMS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "en": (
        (r"\bMembers States?\b", "Member States"),
        (
            rf"(?<=[ \u00a0])(?<!\bno )(?i:{_SEVERAL})[ \u00a0](?:EU )?(?P<at>Member State)(?=[ \u00a0][a-z])",
            "Member States",
        ),
        (r"\bCourts? of Auditor(?![\w’'])", "Court of Auditors"),
        (r"\b(?:European union|european Union|European commission|european Commission)\b", ""),
        (r"\b(?:European parliament|european Parliament|European council)\b", ""),
    ),
    "fr": (
        (r"\b(?:États|Etats|Etat)[- ]membres?\b(?<!États membres)(?<!États membre)", "États membres"),
        (r"\bEtats?\b(?![- ]membre)(?!-Unis)", "État"),
        (r"\bEtats-Unis\b", "États-Unis"),
        (r"\bCour de comptes\b", "Cour des comptes"),
        (r"\b(?:Union Européenne|union européenne)\b", "Union européenne"),
        (r"\bCommission Européenne\b", "Commission européenne"),
        (r"\b[Mm]anoeuvres?\b", "manœuvre"),
        (r"\b(?:[Mm]ise en|[Mm]ettre en|[Mm]is en|[Mm]ises? en) oeuvre\b", "œuvre"),
        (r"\b[2-9]è(?:m|)e\b|\b\d+ème\b", "2e"),
    ),
    "de": (
        (r"\beuropäische[nrs]? (?:Kommission|Rechnungshof\w*|Union|Parlaments?|Rate?s?)\b", ""),
        (r"\b[Ee]uropäische[nrs]? (?:kommission|rechnungshof|union|parlament)\b", ""),
    ),
    "pl": (
        (r"\beuropejski\w* Trybuna\w+ Obrachunkow\w+", ""),
        (r"\b(?:Komisj\w+ europejsk\w+|komisj\w+ Europejsk\w+|Uni\w+ europejsk\w+|unii Europejsk\w+)\b", ""),
        (r"\b(?:Parlament\w* europejski\w*|parlament\w* Europejski\w*)\b", ""),
    ),
    "es": ((r"\b(?:Unión europea|unión Europea|Comisión europea|comisión Europea)\b", ""),),
    "it": ((r"\b(?:Unione Europea|unione europea|Commissione Europea)\b", ""),),
    "pt": ((r"\b(?:União europeia|união Europeia|Comissão europeia|comissão Europeia)\b", ""),),
}

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "de": ("uropäisch",),
    "en": (
        "Members State",
        "Member State ",
        "Member State\u00a0",
        "Court of Auditor",
        "Courts of Auditor",
        "European union",
        "european Union",
        "European commission",
        "european Commission",
        "European parliament",
        "european Parliament",
        "European council",
    ),
    "es": ("nión", "omisión"),
    "fr": ("tat", "Cour de", "nion", "Commission E", "oeuvre", "è"),
    "it": ("nione", "Commissione E"),
    "pl": ("uropejsk",),
    "pt": ("nião", "omissão"),
}
"""Some of these stands in every text that a form is looked for in."""


@in_passages(
    "NAM-003",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.4 and Annex A: names of institutions, in their number and capitals",
    wrong="Here the Members States decide, with money from the European union.",
    right="Here the Member States decide, with money from the European Union.",
    languages=sorted(_FORMS),
    needs=lambda words, language: words.holding(_PARTS[language]),
)
def as_they_are_called(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Institutions and Member States are named as they are called, in capitals, number and accents."""
    for pattern, right in _patterns(scanned.language) if not scanned.text.isupper() else ():
        for found in pattern.finditer(scanned.text):
            span = found.span("at") if "at" in pattern.groupindex else found.span()
            typed = scanned.text[slice(*span)]
            better = right or _with_capitals(typed)
            yield scanned.at(*span, f"“{typed}” is not how it is written.", f"Write “{better}”.")


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), right) for pattern, right in _FORMS[language])


def _with_capitals(typed: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in typed.split())
