"""Dates, exact and imprecise, as drafters type them.

`parse("end 2023-03")` gives an `ImpreciseDate`: a kind, the first and last day that it can mean, and its EDTF
string, which is the form to store. Nothing is formatted here; `briefgen.localise` does that.
"""

from briefgen.dates.imprecise import DateKind, ImpreciseDate, exact
from briefgen.dates.spelling import DateSpellingError, parse

__all__ = ["DateKind", "DateSpellingError", "ImpreciseDate", "exact", "parse"]
