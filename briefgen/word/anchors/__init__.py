"""Anchors: invisible bookmarks that say which record of the data a paragraph or row of a finished document comes from.

Redline, verify and pull rest on them: nothing is paired by its position. Bookmarks survive Word and LibreOffice saving
a document, other marks do not; their names begin with `_`, so that Word's lists of bookmarks leave them out
(ECMA-376-1, 17.13.6). A name holds digests, no keys of the record in clear.
"""
