"""What a file tells of those who worked on it: the kinds of traces, and those that stand in other parts than the text.

Those are properties, settings, people, thumbnails, and what nothing refers to any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct, field

from briefgen.opc.package import assemble_package, write_package
from briefgen.opc.read import Package, PackageRefusedError, relationships_name
from briefgen.opc.relationships import CONTENT_TYPES, Relationship, without_content_types, without_relationships
from briefgen.opc.seal import read_custom_properties
from briefgen.opc.xml import Element
from briefgen.opc.zip import deflate_part, read_parts
from briefgen.word.wml.comments import COMMENT, serialise_part
from briefgen.word.wml.ooxml import R, local_name, remove, w

KINDS: Final = {
    "anchors": ("anchor", "anchors"),
    "bookmarks": ("hidden bookmark that nothing refers to", "hidden bookmarks that nothing refers to"),
    "comments": ("comment", "comments"),
    "changes": ("tracked change, which was accepted", "tracked changes, which were accepted"),
    "change-authors": ("author and date of a tracked change", "authors and dates of tracked changes"),
    "hidden-text": ("stretch of hidden text", "stretches of hidden text"),
    "notes": ("note that nothing refers to", "notes that nothing refers to"),
    "fields": ("field that showed a property, of which its text stays", "fields that showed properties, as text now"),
    "properties": ("property", "properties"),
    "template": ("path of a template", "paths of templates"),
    "revision-ids": ("revision id", "revision ids"),
    "paragraph-ids": ("paragraph id", "paragraph ids"),
    "variables": ("document variable", "document variables"),
    "custom-xml": ("part, tag or binding of custom XML", "parts, tags and bindings of custom XML"),
    "permissions": ("permission of a named person", "permissions of named persons"),
    "thumbnails": ("thumbnail", "thumbnails"),
    "printers": ("printer setting", "printer settings"),
    "people": ("list of people or tasks", "lists of people and tasks"),
    "labels": ("classification label", "classification labels"),
    "signatures": ("digital signature", "digital signatures"),
    "connections": ("connection to another file", "connections to other files"),
    "leftovers": ("part or link that nothing refers to", "parts and links that nothing refers to"),
}
"""By code, in the order in which they are named: one of it, and several."""


class Traces(Struct):
    """How many traces of each kind were taken out.

    Attributes:
        details: by kind, what people will want to be told besides the number, such as the authors of comments.
    """

    counts: Counter[str] = field(default_factory=Counter)
    details: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, count: int = 1, *details: str) -> None:
        """Counts what was taken out.

        Args:
            kind: a key of `KINDS`.
        """
        if count:
            self.counts[kind] += count
            known = self.details.setdefault(kind, [])
            known += [each for each in details if each and each not in known]

    @property
    def found(self) -> dict[str, int]:
        """The kinds of which something was taken out, with the numbers, in the usual order."""
        return {kind: self.counts[kind] for kind in KINDS if self.counts[kind]}

    def words(self) -> list[str]:
        """The same in words: "2 comments (A. Peeters)"."""
        return [self._words_of(kind, count) for kind, count in self.found.items()]

    def _words_of(self, kind: str, count: int) -> str:
        details = self.details.get(kind)
        named = f" ({', '.join(details)})" if details else ""
        return f"{count} {KINDS[kind][count > 1]}{named}"


_WORD_2010, _WORD_2012 = (f"{{http://schemas.microsoft.com/office/word/{year}/wordml}}" for year in (2010, 2012))

# relationships that go with the parts that they lead to, by the last step of their type: the kind of trace
_GONE: Final[Mapping[str, str]] = {
    "comments": "",  # counted comment by comment
    "commentsExtended": "",
    "commentsIds": "",
    "commentsExtensible": "",
    "people": "people",
    "documenttasks": "people",
    "customXml": "custom-xml",
    "customXmlProps": "",
    "custom-properties": "",  # counted by their names
    "thumbnail": "thumbnails",
    "printerSettings": "printers",
    "classificationlabels": "labels",
    "origin": "signatures",
    "attachedTemplate": "",
    "transform": "connections",
}
_SETTINGS: Final[Mapping[str, str]] = {
    w("attachedTemplate"): "template",
    w("docVars"): "variables",
    w("saveThroughXslt"): "connections",
    w("attachedSchema"): "custom-xml",
    f"{_WORD_2010}docId": "revision-ids",
    f"{_WORD_2012}docId": "revision-ids",
}
# what a reader needs, the title and language for people who cannot see; and what names no person or place of work
_CORE_KEPT = frozenset({"title", "subject", "language"})
_APP_KEPT = frozenset({"Application", "AppVersion", "DocSecurity"})
# what a part asks for by an id in its text
_ASKED_FOR = frozenset(
    "image hyperlink chart chartEx diagramData diagramLayout diagramQuickStyle diagramColors".split()
)


def count_comments(package: Package, traces: Traces) -> None:
    """Counts the comments, with their authors."""
    for name in package.related_parts(package.main_part, "comments"):
        comments = list(package.xml(name).iter(COMMENT))
        traces.add("comments", len(comments), *((each.get(w("author")) or "") for each in comments))


def take_settings(root: Element, traces: Traces) -> None:
    """Takes the path of the template, document variables and the like out of the settings."""
    for element in list(root.iter(*_SETTINGS)):
        kind = _SETTINGS[str(element.tag)]
        traces.add(kind, len(element) if kind == "variables" else 1)
        remove(element)


def take_printers(root: Element) -> None:
    """Takes out what asks for printer settings, which are a part of their own (17.6.14)."""
    for element in list(root.iter(w("printerSettings"))):
        remove(element)


def clean_properties(package: Package, traces: Traces) -> dict[str, bytes]:
    """The parts of a package's properties without authors, company, dates and the like, where there is any of them."""
    kept = {"core-properties": _CORE_KEPT, "extended-properties": _APP_KEPT}
    changed = {}
    for each in package.relationships():
        if each.kind in kept and each.part in package.parts:
            root = package.xml(each.part)
            gone = [child for child in root.iterchildren("*") if local_name(child) not in kept[each.kind]]
            # an empty one says nothing, and programs write some
            named = [local_name(child) for child in gone if "".join(map(str, child.itertext())).strip()]
            traces.add("properties", len(named), *named)
            for child in gone:
                root.remove(child)
            changed[each.part] = serialise_part(root) if gone else package.part(each.part)
        elif each.kind == "custom-properties" and each.part in package.parts:
            named = list(read_custom_properties(package.part(each.part)))
            traces.add("properties", len(named), *named)
    return changed


def clean_workbooks(package: Package, traces: Traces) -> dict[str, bytes]:
    """The workbooks behind charts without the properties of who made them."""
    changed = {}
    for name in package.names:
        if name.lower().endswith(".xlsx"):
            changed[name] = _clean_workbook(package.part(name), name, traces)
    return changed


def _clean_workbook(data: bytes, name: str, traces: Traces) -> bytes:
    try:
        package = assemble_package(name, {part.name: part for part in read_parts(data, name)})
    except PackageRefusedError:  # such a file was in the chart before, and is no worse now
        return data
    found = Traces()
    changed = clean_properties(package, found)
    if not found.counts:
        return data
    traces.add("properties", found.counts["properties"], *found.details["properties"])
    return write_package(_without(package, {"custom-properties": ""}, traces), changed)


def without_parts(package: Package, traces: Traces) -> Package:
    """The package without parts that tell of persons, and without what nothing refers to then."""
    return _without(package, _GONE, traces)


def _without(package: Package, gone: Mapping[str, str], traces: Traces) -> Package:
    removed = {source: [e for e in known if e.kind in gone] for source, known in package.related.items()}
    for found in removed.values():
        for each in found:
            traces.add(gone[each.kind] or "leftovers", bool(gone[each.kind]))
    return _unrelated(package, removed, traces, {each.part for found in removed.values() for each in found})


def without_unused(package: Package, traces: Traces) -> Package:
    """The package without pictures, charts and links that its text does not ask for any more."""
    removed = {source: list(_unused(package, source, known)) for source, known in package.related.items() if source}
    return _unrelated(package, removed, traces, set())


def _unused(package: Package, source: str, known: tuple[Relationship, ...]) -> Iterator[Relationship]:
    asking = [each for each in known if each.kind in _ASKED_FOR]
    if asking and source in package.parts:
        elements = package.xml(source).iter("*")
        wanted = {value for each in elements for name, value in each.items() if str(name).startswith(f"{{{R}}}")}
        # drawings of old formats ask by attributes of their own
        wanted |= {value for each in package.xml(source).iter("*") for value in each.attrib.values()}
        yield from (each for each in asking if each.id not in wanted)


def _unrelated(
    package: Package, removed: Mapping[str, list[Relationship]], traces: Traces, expected: set[str]
) -> Package:
    """The package without some relationships, and without the parts that cannot be reached any more.

    Args:
        expected: the parts that the relationships led to; they and what only they refer to were counted already.
    """
    reached_before = _reached(package, {})
    reached = _reached(package, {source: set(found) for source, found in removed.items()})
    dropped = {name for name in package.parts if name not in reached and not _describes(name, reached)}
    links = sum(each.external for found in removed.values() for each in found if each.kind in _ASKED_FOR)
    traces.add("leftovers", len(_parts(dropped - reached_before)) + links)
    if not expected:
        traces.add("leftovers", len(_parts(dropped & reached_before)))
    relations = {
        relationships_name(source): without_relationships(
            package.part(relationships_name(source)), {each.id for each in found}
        )
        for source, found in removed.items()
        if found and relationships_name(source) not in dropped
    }
    if not (dropped or relations):
        return package
    relations[CONTENT_TYPES] = without_content_types(package.part(CONTENT_TYPES), dropped)
    parts = {name: part for name, part in package.parts.items() if name not in dropped}
    parts |= {name: deflate_part(name, data) for name, data in relations.items()}
    return assemble_package(package.file, parts, package.main_part)


def _parts(names: set[str]) -> list[str]:
    return [name for name in names if not name.endswith(".rels")]


def _reached(package: Package, without: Mapping[str, set[Relationship]]) -> set[str]:
    """The parts that can be reached from the package by its relationships, some of them left out."""
    waiting, reached = [""], {CONTENT_TYPES}
    while waiting:
        source = waiting.pop()
        targets = (e.part for e in package.relationships(source) if not e.external and e not in without.get(source, ()))
        new = {part for part in targets if part in package.parts and part not in reached}
        reached |= new
        waiting += sorted(new)
    return reached


def _describes(name: str, reached: set[str]) -> bool:
    """Whether a part holds the relationships of one that is reached, or of the package."""
    return name in {relationships_name(source) for source in ("", *reached)}
