"""How long the checks take: on the sample dossier, on ledgers of 1 000 and 10 000 entries, and on a file of 500 pages.

The floor is the least that any reader of the texts must do: to say them all once, which composing the annex does.
What is printed is the time of all rules, of each family, and the ratio to that floor, measured by turns in one run, in
seconds of the processor; the first round does not count. Of the file, whole runs of `briefgen check` are timed: where
nothing is kept of it from a run before, and where it was looked at before, against `briefgen --help`.

python -m benchmarks.checks [ENTRIES …]
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from msgspec.structs import replace

from benchmarks.processes import ROOT, pairs
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
    """Prints the times of the sample, of the ledgers and of the file."""
    gc.set_threshold(50_000)  # as the command line has it
    sample, _ = read_dossier(SAMPLE, dateline_place="Brussels")
    _measure("sample", sample)
    for number in entries or (1_000, 10_000):
        _measure(f"{number} entries", grown(sample, number))
    with TemporaryDirectory() as folder:
        _measure_file(Path(folder), sample)


def _measure_file(folder: Path, sample: Dossier) -> None:
    starter, paper = folder / "starter.py", folder / "long.docx"
    starter.write_text("from briefgen.cli import main\n\nmain()\n", encoding="utf-8")
    _write_pages(paper, [row.text for row in sample.follow_ups if "{{" not in row.text])
    asked, nothing = [str(starter), "check", str(paper)], [str(starter), "--help"]
    for name, cache in (("nothing kept", {"BRIEFGEN_CACHE": "off"}), ("again", {"XDG_CACHE_HOME": str(folder)})):
        found = pairs(asked, nothing, folder, 3, cache)
        print(
            f"check of a file of {_PAGES} pages, {name}: {1000 * median(found.ours):.0f} ms, {found.ratio:.1f} × --help"
        )


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
    floor, ours = seconds_of_rules(dossier)
    print(f"{name}: {1000 * ours:.0f} ms for all rules, {ours / floor:.1f} × saying the texts ({1000 * floor:.0f} ms)")
    for family, seconds in _families(dossier, situation_as_of(dossier, DAY)):
        print(f"  {family}: {1000 * seconds:.0f} ms")


def seconds_of_rules(dossier: Dossier) -> tuple[float, float]:
    """Seconds for saying the texts, and those of all rules: medians, after a round that does not count."""
    situation = situation_as_of(dossier, DAY)
    said, asked = [], []
    for _ in range(_ROUNDS + 1):
        said.append(_seconds(lambda: _manuscripts(dossier, situation)))
        # read anew each time, because a context keeps what it has scanned
        asked.append(_seconds(lambda: check(_context(dossier, situation))) - said[-1])
    return median(said[1:]), median(asked[1:])


def _families(dossier: Dossier, situation: Situation) -> Sequence[tuple[str, float]]:
    families = dict.fromkeys(rule.family for rule in all_rules().values())
    context = _context(dossier, situation)
    check(context)  # what the families share is scanned once
    return [(each, _seconds(lambda each=each: check(context, RuleSelection((each,))))) for each in families]  # type: ignore[misc]


def _context(dossier: Dossier, situation: Situation) -> CheckContext:
    return CheckContext(_manuscripts(dossier, situation), situation, situation.as_of)


def _manuscripts(dossier: Dossier, situation: Situation) -> tuple[Manuscript, ...]:
    return manuscripts_of(situation, Request(localiser("en", situation.as_of), place="Brussels"), dossier.documents)


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
