"""The tables of faults, and a paper with one of them put in.

`faults/LANGUAGE.csv` has a row for each mistake:

    id          en-001; it never changes, so that `found.csv` can name it
    file        the file below `papers/LANGUAGE` that it is made in
    old, new    the words as they stand, once in the file, and as they are mistyped; `¶` is the end of a line
    mistake     what went wrong, in words
    family      by which the figures are counted
    mechanical  whether a rule without grammar and without knowledge of the matter can find it: yes, partly, no
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("en", "fr", "de", "pl")
Texts = Mapping[str, str]
"""The files of a paper by their names below the folder of its language."""


@dataclass(frozen=True)
class BankFault:
    """One mistake; see the module for its fields."""

    id: str
    file: str
    old: str
    new: str
    mistake: str
    family: str
    mechanical: str

    @property
    def language(self) -> str:
        """The language of the paper's folder."""
        return self.id.partition("-")[0]

    @property
    def paper(self) -> str:
        """What is checked together, `en/report.md` or the folder `en/clean-rivers`."""
        return f"{self.language}/{self.file.partition('/')[0]}"


@cache
def faults() -> tuple[BankFault, ...]:
    """All mistakes, in the order of their tables."""
    return tuple(BankFault(**row) for language in LANGUAGES for row in _rows(HERE / "faults" / f"{language}.csv"))


def papers() -> list[str]:
    """The names of all papers: single files, and folders of files that belong together."""
    found = (path for language in LANGUAGES for path in sorted((HERE / "papers" / language).iterdir()))
    return [path.relative_to(HERE / "papers").as_posix() for path in found]


@cache
def texts_of(paper: str) -> Texts:
    """The files of a paper as they are typed."""
    path = HERE / "papers" / paper
    files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
    return {each.relative_to(path.parent).as_posix(): each.read_text(encoding="utf-8") for each in files}


def texts_with(fault: BankFault) -> Texts:
    """The files of its paper with a mistake made.

    Raises:
        AssertionError: its words do not stand there, or more than once.
    """
    texts = texts_of(fault.paper)
    old, new = (words.replace("¶", "\n") for words in (fault.old, fault.new))
    count = texts[fault.file].count(old)
    assert count == 1, f"{fault.id}: “{fault.old}” stands {count} times in {fault.file}"
    return {**texts, fault.file: texts[fault.file].replace(old, new)}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
