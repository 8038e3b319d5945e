"""The rules of `briefgen check` as the manual shows them, family by family."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.checks import CheckRule, all_rules
from tests.manual_tables import table

FAMILIES = {
    "AMT": "amounts of money",
    "CAL": "the calendar",
    "CHG": "changes over time",
    "CNT": "counts and their lists",
    "DAT": "dates",
    "DUP": "what is said twice",
    "GRM": "grammar",
    "LAY": "layout",
    "NAM": "names of bodies, institutions and countries",
    "NUM": "numbers",
    "PUN": "punctuation",
    "REF": "references, captions and footnotes",
    "SPC": "spaces",
    "STA": "states and deadlines",
    "SUM": "sums and shares",
    "TRL": "translations against their source",
    "TRM": "terms and names",
    "XDO": "two papers side by side",
}


def check_rules() -> str:
    """The rules, a table with examples and a list of sources for each family."""
    families: dict[str, list[CheckRule]] = {}
    for each in all_rules().values():
        families.setdefault(each.family, []).append(each)
    return "\n".join(
        f"### {family}: {FAMILIES[family]}\n\n{_family_table(found)}\n{_sources(found)}"
        for family, found in families.items()
    )


def _family_table(found: Iterable[CheckRule]) -> str:
    heading = ("rule", "grade", "what it asks", "wrong", "right")
    return table(
        heading, ((each.id, each.grade.word, each.says, _line(each.wrong), _line(each.right)) for each in found)
    )


def _sources(found: Iterable[CheckRule]) -> str:
    """Each source once, with the rules that rest on it."""
    by_source: dict[str, list[str]] = {}
    for each in found:
        by_source.setdefault(each.source, []).append(each.id)
    lines = (f"- {', '.join(ids)}: {_line(source)}\n" for source, ids in by_source.items())
    return f"Sources and reasons:\n\n{''.join(lines)}"


def _line(example: str) -> str:
    """An example on one line, with what Markdown would take for marks escaped."""
    return re.sub(r"([*_<\[])", r"\\\1", example.replace("\n", " / "))
