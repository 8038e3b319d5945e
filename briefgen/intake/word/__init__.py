"""Word files that people have: annexes, minutes with action lists, letters, and the look of all of them.

`read_word` reads all that a file may be: the annex, which pairs commitments with their follow-up; its tables, for those
who read action lists; its letter. `template_of` makes a template of a finished file.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from briefgen.intake.reading import Reading
from briefgen.intake.word.annex import read_annex, read_annex_of
from briefgen.intake.word.letters import LetterRead, letter_in, letter_of
from briefgen.intake.word.looks import NoAnnexError, TakenTemplate, template_of
from briefgen.intake.word.minutes import Minutes, read_minutes, read_minutes_of
from briefgen.word.reader import read_manuscript

__all__ = [
    "LetterRead",
    "Minutes",
    "NoAnnexError",
    "TakenTemplate",
    "WordPaper",
    "letter_of",
    "read_annex",
    "read_minutes",
    "read_word",
    "template_of",
]


class WordPaper(NamedTuple):
    """A Word file, read as each of the things that it may be.

    Where it is none the annex has no points, and the letter no body.

    Attributes:
        noted: the day that briefgen has noted in the properties of the file, when it made it.
    """

    annex: Reading
    minutes: Minutes
    letter: LetterRead
    noted: date | None = None


def read_word(data: bytes, name: str) -> WordPaper:
    """A Word file as annex, as minutes and as letter.

    Args:
        data: the file's bytes; nothing in it is trusted.
        name: its name as the drafter knows it.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    manuscript = read_manuscript(data, name)
    annex, minutes = read_annex_of(manuscript), read_minutes_of(manuscript)
    return WordPaper(annex, minutes, letter_in(manuscript), manuscript.as_of)
