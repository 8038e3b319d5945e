"""How long the checks take: on the sample dossier, on ledgers of 1 000 and 10 000 entries, and on a file of 500 pages.

The floor is the least that any reader of the texts must do: to say them all once, which composing the annex does.
What is printed
is the time of all rules, of each family, and the ratio to that floor, measured by turns in one run, in seconds of the
processor; the first round does not count. Of the file, whole runs of `briefgen check` are timed.

python -m benchmarks.checks [ENTRIES …]    the families
python -m benchmarks.aims rules paper
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

from msgspec.structs import replace

from benchmarks.processes import ROOT, Cost, Costs, Program, by_turns, own_peak, run
from benchmarks.start_up import NOTHING_KEPT, STARTER, write
from briefgen.asof import Situation, situation_as_of
from briefgen.checks import CheckContext, RuleSelection, all_rules, check
from briefgen.compose import Request, manuscripts_of
from briefgen.localise import localiser
from briefgen.model.dossier import Dossier, FollowUp
from briefgen.model.manuscript import Manuscript
from briefgen.sources import read_dossier

DAY = date(2023, 3, 17)
SAMPLE = ROOT / "data" / "february-2023-european-council"
_ROUNDS = 5
_PAGES, _A_PAGE = 500, 9  # paragraphs


def main(*entries: int) -> None:
    """Prints the times of the sample and of the ledgers, family by family."""
    gc.set_threshold(50_000)  # as the command line has it
    sample = _sample()
    _measure("sample", sample)
    for number in entries or (1_000, 10_000):
        _measure(f"{number} entries", grown(sample, number))


def paper(folder: Path, rounds: int) -> Costs:
    """`check` of a file of 500 pages: with nothing kept of it, and looked at before."""
    starter, path = write(folder / "starter.py", STARTER), folder / "long.docx"
    texts = [row.text for row in _sample().follow_ups if "{{" not in row.text]
    _write_pages(path, texts)
    words = [starter, "check", str(path)]
    return by_turns({"first": Program(words, folder, NOTHING_KEPT), "again": Program(words, folder)}, rounds)


def rules(folder: Path, rounds: int, entries: int = 10_000) -> Costs:
    """All rules on a ledger of so many entries, and saying its texts: both in a process of their own, by turns."""
    path = folder / "told.json"
    run(Program(["-m", "benchmarks.checks", "--tell", str(entries), str(rounds), str(path)], folder))
    told = json.loads(path.read_text(encoding="utf-8"))
    return {name: [Cost(*cost) for cost in costs] for name, costs in told.items()}


def tell(entries: str, rounds: str, path: str) -> None:
    """Writes what both take into a file."""
    gc.set_threshold(500_000)  # as the command line has it
    said, asked = costs_of_rules(grown(_sample(), int(entries)), int(rounds))
    Path(path).write_text(json.dumps({"saying the texts": said, "rules": asked}), encoding="utf-8")


def _sample() -> Dossier:
    return read_dossier(SAMPLE, dateline_place="Brussels")[0]


def _write_pages(path: Path, texts: Sequence[str]) -> None:
    from docx import Document

    document = Document()
    for number in range(_PAGES * _A_PAGE):
        document.add_paragraph(
            f"{texts[number % len(texts)].replace('*', '')} It concerns file {number} of the series."
        )
    document.save(str(path))


def grown(dossier: Dossier, entries: int) -> Dossier:
    """A ledger of as many entries, in the wordings of a dossier, each with a number of its own in it."""
    random, texts = Random(entries), [row for row in dossier.follow_ups if row.as_of <= DAY]
    rows = [_row(random.choice(texts), number) for number in range(entries)]
    return replace(dossier, follow_ups=tuple(rows))


def _row(like: FollowUp, number: int) -> FollowUp:
    day = DAY - timedelta(days=number % 20)
    text = f"{like.text.rstrip('.')}, file {number} of the series."
    place = replace(like.place, row=number + 2)
    return replace(like, item=f"item-{number}", as_of=day, recorded=day, text=text, place=place)


def _measure(name: str, dossier: Dossier) -> None:
    said, asked = (median(cost.cpu for cost in costs) for costs in costs_of_rules(dossier, _ROUNDS))
    print(f"{name}: {1000 * asked:.0f} ms for all rules, {asked / said:.1f} × saying the texts ({1000 * said:.0f} ms)")
    for family, seconds in _families(dossier, situation_as_of(dossier, DAY)):
        print(f"  {family}: {1000 * seconds:.0f} ms")


def costs_of_rules(dossier: Dossier, rounds: int) -> tuple[list[Cost], list[Cost]]:
    """What saying the texts takes, and what all rules take, by turns, after a round that does not count."""
    situation = situation_as_of(dossier, DAY)
    said, asked = [], []
    for _ in range(rounds + 1):
        said.append(_cost(lambda: _manuscripts(dossier, situation)))
        # read anew each time, because a context keeps what it has scanned
        both = _cost(lambda: check(_context(dossier, situation)))
        asked.append(Cost(both.wall - said[-1].wall, both.cpu - said[-1].cpu, both.peak))
    return said[1:], asked[1:]


def _families(dossier: Dossier, situation: Situation) -> Sequence[tuple[str, float]]:
    families = dict.fromkeys(rule.family for rule in all_rules().values())
    context = _context(dossier, situation)
    check(context)  # what the families share is scanned once
    return [(each, _cost(lambda each=each: check(context, RuleSelection((each,)))).cpu) for each in families]  # type: ignore[misc]


def _context(dossier: Dossier, situation: Situation) -> CheckContext:
    return CheckContext(_manuscripts(dossier, situation), situation, situation.as_of)


def _manuscripts(dossier: Dossier, situation: Situation) -> tuple[Manuscript, ...]:
    return manuscripts_of(situation, Request(localiser("en", situation.as_of), place="Brussels"), dossier.documents)


def _cost(work: Callable[[], object]) -> Cost:
    wall, cpu = perf_counter(), process_time()
    work()
    return Cost(perf_counter() - wall, process_time() - cpu, own_peak())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--tell"]:
        tell(*sys.argv[2:])
    else:
        main(*map(int, sys.argv[1:]))
