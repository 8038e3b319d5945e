"""The short half of the benchmarks, in some two minutes: what is aimed at, beside what was measured.

python -m benchmarks.short

The same as `python -m benchmarks.aims`, with few rounds, so a figure near its bound wants the long form: see README.md.
"""

from __future__ import annotations

from functools import partial

from benchmarks import aims, growth, letters

ROUNDS = {"annex": 3, "help": 3, "letters": 1, "note": 2, "rules": 1, "paper": 1, "csv": 2, "sheet": 2, "engine-15": 3}
_OURS = "briefgen", "--jobs 2", "again", "docxtpl"


def main() -> None:
    """Prints a row for each aim, and how three things grow."""
    workloads = dict(aims.WORKLOADS)
    workloads["letters"] = workloads["letters"]._replace(measure=partial(letters.measure, 648, only=_OURS))
    print(aims.HEAD)
    for name, rounds in ROUNDS.items():
        for row in aims.measured(workloads[name], rounds):
            print(row, flush=True)
    growth.main("10000", "items", "figures", "frames")


if __name__ == "__main__":
    main()
