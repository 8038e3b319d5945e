"""The survey of a whole document: the package, then one pass over each story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct, field

from briefgen.opc.read import Package, read_package, read_successor
from briefgen.opc.refusals import PackageRefusedError
from briefgen.opc.xml import Element, parse_xml
from briefgen.opc.zip import OWN
from briefgen.word.lint.outlines import Outline, has_fixed_meaning, outlines_of
from briefgen.word.lint.rules import (
    RULES,
    bookmarks_have_names,
    pairs_are_complete,
    rows_and_cells_are_whole,
    styles_are_defined,
)
from briefgen.word.lint.survey import DefinedIds, LintProblem, Rule, Story, Survey, problem_of
from briefgen.word.wml.ooxml import SECTPR, T, w

_FILE = "The document"
_MOST_OUTLINES = 200
"""That are kept; letters to many have a few, by the lines of their addresses."""
_STORIES = frozenset({"header", "footer", "footnotes", "endnotes", "comments"})
_TAG_LEFT = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EXCEL_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_TURNING = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
_CORE_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"


def _by_tag(rules: list[tuple[str, Rule]]) -> dict[str, tuple[Rule, ...]]:
    table: defaultdict[str, tuple[Rule, ...]] = defaultdict(tuple)
    for tag, rule in rules:
        table[tag] += (rule,)
    return dict(table)


_RULES = _by_tag(RULES)


class LintResult(Struct, frozen=True):
    """What a look at a document has found, for looking at the next one that is made like it.

    Attributes:
        problems: what is wrong with it; nothing with a good one.
        package: the document; None where it could not be read.
        definitions: what its stories may refer to.
        ids: how often each id occurs in a story, by its part and by the problem that a second one would be.
        outlines: of each good document that was held against this one since, what differs from this one but for words.
    """

    problems: list[LintProblem]
    package: Package | None = None
    definitions: DefinedIds | None = None
    ids: Mapping[str, Mapping[str, Counter[str]]] = field(default_factory=dict)
    outlines: set[frozenset[Outline]] = field(default_factory=set)


def lint(data: bytes) -> list[LintProblem]:
    """What is wrong with a document that briefgen wrote; empty for a good one.

    Args:
        data: the file's bytes.
    """
    return inspect(data).problems


def inspect(data: bytes, before: LintResult | None = None) -> LintResult:
    """What is wrong with a document that briefgen wrote.

    Args:
        data: the file's bytes.
        before: what a look at another document from the same template has found; of a good one, what both have in
            common is not looked at again. It is the result where nothing has to be said of this one but that it is
            as good.
    """
    like = before.package if before and not before.problems else None
    if before is None or like is None:
        return _inspect(data)
    outlines = outlines_of(data, like)
    if outlines is not None and outlines in before.outlines:
        return before
    result = _inspect(data, before)
    if result.problems or result.package is None or result.package.related is not like.related:
        return result
    if outlines is not None and len(before.outlines) < _MOST_OUTLINES and all(map(has_fixed_meaning, outlines)):
        before.outlines.add(outlines)
    return before


def _inspect(data: bytes, before: LintResult | None = None) -> LintResult:
    """The survey of a document; `before` is of a good one."""
    like = before.package if before else None
    try:
        package = read_successor(data, _FILE, like, OWN) if like else read_package(data, _FILE, limits=OWN)
    except PackageRefusedError as error:
        return LintResult([problem_of(error)])
    return _look(package, before)


def _look(package: Package, before: LintResult | None) -> LintResult:
    """The survey of a document that has been read; `before` is of a good one."""
    same = before if before and _is_defined_alike(package, before) else None
    names = _changed(package, same.package) if same and same.package else package.names
    survey, broken = survey_of(package, names)
    if not same:
        _look_at_package(survey)
    definitions = (same and same.definitions) or DefinedIds.of(survey)
    ids = {**same.ids} if same else {}
    for story in _stories(survey, definitions):
        _look_at_story(story)
        ids[story.part] = story.ids
    _look_at_ids(survey, ids.values())
    if package.main_part in names:
        _look_at_body(survey)
    _look_at_properties(survey)
    return LintResult([*broken, *survey.problems], package, definitions, ids)


_DEFINING = ("styles", "numbering", "comments", "footnotes", "endnotes")


def _is_defined_alike(package: Package, before: LintResult) -> bool:
    """Whether a document has relationships and definitions of another one."""
    if before.package is None or package.related is not before.package.related:
        return False
    defining = (part for kind in _DEFINING for part in package.related_parts(package.main_part, kind))
    return not any(_changed(package, before.package, defining))


def _changed(package: Package, before: Package, names: Iterable[str] | None = None) -> tuple[str, ...]:
    among = package.names if names is None else names
    return tuple(name for name in among if package.parts[name] is not before.parts[name])


def survey_of(package: Package, names: Iterable[str] | None = None) -> tuple[Survey, list[LintProblem]]:
    """The survey of a document, nothing looked at yet, and the parts that are not well-formed.

    Args:
        package: the document.
        names: the parts to be looked at; all by default.
    """
    roots: dict[str, Element] = {}
    broken = []
    for name in package.names if names is None else names:
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = _root_of(package, name)
            except PackageRefusedError as error:
                broken.append(problem_of(error))
    return Survey(package, roots), broken


# the documents of a batch share most of their small parts; trees are only looked at
_parse_once = lru_cache(maxsize=64)(parse_xml)
_SMALL = 32_768


def _root_of(package: Package, name: str) -> Element:
    data = package.part(name)
    return _parse_once(data, name, package.file) if len(data) <= _SMALL else package.xml(name)


def _look_at_package(survey: Survey) -> None:
    package = survey.package
    for name in package.names:
        if not package.content_type(name) and name != "[Content_Types].xml":
            survey.report("NO_CONTENT_TYPE", name, "the part has no content type")
    for source, relationships in package.related.items():
        for number, count in Counter(each.id for each in relationships).items():
            if count > 1:
                survey.report("DUPLICATE_RID", source, number)
        for each in relationships:
            if not each.external and each.part not in package.parts:
                survey.report("DANGLING_RELATIONSHIP", source, f"{each.id} -> {each.target}")


def _stories(survey: Survey, definitions: DefinedIds) -> Iterator[Story]:
    package = survey.package
    related = (each.part for each in package.relationships(package.main_part) if each.kind in _STORIES)
    for part in dict.fromkeys([package.main_part, *related]):
        root = survey.roots.get(part)
        if root is not None:
            ids = frozenset(each.id for each in package.relationships(part))
            yield Story(survey, part, root, definitions, ids)


def _look_at_story(story: Story) -> None:
    for element in story.root.iter(*_RULES):
        for rule in _RULES[element.tag]:
            rule(element, story)
    styles_are_defined(story)
    bookmarks_have_names(story)
    pairs_are_complete(story)
    rows_and_cells_are_whole(story)
    if _may_concern(story.survey.package.part(story.part)):
        _look_at_text("".join(map(str, story.root.itertext(T))), story.survey, story.part)


def _may_concern(data: bytes) -> bool:
    """Whether the text of a part may hold what is looked for, also as a reference; one byte is found at once."""
    return (
        b"{" in data
        or b"}" in data
        or (b"_" in data and b"_x" in data)
        or (b"&" in data and b"&#" in data)
        or (b"\xe2" in data and _TURNING.search(data) is not None)
    )


def _look_at_text(text: str, survey: Survey, part: str) -> None:
    if found := _TAG_LEFT.search(text):
        start = max(0, found.start() - 20)
        survey.report("TEMPLATE_TAG_LEFT", part, f"…{text[start : found.end() + 20]}…")
    if found := _BIDI.search(text):
        survey.report("BIDI_CONTROL", part, f"U+{ord(found[0]):04X}")
    if found := _EXCEL_ESCAPE.search(text):
        survey.report("EXCEL_ESCAPE_IN_TEXT", part, found[0])


def _look_at_ids(survey: Survey, stories: Iterable[Mapping[str, Counter[str]]]) -> None:
    ids: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in stories:
        for code, counts in each.items():
            ids[code].update(counts)
    for code, counts in ids.items():
        for number, count in counts.items():
            if count > 1:
                survey.report(code, "", f"{number} occurs {count} times")


def _look_at_body(survey: Survey) -> None:
    main = survey.package.main_part
    root = survey.roots.get(main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        survey.report("NOT_A_WORD_DOCUMENT", main, "there is no w:body")
    elif not len(body) or body[-1].tag != SECTPR:
        survey.report("NO_FINAL_SECTPR", main, "the document may be cut off")


def _look_at_properties(survey: Survey) -> None:
    for name, root in survey.roots.items():
        if name.startswith("docProps/"):
            _look_at_text("\n".join(map(str, root.itertext())), survey, name)
            _look_at_core(root, survey, name)


def _look_at_core(root: Element, survey: Survey, name: str) -> None:
    for each in root.iterchildren(f"{_DCTERMS}created", f"{_DCTERMS}modified"):
        if not _CORE_DATE.fullmatch(each.text or ""):
            survey.report("CORE_DATE", name, each.text or "empty")
    if root.findtext(f"{_DC}creator") == "python-docx":
        survey.report("CORE_CREATOR", name, "the author is given as python-docx")
