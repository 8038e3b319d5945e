"""Counts, shares, cross tables and ranked lists of frames, as charts and tables. pandas lives here only.

`compute_exhibits` gives the tables and charts of a situation in one language; pandas is imported when the first of
them is asked for, not before.
"""

from briefgen.model.catalogue import PHRASES
from briefgen.tables.exhibits import ComputedExhibits, compute_exhibits
from briefgen.tables.wording import TranslateLabel

__all__ = ["PHRASES", "ComputedExhibits", "TranslateLabel", "compute_exhibits"]
