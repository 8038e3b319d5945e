"""Tags in the targets of links: `https://…/{{ id }}`, which Word keeps as a relationship of the part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from briefgen.word.ooxml import Element, R, w
from briefgen.word.package import Package
from briefgen.word.package_relations import relationships_name, without_relationships
from briefgen.word.tags import may_hold_tags

_ID = f"{{{R}}}id"


def tagged_targets(package: Package, part: str) -> Mapping[str, str]:
    """The link targets of a part that hold tags, by their ids; Word writes braces as %7B and %7D."""
    links = (each for each in package.relationships(part) if each.external and each.kind == "hyperlink")
    found = {each.id: unquote(each.target) for each in links if "{" in each.target or "%7B" in each.target.upper()}
    return {number: target for number, target in found.items() if may_hold_tags(target)}


def without_tagged_targets(package: Package) -> Package:
    """The package without these relationships; each rendering makes its own from what comes out of the tags."""
    changed = {
        relationships_name(part): without_relationships(package.part(relationships_name(part)), targets)
        for part in package.related
        if (targets := tagged_targets(package, part))
    }
    return package.with_parts(changed) if changed else package


def links_to(story: Element, targets: Mapping[str, str]) -> Iterator[tuple[Element, str, str]]:
    """Each link of a story whose target holds tags: the element, the attribute to set, and the target."""
    for link in story.iter(w("hyperlink")):
        if link.get(_ID) in targets:
            yield link, _ID, targets[link.get(_ID) or ""]
