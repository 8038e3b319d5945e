"""The short half of the benchmarks, in some two minutes: what is aimed at, beside what was measured.

python -m benchmarks.short

Ratios of one run, by turns, after a round that does not count. Few rounds, so a figure near its bound wants the long
form: see README.md.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import checks, engine, ledgers, letters, start_up
from benchmarks.processes import judge
from briefgen.sources import read_dossier

_ROUNDS = 3


def main() -> None:
    """Prints a line for each aim."""
    start_up.main(_ROUNDS)
    _rules()
    _engine()
    _letters()
    with TemporaryDirectory() as folder:
        _ledger(Path(folder))
    # from a small process: what runs counts the memory of the one that started it as its own
    subprocess.run([sys.executable, "-m", "benchmarks.growth", "1000", "points", "letters", "figures"], check=True)


def _rules() -> None:
    gc.set_threshold(500_000)  # as the command line has it
    sample, _ = read_dossier(checks.SAMPLE, dateline_place="Brussels")
    said, asked = checks.seconds_of_rules(checks.grown(sample, 10_000))
    print(judge(f"all rules on 10 000 entries: {asked:.1f} s, times saying their texts", asked / said, 2))


def _engine() -> None:
    ours, theirs, floor = engine.measure(["15"], _ROUNDS)
    name = f"engine, 15 points: {1000 * ours.seconds:.1f} ms,"
    print(judge(f"{name} as fast as docxtpl times", theirs.seconds / ours.seconds, 12, at_least=True))
    print(judge(f"{name} times the floor", ours.seconds / floor.seconds, 2))


def _letters() -> None:
    runs = letters.measure(648, _ROUNDS - 1, ("briefgen", "docxtpl"))
    seconds = median(each["briefgen"].cpu for each in runs)
    ratio = median(each["docxtpl"].cpu / each["briefgen"].cpu for each in runs)
    print(judge(f"648 letters end to end: {seconds:.1f} s, as fast as docxtpl times", ratio, 8, at_least=True))


def _ledger(folder: Path) -> None:
    first, again, theirs = ledgers.against_pandas(folder, _ROUNDS - 1, 10_000)
    name = f"status on 10 000 rows of CSV: {first.seconds:.2f} s,"
    print(judge(f"{name} times a pandas script", first.seconds / theirs.seconds, 4))
    print(judge(f"{name} again, times a pandas script", again.seconds / theirs.seconds, 1.5))


if __name__ == "__main__":
    main()
