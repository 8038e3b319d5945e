"""`python -m tests.bank`: how much of the bank is found, by family and by language, in about two minutes.

`--missed` lists what is not found though a rule could; `--write` writes the record of what is found anew. A word is
taken as the beginning of ids or as a family: `python -m tests.bank calendar --missed`.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor

from tests.bank.examining import Found, found_of
from tests.bank.faults import BankFault, faults
from tests.bank.figures import KNOWN, RECORD, false_alarms, record, record_of_false_alarms, table


def main(arguments: list[str]) -> None:
    """Prints the figures of the faults asked for; all where none are named."""
    words = [each for each in arguments if not each.startswith("--")]
    chosen = [each for each in faults() if not words or any(each.family == w or each.id.startswith(w) for w in words)]
    found = examine(chosen)
    lines = [table(chosen, found, lambda each: each.family), table(chosen, found, lambda each: each.language)]
    if "--missed" in arguments:
        lines += (f"{e.id} {e.file}: {e.mistake}\n  {e.old} → {e.new}" for e in missed(chosen, found))
    lines += (f"false alarm in {paper}: {rule} {said}" for paper, rule, said in sorted(false_alarms()))
    sys.stdout.write("\n".join([*lines, ""]))
    if "--write" in arguments and not words:
        RECORD.write_text(record(chosen, found), encoding="utf-8", newline="\n")
        KNOWN.write_text(record_of_false_alarms(), encoding="utf-8", newline="\n")


def examine(chosen: list[BankFault]) -> dict[str, Found]:
    """What is found of each, by its id."""
    with ProcessPoolExecutor(2) as pool:
        return dict(zip((each.id for each in chosen), pool.map(found_of, chosen, chunksize=20), strict=True))


def missed(chosen: list[BankFault], found: dict[str, Found]) -> list[BankFault]:
    """Those that a rule could find and none does."""
    return [each for each in chosen if each.mechanical != "no" and not found[each.id].grave]


if __name__ == "__main__":
    main(sys.argv[1:])
