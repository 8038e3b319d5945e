"""Sealing a package that was not rendered: the same seal as `briefgen.word.finishing` gives a document."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.word.package import Package, Relationship, free_id, relationships_name, with_relationships
from briefgen.word.package_writer import write_package
from briefgen.word.seal import (
    CUSTOM_PROPERTIES,
    CUSTOM_PROPERTIES_RELATIONSHIP,
    CUSTOM_PROPERTIES_TYPE,
    SEAL,
    custom_properties,
    part_hash,
    read_custom_properties,
    seal_of,
)


def sealed(package: Package, properties: Mapping[str, str]) -> bytes:
    """The package as a file that bears a seal.

    Args:
        properties: custom properties to set; those that the package has stay beside them.
    """
    package = with_property_part(package)
    kept = own_properties(package)
    seal = seal_of((name, part_hash(part.data)) for name, part in package.parts.items())
    return write_package(package, {CUSTOM_PROPERTIES: custom_properties({**kept, **properties}, seal)})


def own_properties(package: Package) -> dict[str, str]:
    """The custom properties that a package has, but for a seal."""
    part = package.parts.get(CUSTOM_PROPERTIES)
    properties = read_custom_properties(part.data if part else None)
    return {name: text for name, text in properties.items() if name != SEAL}


def with_property_part(package: Package) -> Package:
    """The package with a part for custom properties, so that every document can have its seal."""
    if CUSTOM_PROPERTIES in package.parts:
        return package
    root = relationships_name("")
    link = Relationship(free_id(package.relationships()), CUSTOM_PROPERTIES_RELATIONSHIP, CUSTOM_PROPERTIES)
    return package.with_parts(
        {root: with_relationships(package.part(root), [link])},
        {CUSTOM_PROPERTIES: (custom_properties({}), CUSTOM_PROPERTIES_TYPE)},
    )
