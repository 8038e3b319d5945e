"""What a file says of itself: title, language, author, and its custom properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from briefgen.word.ooxml import Element
from briefgen.word.package import Package
from briefgen.word.parts import CORE
from briefgen.word.seal import CUSTOM_PROPERTIES, SEAL, read_custom_properties

_DC = "{http://purl.org/dc/elements/1.1/}"
_CORE = ("title", "language", "creator", "subject", "description")


def properties_of(package: Package) -> dict[str, str]:
    """The core properties that are not empty ("title", "language", "creator" …) and all custom ones but the seal."""
    custom = package.parts.get(CUSTOM_PROPERTIES)
    found = read_custom_properties(custom.data if custom else None)
    own = {name: text for name, text in found.items() if name != SEAL}
    return {**dict(_core(package)), **own}


def day_in(properties: Mapping[str, str], name: str) -> date | None:
    """The date that a property says; None where it says none."""
    try:
        return date.fromisoformat(properties.get(name, ""))
    except ValueError:
        return None


def _core(package: Package) -> Iterator[tuple[str, str]]:
    name = next((each for each in package.names if package.content_type(each) == CORE), "")
    if name:
        root: Element = package.xml(name)
        for each in _CORE:
            if text := (root.findtext(f"{_DC}{each}") or "").strip():
                yield each, text
