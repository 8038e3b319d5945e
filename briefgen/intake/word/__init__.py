"""Word files that people have: annexes, minutes with action lists, letters, and the look of all of them.

`read_annex` reads what pairs commitments with their follow-up, `read_minutes` and `grids_of` give tables to those who
read action lists, `letter_of` reads a letter, `template_of` makes a template of a finished file.
"""

from briefgen.intake.word.annex import read_annex
from briefgen.intake.word.letters import LetterRead, letter_of
from briefgen.intake.word.looks import NoAnnexError, template_of
from briefgen.intake.word.minutes import Minutes, grids_of, read_minutes

__all__ = [
    "LetterRead",
    "Minutes",
    "NoAnnexError",
    "grids_of",
    "letter_of",
    "read_annex",
    "read_minutes",
    "template_of",
]
