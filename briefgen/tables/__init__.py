"""Counts, shares, cross tables and ranked lists of frames, as charts and tables. pandas lives here only.

`computed` gives the tables and charts of a situation in one language; pandas is imported when the first of them is
asked for, not before.
"""

from briefgen.phrases import PHRASES
from briefgen.tables.computed import Computed, computed
from briefgen.tables.saying import SayLabel

__all__ = ["PHRASES", "Computed", "SayLabel", "computed"]
