"""Figures in words: numbers by what they are, labels in the document's language, heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from briefgen.localise import Localiser
from briefgen.model.catalogue import BY, BY_TWO, DASH, NOT_STATED, VALUE_HEADS, filled
from briefgen.model.data_tables import ITEMS, Axis, ExhibitSpec, Measure, ValueKind, readable

SayLabel = Callable[[str, str], str]
"""A text of the dossier in the document's language: from its source and its context."""


@dataclass(frozen=True)
class Sayer:
    """Says what one definition shows, in one language."""

    spec: ExhibitSpec
    localiser: Localiser
    say_label: SayLabel

    def text(self, source: str, what: str) -> str:
        """A text of the definition, such as its caption; "" where it has none."""
        return self.say_label(source, f"{self.spec.context}/{what}") if source else ""

    def label(self, column: str, value: str) -> str:
        """What is printed for a value, as it stands in a sentence."""
        shown = self.spec.labels.get(value, value)
        if not shown:
            return self.localiser.phrase(NOT_STATED)
        if self.spec.frame == ITEMS and column == "due" and shown == value:
            return self.localiser.date(value)
        return self.say_label(shown, self.spec.value_context(column))

    def name(self, column: str, value: str) -> str:
        """The label as it stands alone, at the head of a row or at a bar."""
        return capitalised(self.label(column, value))

    def head(self, axis: Axis) -> str:
        """What an axis is called."""
        return self.text(axis.head or readable(axis.column), "heads")

    def value_head(self, measure: Measure) -> str:
        """What a value is called."""
        if measure.head:
            return self.text(measure.head, "heads")
        return self.localiser.phrase(VALUE_HEADS[measure.kind])

    def number(self, measure: Measure, number: Decimal) -> str:
        """A number as the value wants it: a percentage or a plain number."""
        if measure.kind is ValueKind.SHARE:
            return self.localiser.percent(number)
        return self.localiser.number(number)

    def cell(self, measure: Measure, number: Decimal) -> str:
        """A number in a cell, where 0 may be a dash."""
        return DASH if self.spec.dashed and not number else self.number(measure, number)

    def subject(self) -> str:
        """What is shown, in words: the caption, else the title, else which value by which columns."""
        spec = self.spec
        said = self.text(spec.caption, "caption") or self.text(spec.title, "title")
        if said:
            return said
        pattern = self.localiser.phrase(BY_TWO if spec.columns.column else BY)
        names = {"rows": self.head(spec.rows), "columns": self.head(spec.columns) if spec.columns.column else ""}
        value = self.localiser.listed([self.value_head(each) for each in spec.values])
        return filled(pattern, value=value, **{name: self._inside(head) for name, head in names.items()})

    def _inside(self, head: str) -> str:
        """A head inside a phrase: small where it can be; German keeps the capitals of its nouns."""
        first = head.partition(" ")[0]
        keeps = self.localiser.language == "de" or len(first) < 2 or first[1:] != first[1:].lower()
        return head if keeps else head[:1].lower() + head[1:]


def capitalised(label: str) -> str:
    """The label with a capital, unless its first word has one already, as "eu-LISA" has."""
    first = label.partition(" ")[0]
    return label[:1].upper() + label[1:] if first == first.lower() else label
