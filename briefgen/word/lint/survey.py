"""What the rules share: the document under survey, one story of it, and what was found so far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec import Struct, field

from briefgen.opc.package import Package
from briefgen.opc.refusals import PackageRefusedError
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import w


class LintProblem(Struct, frozen=True):
    """One thing that is wrong with a document.

    Attributes:
        code: which rule, e.g. "DUPLICATE_BOOKMARK_ID"; stable.
        part: the part of the package, or "" for the package as a whole.
        message: what exactly.
    """

    code: str
    part: str
    message: str

    def __str__(self) -> str:
        return f"{self.part}: {self.code}: {self.message}" if self.part else f"{self.code}: {self.message}"


class Survey(Struct):
    """A document under survey.

    Attributes:
        package: the document.
        roots: the root elements of its XML parts, by name.
        problems: what was found so far.
    """

    package: Package
    roots: Mapping[str, Element]
    problems: list[LintProblem] = field(default_factory=list)

    def report(self, code: str, part: str, message: str) -> None:
        """Notes a problem."""
        self.problems.append(LintProblem(code, part, message))

    def root_of(self, kind: str) -> Element | None:
        """The root of the part that the main part refers to as "styles", "numbering", "comments" …, if any."""
        parts = self.package.related_parts(self.package.main_part, kind)
        return self.roots.get(parts[0]) if parts else None

    def defined(self, kind: str, element: str, key: str) -> frozenset[str]:
        """The ids of the elements of one kind that a related part defines: the styles of "styles" and so on."""
        root = self.root_of(kind)
        found = () if root is None else root.iter(w(element))
        return frozenset(each.get(w(key)) or "" for each in found)


class DefinedIds(Struct):
    """What the stories of a document may refer to, by id."""

    styles: frozenset[str]
    numberings: frozenset[str]
    comments: frozenset[str]
    footnotes: frozenset[str]
    endnotes: frozenset[str]

    @classmethod
    def of(cls, survey: Survey) -> DefinedIds:
        """The definitions of a document."""
        return cls(
            styles=survey.defined("styles", "style", "styleId"),
            numberings=survey.defined("numbering", "num", "numId") | {"0"},  # 0 takes numbering away: 17.9.18
            comments=survey.defined("comments", "comment", "id"),
            footnotes=survey.defined("footnotes", "footnote", "id"),
            endnotes=survey.defined("endnotes", "endnote", "id"),
        )


class Story(Struct):
    """A part with text: the body, a header or footer, the notes, the comments.

    Attributes:
        relationships: the ids of the part's relationships.
        ids: how often each id occurs, by the problem that a second one in the document would be.
    """

    survey: Survey
    part: str
    root: Element
    definitions: DefinedIds
    relationships: frozenset[str]
    ids: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def report(self, code: str, message: str) -> None:
        """Notes a problem in this part."""
        self.survey.report(code, self.part, message)


Rule: TypeAlias = Callable[[Element, Story], None]


def problem_of(error: PackageRefusedError) -> LintProblem:
    """The problem that a refused package is."""
    return LintProblem(error.code, error.part, error.message)
