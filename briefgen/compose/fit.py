"""Does a row of the annex fit on a page? Then it may be kept together; a longer one must be free to break.

Word does not tell, so the lines are reckoned: characters by the width of a column, in the measures of an A4 page with
the text of an annex at 10 to 11 points. An error on the safe side only lets a row break that need not.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

COMMITMENT_WIDTH = 34
FOLLOW_UP_WIDTH = 54
GAP = 0.4  # the space behind a paragraph, in lines
LINES_ON_A_PAGE = 46  # below the repeated header row


def fits_page(commitment: Iterable[str], follow_up: Iterable[str]) -> bool:
    """Whether both cells of a row, given as the texts of their paragraphs, are shorter than a page."""
    return max(_lines(commitment, COMMITMENT_WIDTH), _lines(follow_up, FOLLOW_UP_WIDTH)) <= LINES_ON_A_PAGE


def _lines(paragraphs: Iterable[str], width: int) -> float:
    return sum((ceil(len(text) / width) or 1) + GAP for text in paragraphs)
