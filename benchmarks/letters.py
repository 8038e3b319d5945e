"""Letters to many, end to end: from CSV to finished files, against what a user would write with other programs.

python -m benchmarks.letters [COUNT] [ROUNDS]     648 recipients and 5 rounds if left out

All fill templates with the same conditions and loops; see `letter_workspace`. briefgen checks, seals, looks at every
finished file and waits for the disk, all or none; the others do none of it. docxtemplater and easy-template-x take
part where NODE_PATH names a folder that they are installed in. All programs run by turns, each round begins with empty
folders, the first round does not count, and the words of all outputs are compared, those above and below the text too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Container, Iterable, Sequence
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from docx import Document

from benchmarks.letter_workspace import DAY, make_workspace
from benchmarks.processes import ROOT

_OURS = ("-m", "briefgen", "letter", "--as-of", DAY, "--to", "all", "-q")
_MODULES = {"docxtemplater": "docxtemplater", "easy-template-x": "easy-template-x"}


class Cost(NamedTuple):
    """Seconds of a run: by the clock, and of all processors."""

    wall: float
    cpu: float


def programs(folder: Path) -> dict[str, list[str]]:
    """What is run, by its name."""
    peers = folder / "peers"
    here, python = ROOT / "benchmarks", sys.executable
    ours = {
        "briefgen": [python, *_OURS],
        "briefgen, nothing kept": [python, *_OURS],
        "briefgen --jobs 2": [python, *_OURS, "--jobs", "2"],
        "docxtpl": [
            python,
            str(here / "docxtpl_letters.py"),
            str(peers / "docxtpl.docx"),
            str(peers / "docxtpl.json"),
            str(peers / "docxtpl"),
        ],
    }
    there = [name for name in _MODULES if Path(os.environ.get("NODE_PATH", ""), name).is_dir()]
    scripts = {name: str(here / f"{name.replace('-', '_')}_letters.js") for name in there}
    template, data = str(peers / "mustache.docx"), str(peers / "mustache.json")
    return ours | {name: ["node", script, template, data, str(peers / name)] for name, script in scripts.items()}


def main(count: int = 648, rounds: int = 5) -> None:
    """Prints a line for each program."""
    runs = measure(count, rounds)
    print(
        f"{count} letters, {rounds} rounds: median (least–most) seconds; times briefgen's, the median over the rounds"
    )
    for name in runs[0]:
        print(line(name, runs))


def measure(count: int, rounds: int, only: Container[str] = ()) -> list[dict[str, Cost]]:
    """What each program takes in each round; all of them, or only some, by their names."""
    with TemporaryDirectory() as place:
        folder = make_workspace(Path(place, "workspace"), count)
        commands = {name: words for name, words in programs(folder).items() if not only or name in only}
        runs = [{name: run(name, commands[name], folder) for name in commands} for _ in range(rounds + 1)][1:]
        refuse_unlike_words(folder, commands)
    return runs


def line(name: str, runs: Sequence[dict[str, Cost]]) -> str:
    """The result of a program in words."""
    shown = []
    for kind in range(2):
        seconds = [each[name][kind] for each in runs]
        ratio = median(each[name][kind] / each["briefgen"][kind] for each in runs)
        shown.append(f"{median(seconds):6.2f} ({min(seconds):5.2f}–{max(seconds):5.2f}) {ratio:6.2f} ×")
    return f"{name:>23} | wall {shown[0]} | CPU {shown[1]}"


def run(name: str, command: Sequence[str], folder: Path) -> Cost:
    """One run of a program, into empty folders."""
    output = folder / ("out" if "briefgen" in name else f"peers/{name}")
    rmtree(output, ignore_errors=True)
    output.mkdir()
    kept = folder / "kept"
    kept.mkdir(exist_ok=True, mode=0o700)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    env |= {"XDG_CACHE_HOME": str(kept), "BRIEFGEN_CACHE": "off" if "nothing" in name else ""}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before, start = _cpu(), perf_counter()
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    cost = Cost(perf_counter() - start, _cpu() - before)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    return cost


def _cpu() -> float:
    resource = import_module("resource")  # not on Windows
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return float(used.ru_utime + used.ru_stime)


def refuse_unlike_words(folder: Path, commands: Iterable[str]) -> None:
    """Ends the program if one has made other letters than another: each tenth is read."""
    ours = sorted((folder / "out").rglob("*.docx"))[::10]
    for name in commands:
        theirs = sorted((folder / "peers" / name).glob("*.docx"))[::10] if "briefgen" not in name else ours
        for one, other in zip_longest(ours, theirs):
            if one is None or other is None or _words(one) != _words(other):
                raise SystemExit(f"{name}: {other} has other words than {one}")


def _words(path: Path) -> list[str]:
    document = Document(str(path))
    [section] = document.sections
    edges = (section.header, section.first_page_header, section.footer, section.first_page_footer)
    stories = (document, *edges)
    paragraphs = (each.text.replace("\u00a0", " ").strip() for story in stories for each in story.paragraphs)
    return [each for each in paragraphs if each]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
