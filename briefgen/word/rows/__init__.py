"""Rows that the tag `cantsplit` keeps whole: only where they certainly leave less than a fifth of a page white."""

from briefgen.word.rows.keep import RowKeeper

__all__ = ["RowKeeper"]
