"""Anchors, live references, numbers in sequence and tables of contents.

`writing` puts a span's anchor, reference or sequence into the document as bookmarks and fields while it is rendered;
`briefgen.word.resolving` then goes over the finished parts and works out what these fields say. Neither is imported by
documents that have none of them.
"""
