"""Which headers and footers a document shows: those of its sections, the first and even pages' where they are on."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.manuscript import Role
from briefgen.opc.xml import Element
from briefgen.word.reader.state import Opened
from briefgen.word.reader.stylebook import is_on
from briefgen.word.wml.ooxml import SECTPR, R, w

_ROLES = {w("headerReference"): Role.HEADER, w("footerReference"): Role.FOOTER}


def margins_of(opened: Opened) -> Iterator[tuple[Role, str]]:
    """Role and part of each header and footer that is shown, each part once, section by section."""
    related = {each.id: each.part for each in opened.package.relationships(opened.package.main_part)}
    evens = opened.settings is not None and is_on(opened.settings.find(w("evenAndOddHeaders")))
    seen: set[str] = set()
    for section in opened.body.iter(SECTPR):
        for reference in section.iterchildren(*_ROLES):
            part = related.get(reference.get(f"{{{R}}}id") or "", "")
            if part in opened.package.parts and part not in seen and _is_shown(reference, section, evens):
                seen.add(part)
                yield _ROLES[str(reference.tag)], part


def _is_shown(reference: Element, section: Element, evens: bool) -> bool:
    kind = reference.get(w("type"))
    if kind == "first":
        return is_on(section.find(w("titlePg")))
    return evens if kind == "even" else True
