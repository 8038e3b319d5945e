"""Ranges of a story that two elements mark out: bookmarks, what a comment is about, what may be edited.

Their ends may stand anywhere between runs, paragraphs, rows and cells (EG_RangeMarkupElements, ECMA-376-1, 17.13).
"""

from __future__ import annotations

from briefgen.word.wml.ooxml import w

BOOKMARK, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
COMMENT, COMMENT_END = w("commentRangeStart"), w("commentRangeEnd")
PERMISSION, PERMISSION_END = w("permStart"), w("permEnd")
ENDS = {BOOKMARK: BOOKMARK_END, COMMENT: COMMENT_END, PERMISSION: PERMISSION_END}
MARKERS = frozenset({*ENDS, *ENDS.values()})
CURSOR = "_GoBack"
"""The bookmark in which Word keeps the place that was edited last; no content."""
