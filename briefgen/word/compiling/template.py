"""Compiling a whole template: every part that holds tags, and all faults of all parts in one run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from briefgen.findings import Finding, Place, error, warning
from briefgen.opc.read import Package
from briefgen.opc.refusals import LEFT_OUT
from briefgen.opc.xml import Element
from briefgen.word.compiling.fields import Fields, find_fields
from briefgen.word.compiling.marks import Marks, PartSource
from briefgen.word.compiling.part import PartCompiler
from briefgen.word.compiling.plain_text import (
    compile_properties,
    complete_core,
    find_tagged_targets,
    without_tagged_stores,
    without_tagged_targets,
)
from briefgen.word.compiling.syntax import TOO_DEEP, find_deep_nesting, find_unreadable
from briefgen.word.faults import PlacedTag, in_plain_words
from briefgen.word.rendering.part import CompiledPart
from briefgen.word.rendering.value_filters import Surroundings
from briefgen.word.wml.parts import CORE, PartKind, Stories, stores_of, taggable_parts
from briefgen.word.wml.sites import Site
from briefgen.word.wml.styles import Styles
from briefgen.word.wml.tags import find_tags, may_hold_tags
from briefgen.word.wording import Wording, holds_wording, reword

# building blocks of the template's author, and what controls were bound to
_UNSEEN = ("word/glossary/", "customXml/")
_ITEM = re.compile(rb'itemID="([^"]+)"')
_ELSEWHERE = "Put it into the text, a header, footer, note, chart or property of the document."


class Compilation:
    """The compilation of one template; used once.

    Attributes:
        findings: what was found wrong, in the order of the parts.
        surroundings: what the compiled code refers to.
    """

    def __init__(
        self,
        package: Package,
        file: str,
        words: tuple[str, ...],
        wording: Wording | None = None,
        *,
        anchors: bool = False,
    ) -> None:
        self.package, in_stores = without_tagged_stores(without_tagged_targets(package))
        self._given = package
        self.file = file
        self.wording = wording
        self.anchors = anchors
        self.findings: list[Finding] = [*_left_out(package, file), *_unseen(package, file, in_stores)]
        self.styles = _styles(package)
        self._stories = Stories(package)
        self._sites: list[Site] = []
        self._stores_hold_tags = any(map(may_hold_tags, stores_of(package)))
        self._trees: list[tuple[nodes.Template, Mapping[int, PlacedTag]]] = []
        self.surroundings = Surroundings(words, self._sites, self.styles)
        self._env = self.surroundings.environment()

    def parts(self) -> tuple[CompiledPart, ...]:
        """The parts that hold tags. Where `findings` holds errors, some may be missing."""
        compiled: list[CompiledPart] = []
        for name, title, kind in taggable_parts(self.package):
            source = self._properties(name, title) if kind is PartKind.PROPERTIES else self._story(name, title)
            compiled += self._compiled(name, title, source)
        self.findings += self._unfilled({name for name, _, _ in taggable_parts(self.package)})
        return tuple(compiled)

    def _unfilled(self, filled: set[str]) -> Iterator[Finding]:
        """Tags in parts that are copied as they are; nobody sees what is in a store, once its controls are unbound."""
        reached = {each.part for related in self.package.related.values() for each in related}
        for name in sorted(reached & self.package.parts.keys() - filled):
            data = self.package.part(name)
            if name.endswith(".xml") and not name.startswith(_UNSEEN) and (b"{{" in data or b"{%" in data):
                for tag in dict.fromkeys(_tags_in(self.package.xml(name))):
                    message = (
                        f"{tag}: no tags are filled in this part of the file, so that it would stay in the document"
                    )
                    yield error("TPL-027", Place(self.file, part=name), message, _ELSEWHERE, tag)

    def fields(self) -> Fields:
        """The names that the template reads from its data."""
        return find_fields(self._trees, self.surroundings.words)

    def _properties(self, name: str, title: str) -> PartSource:
        root = self.package.xml(name)
        if self.package.content_type(name) == CORE:
            complete_core(root)
        if refused := list(find_unreadable(root, self.file, title)):
            self.findings += refused
            return PartSource("", {})
        source, findings = compile_properties(root, Marks(self.file, title), self._env)
        self.findings += findings
        return source

    def _story(self, name: str, title: str) -> PartSource:
        root, changed = self._stories.take(name)
        if refused := list(find_unreadable(root, self.file, title)):
            self.findings += refused
            return PartSource("", {})
        if self._stories.had_revisions(name):
            self.findings.append(_revisions_accepted(self.file, title))
        if self.wording:
            changed = (holds_wording(title) and reword(root, self.styles, self.wording)) or changed
        targets = find_tagged_targets(self._given, name)
        marks = Marks(self.file, title)
        compiler = PartCompiler(
            marks, self._env, self.styles, self._sites, targets, self._stores_hold_tags, self.anchors
        )
        source = compiler.compile(root, changed=changed)
        self.findings += compiler.findings
        return source

    def _compiled(self, name: str, title: str, part: PartSource) -> Iterator[CompiledPart]:
        if not part.source:
            return
        if deep := find_deep_nesting(part.tags):
            self.findings.append(deep)
            return
        try:
            tree = self._env.parse(part.source)
            code = self._env.compile(tree)
        except TemplateSyntaxError as problem:
            self.findings.append(self._leftover(problem, title, part))
            return
        except (RecursionError, SyntaxError, MemoryError):  # the limits of Python's own compiler
            self.findings.append(error("TPL-011", Place(self.file, part=title), TOO_DEEP))
            return
        self._trees.append((tree, part.tags))
        yield CompiledPart.of(name, self.file, code, self._env, lambda: part.tags)

    def _leftover(self, problem: TemplateSyntaxError, title: str, part: PartSource) -> Finding:
        """What Jinja2 refuses in the whole although each tag by itself was understood."""
        message = in_plain_words(problem.message or str(problem))
        placed = next((part.tags[line] for line in sorted(part.tags, reverse=True) if line <= problem.lineno), None)
        return placed.fault("TPL-002", message) if placed else error("TPL-002", Place(self.file, part=title), message)


def _tags_in(root: Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        for text in (element.text or "", *map(str, element.attrib.values())):
            yield from (tag.typed for tag in find_tags(text) if not tag.fault) if may_hold_tags(text) else ()


def _unseen(package: Package, file: str, in_stores: Mapping[str, list[str]]) -> Iterator[Finding]:
    """A warning for each tag in custom XML that no content control is bound to, so that it is filled nowhere."""
    stories = [package.part(name) for name, _, kind in taggable_parts(package) if kind is PartKind.STORY]
    for name, tags in in_stores.items():
        described = [each.part for each in package.relationships(name) if each.part in package.parts]
        own = [found for each in described for found in _ITEM.findall(package.part(each))]
        if not any(number in story for number in own for story in stories):
            for tag in dict.fromkeys(tags):
                message = f"{tag}: it stands in custom XML that nothing in the document shows, and is left out"
                yield warning("TPL-038", Place(file, part=name), message, _ELSEWHERE, tag)


def _left_out(package: Package, file: str) -> Iterator[Finding]:
    for each in package.left_out:
        yield warning("TPL-031", Place(file), LEFT_OUT[each.code].format(unquote(each.detail)), words=each.detail)


def _revisions_accepted(file: str, title: str) -> Finding:
    message = "it holds tracked changes; the document is made as if all of them were accepted"
    remedy = "Accept or reject them in Word (Review > Changes) if that is not what is meant."
    return warning("TPL-030", Place(file, part="" if title == "document" else title), message, remedy)


def _styles(package: Package) -> Styles:
    names = package.related_parts(package.main_part, "styles")
    return Styles(package.xml(names[0]) if names else None)
