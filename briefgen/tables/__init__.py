"""Counts, shares, cross tables and ranked lists of frames, as charts and tables.

`compute_exhibits` gives the tables and charts of a situation in one language, each counted when it is first asked for.
"""

from briefgen.model.catalogue import PHRASES
from briefgen.tables.exhibits import ComputedExhibits, compute_exhibits
from briefgen.tables.wording import TranslateLabel

__all__ = ["PHRASES", "ComputedExhibits", "TranslateLabel", "compute_exhibits"]
