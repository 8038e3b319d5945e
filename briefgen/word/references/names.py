"""The names of bookmarks that anchors get."""

from __future__ import annotations

import re
from hashlib import sha256

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_HINT = 24  # with "_Ref_" and the digits 38 in all; Word cuts names of more than 40


def bookmark_name(anchor: str) -> str:
    """The bookmark of an anchor, the same in every document: "table/areas" gives `_Ref_table_areas_3f0c9a1b`.

    Names of bookmarks are letters, digits and underscores, at most 40, and case does not tell them apart
    (ECMA-376-1, 17.13.6.2). So the anchor goes in as a hint for people and as a digest that no other anchor has.
    Word hides names that begin with an underscore, as it does its own.
    """
    hint = _NOT_IN_NAMES.sub("_", anchor)[:_LONGEST_HINT].strip("_")
    return "_".join(piece for piece in ("_Ref", hint, sha256(anchor.encode()).hexdigest()[:8]) if piece)
