"""Anchors, live references, numbers in sequence and tables of contents.

`anchors` puts a span's anchor, reference or sequence into the document as bookmarks and fields while it is rendered;
`briefgen.word.rendering.resolve` then goes over the finished parts and computes what these fields say. Neither is
imported by documents that have none of them.
"""
