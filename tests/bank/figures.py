"""How much of the bank is found, by family; and the record of what was found, `found.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tests.bank.examining import Found, clean_findings
from tests.bank.faults import HERE, BankFault, papers

RECORD = HERE / "found.csv"
KNOWN = HERE / "false_alarms.csv"
_NO = "no"


@dataclass(frozen=True)
class Row:
    """The figures of some mistakes.

    Attributes:
        mechanical, found: how many of them a rule can find, wholly or partly, and how many of these are found.
        other, other_found: the same of those that no rule can find.
        hinted: how many of those that a rule can find are found by hints alone.
    """

    mechanical: int
    found: int
    hinted: int
    other: int
    other_found: int

    @property
    def share(self) -> str:
        """How much of what a rule can find is found, in per cent."""
        return f"{100 * self.found / self.mechanical:.0f} %" if self.mechanical else "–"


def row_of(faults: Iterable[BankFault], found: Mapping[str, Found]) -> Row:
    """The figures of some mistakes; `found` is by their ids."""
    can: list[Found] = []
    cannot: list[Found] = []
    for fault in faults:
        (cannot if fault.mechanical == _NO else can).append(found[fault.id])
    grave = [each for each in can if each.grave]
    hinted = [each for each in can if each.hints and not each.grave]
    return Row(len(can), len(grave), len(hinted), len(cannot), sum(bool(each.grave) for each in cannot))


def table(faults: Iterable[BankFault], found: Mapping[str, Found], by: Callable[[BankFault], str]) -> str:
    """The figures as a Markdown table, a line for each family or language and one for all."""
    groups: dict[str, list[BankFault]] = {}
    for fault in faults:
        groups.setdefault(by(fault), []).append(fault)
    rows = [(name, row_of(groups[name], found)) for name in sorted(groups)]
    rows.append(("**all**", row_of([each for group in groups.values() for each in group], found)))
    head = "| | a rule can find | found | share | hints alone | no rule can | of these found |\n"
    return f"{head}|---|--:|--:|--:|--:|--:|--:|\n" + "".join(
        f"| {name} | {row.mechanical} | {row.found} | {row.share} | {row.hinted} | {row.other} | {row.other_found} |\n"
        for name, row in rows
    )


def recorded() -> dict[str, Found]:
    """What was found when the record was written, by the ids of the mistakes."""
    with RECORD.open(encoding="utf-8", newline="") as file:
        return {row["id"]: Found(_split(row["found"]), _split(row["hints"])) for row in csv.DictReader(file)}


def record(faults: Iterable[BankFault], found: Mapping[str, Found]) -> str:
    """The record of what is found, for people to read: each mistake in words beside the rules that see it."""
    lines = (
        (
            each.id,
            *map(" ".join, (found[each.id].grave, found[each.id].hints)),
            each.family,
            each.mechanical,
            each.mistake,
        )
        for each in faults
    )
    return _as_csv(("id", "found", "hints", "family", "mechanical", "mistake"), lines)


def false_alarms() -> set[tuple[str, str, str]]:
    """What errors and warnings say of papers without a mistake: the paper, the rule and the words."""
    return {
        (paper, each.rule, each.words)
        for paper in papers()
        for each in clean_findings(paper)
        if each.grade.name != "HINT"
    }


def known_false_alarms() -> set[tuple[str, str, str]]:
    """Those that are known, and are to become fewer."""
    with KNOWN.open(encoding="utf-8", newline="") as file:
        return {(row["paper"], row["rule"], row["words"]) for row in csv.DictReader(file)}


def record_of_false_alarms() -> str:
    """The record of those that there are."""
    return _as_csv(("paper", "rule", "words"), sorted(false_alarms()))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split())


def _as_csv(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([head, *lines])
    return file.getvalue()
