"""The delimiters between a part's XML and the Jinja2 source in it: characters that no document contains.

A part's XML becomes one Jinja source. What stands outside tags is copied as it is, so the delimiters are Unicode
noncharacters (U+FDD0 to U+FDEF, "intended for process-internal use", Unicode 16, 23.7): no text of a document can be
taken for a tag, and no brace needs escaping.
"""

from __future__ import annotations

MARK, MARK_END = "\ufdd0", "\ufdd1"
CELL_END, TABLE_END = "\ufdd2", "\ufdd3"
VALUE, VALUE_END = "\ufdd4", "\ufdd5"
BLOCK, BLOCK_END = "\ufdd6", "\ufdd7"
COMMENT, COMMENT_END = "\ufdd8", "\ufdd9"
GRID, GRID_END = "\ufdda", "\ufddb"


def value(expression: str) -> str:
    """The source of an output expression, on a line of its own so that Jinja's line numbers find the tag."""
    return f"{VALUE}\n{expression}{VALUE_END}"


def block(statement: str) -> str:
    """The source of a statement, on a line of its own."""
    return f"{BLOCK}\n{statement}{BLOCK_END}"
