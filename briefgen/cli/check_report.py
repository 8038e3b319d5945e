"""What `briefgen check` prints for people: how much of what kind, then the findings, with repeats folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from briefgen.cli.console import visible
from briefgen.cli.report import lowest_shown, show_finding
from briefgen.findings import REGISTER, Finding, Grade, Place, place_rank, worst_first

SHOWN = 3
"""How often a rule is told of before its other findings are only counted."""

_FILES_NAMED = 3
_Key = tuple[str, Grade]


def count_kinds(findings: Iterable[Finding]) -> str:
    """How many findings there are of each grade, and of how many rules: "13 errors of 2 kinds, 1 warning"."""
    by_grade: dict[Grade, list[str]] = {grade: [] for grade in sorted(Grade, reverse=True)}
    for each in findings:
        by_grade[each.grade].append(each.rule)
    return ", ".join(_counted(grade.word, rules) for grade, rules in by_grade.items() if rules)


def _counted(word: str, rules: Sequence[str]) -> str:
    if len(rules) == 1:
        return f"1 {word}"
    kinds = len(set(rules))
    return f"{len(rules)} {word}s of {'one kind' if kinds == 1 else f'{kinds} kinds'}"


def print_findings(
    findings: Iterable[Finding],
    order: Mapping[Place, int],
    by: str = "",
    *,
    unfolded: bool = False,
    quiet: bool = False,
    verbose: bool = False,
) -> None:
    """Prints findings to stderr; from the fourth of one rule and grade on they are counted together.

    Args:
        order: the places of the papers that were read, numbered in the order of reading.
        by: "rule" for those of one rule together, the gravest rule first; "place" for the order of reading; else the
            gravest first, whatever the rule.
        unfolded: whether each is shown.
        quiet, verbose: errors only; hints as well.
    """
    lowest = lowest_shown(quiet=quiet, verbose=verbose)
    shown = [each for each in _sorted(findings, order, by) if each.grade >= lowest]
    lines = [*_lines(shown, len(shown) if unfolded else SHOWN, with_headings=by == "rule")]
    if lines:
        click.echo("\n".join(lines), err=True)


def _sorted(findings: Iterable[Finding], order: Mapping[Place, int], by: str) -> list[Finding]:
    found = worst_first(findings)
    if by == "place":
        return sorted(found, key=lambda each: (each.place.file, order.get(each.place, 0), place_rank(each.place)))
    if by == "rule":
        counts = Counter(each.rule for each in found)
        gravest = {each.rule: -each.grade for each in reversed(found)}
        return sorted(found, key=lambda each: (gravest[each.rule], -counts[each.rule], each.rule))
    return sorted(found, key=lambda each: (-each.grade, each.place.file, order.get(each.place, 0)))


def _lines(findings: Sequence[Finding], most: int, *, with_headings: bool) -> Iterator[str]:
    """A line or two for each finding; behind the last one that is shown of a rule, how many more there are."""
    folded: dict[_Key, list[Finding]] = {}
    for each in findings:
        folded.setdefault((each.rule, each.grade), []).append(each)
    met: Counter[_Key] = Counter()
    heading = ""
    for each in findings:
        key = (each.rule, each.grade)
        met[key] += 1
        if with_headings and heading != each.rule:
            heading = each.rule
            yield _heading(each.rule, sum(len(found) for (rule, _), found in folded.items() if rule == each.rule))
        if met[key] <= most:
            yield show_finding(each)
        if met[key] == most and (more := folded[key][most:]):
            yield _rest(each.rule, more)


def _heading(rule: str, count: int) -> str:
    says = REGISTER[rule].says if rule in REGISTER else ""
    times = "once" if count == 1 else f"{count} times"
    return click.style(visible(f"{rule}, {times}: {says}".removesuffix(": ")), bold=True)


def _rest(rule: str, more: Sequence[Finding]) -> str:
    files = list(dict.fromkeys(each.place.file for each in more))
    named = ", ".join(files[:_FILES_NAMED])
    others = len(files) - _FILES_NAMED
    if others > 0:
        named += f" and {others} other file{'' if others == 1 else 's'}"
    return visible(f"  … and {len(more)} more of {rule} in {named}; --all shows them.")
