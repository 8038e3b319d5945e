"""Fields whose result a filled template outdates are marked to be reckoned anew when Word opens the document.

`w:dirty` on the field (ECMA-376-1, 17.16.18), not `w:updateFields` in the settings: Word asks the reader before it
reckons, and so it asks only where such a field stands, not at every letter to a minister.
"""

from __future__ import annotations

import re

from briefgen.word.ooxml import Element, w

_OUTDATED = re.compile(r"^\s*(TOC|REF|PAGEREF|NOTEREF|SEQ|INDEX|TOA|STYLEREF|SECTIONPAGES)\b", re.IGNORECASE)
_CHAR, _TYPE, _DIRTY = w("fldChar"), w("fldCharType"), w("dirty")


def mark_fields_dirty(story: Element) -> None:
    """Marks tables of contents, references and captions; page numbers are always reckoned anew."""
    for simple in story.iter(w("fldSimple")):
        if _OUTDATED.match(simple.get(w("instr")) or ""):
            simple.set(_DIRTY, "true")
    begun: list[Element] = []
    for element in story.iter(_CHAR, w("instrText")):
        if element.tag != _CHAR:
            if begun and _OUTDATED.match(element.text or ""):
                begun[-1].set(_DIRTY, "true")
        elif element.get(_TYPE) == "begin":
            begun.append(element)
        elif element.get(_TYPE) == "end" and begun:
            begun.pop()
