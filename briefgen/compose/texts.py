"""Texts of the record as rich text, and a finding at its place for each that cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.findings import Finding, Place, error
from briefgen.richtext import RichText, plain
from briefgen.text import TextError, rich_text


@dataclass(slots=True)
class Texts:
    """Turns texts into rich text for one document; gathers what goes wrong.

    Attributes:
        words: the vocabulary of the document.
        findings: one for each text that could not be said; the text then stands as it was typed.
    """

    words: Mapping[str, Callable[..., Any]]
    findings: list[Finding] = field(default_factory=list)

    def block(self, source: str, place: Place) -> RichText:
        """A text of paragraphs, lists and headings."""
        return self._said(source, place, block=True)

    def line(self, source: str, place: Place) -> RichText:
        """A text within one paragraph."""
        return self._said(source, place, block=False)

    def words_only(self, source: str, place: Place) -> str:
        """A short text whose looks the template decides: values are said, marks of emphasis dropped."""
        return str(self.line(source, place))

    def _said(self, source: str, place: Place, *, block: bool) -> RichText:
        try:
            return rich_text(source, self.words, block=block)
        except TextError as problem:
            where = replace(place, column="text") if place.row else place
            self.findings.append(error("TEXT-001", where, problem.message, problem.remedy))
            return plain(source)
