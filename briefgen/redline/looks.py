"""A redline as it looks: a copy in which tracked changes are coloured text, for those who show pages without them.

Layout engines either accept tracked changes or draw them in ways of their own. Here what was inserted is underlined in
one colour, what was deleted struck through in another, as Word shows them; the file itself is for looking at alone.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from briefgen.opc.package import write_package
from briefgen.opc.read import read_package
from briefgen.opc.xml import Element
from briefgen.word.wml.comments import serialise_part
from briefgen.word.wml.ooxml import RPR, RUN, TRPR, T, ancestor, w
from briefgen.word.wml.parts import REVISED
from briefgen.word.wml.revisions import accept_revisions

INSERTED_COLOUR: Final = "0B6B3A"
DELETED_COLOUR: Final = "B00000"

_INSERTED, _DELETED = w("ins"), w("del")
_ROWS = {_INSERTED: INSERTED_COLOUR, _DELETED: DELETED_COLOUR}
# children of w:rPr that give way (17.3.2), and what stands in their place, in the order of the schema
_GIVES_WAY = tuple(map(w, ("strike", "dstrike", "color", "u")))
_BEFORE = frozenset(map(w, "rStyle rFonts b bCs i iCs caps smallCaps".split()))


def show_changes(docx: bytes, name: str = "The redline") -> bytes:
    """A copy of a Word file in which its tracked changes can be seen by any engine.

    Args:
        docx: the file.
        name: its name, for messages.

    Raises:
        PackageRefusedError: it is no Word document, or a dangerous one.
    """
    package = read_package(docx, name)
    words = (part for part in package.names if "wordprocessingml" in package.content_type(part))
    roots = {part: package.xml(part) for part in words if REVISED.search(package.part(part))}
    shown = {part: serialise_part(root) for part, root in roots.items() if _show(root)}
    return write_package(package, shown)


def _show(root: Element) -> bool:
    """Colours what was changed below a root; whether anything was."""
    found = [run for run in root.iter(RUN) if (change := _change_of(run)) and _mark(run, change)]
    for each in list(root.iter(_DELETED)):
        parent = each.getparent()
        if parent is None or parent.tag in (RPR, TRPR):
            if parent is not None:
                parent.remove(each)
        else:
            each.tag = _INSERTED  # which is unwrapped below
    return accept_revisions(root) or bool(found)


def _change_of(run: Element) -> str:
    """Whether a run was inserted or deleted, by itself or with its row: the name of the mark; else ""."""
    above = ancestor(run, _DELETED) is not None, ancestor(run, _INSERTED) is not None
    if any(above):
        return _DELETED if above[0] else _INSERTED
    row = ancestor(run, w("tr"))
    marks = (row.find(f"{TRPR}/{each}") for each in _ROWS) if row is not None else ()
    return next((str(mark.tag) for mark in marks if mark is not None), "")


def _mark(run: Element, change: str) -> bool:
    for text in list(run.iter(w("delText"))):
        text.tag = T
    looks = run.find(RPR)
    if looks is None:
        looks = etree.Element(RPR)
        run.insert(0, looks)
    for each in looks.findall("*"):
        if each.tag in _GIVES_WAY:
            looks.remove(each)
    at = sum(1 for each in looks if each.tag in _BEFORE)
    own = [_look("strike", "true")] if change == _DELETED else []
    looks[at:at] = [*own, _look("color", _ROWS[change])]
    if change == _INSERTED:
        looks.append(_look("u", "single"))
    return True


def _look(name: str, value: str) -> Element:
    made = etree.Element(w(name))
    made.set(w("val"), value)
    return made
