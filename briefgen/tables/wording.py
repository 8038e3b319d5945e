"""Figures in words: labels and numbers in the document's language, the notes below an exhibit, its alternative text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from msgspec import Struct

from briefgen.localise import Localiser
from briefgen.model.catalogue import (
    BY,
    BY_TWO,
    DASH,
    EMPTY,
    IN_ALL,
    LARGEST,
    NOT_STATED,
    ROUNDED,
    SAID,
    SMALLEST,
    TIED_PLACES,
    TIES,
    VALUE_HEADS,
    fill_phrase,
)
from briefgen.model.data_tables import ITEMS, Axis, ExhibitSpec, Measure, ValueKind, title_of_column
from briefgen.model.exhibits import NUMBER
from briefgen.tables.figures import Figures, Numbers

TranslateLabel = Callable[[str, str], str]
"""A text of the dossier in the document's language: from its source and its context."""


class ExhibitWording(Struct, frozen=True):
    """Formats the labels and numbers of one definition in one language."""

    spec: ExhibitSpec
    localiser: Localiser
    translate_label: TranslateLabel

    def text(self, source: str, what: str) -> str:
        """A text of the definition, such as its caption; "" where it has none."""
        return self.translate_label(source, f"{self.spec.context}/{what}") if source else ""

    def name_of(self, word: str, *, inside: bool = False) -> str:
        """How a caption, or a sentence, names what it is called and its number: "Table {number}"."""
        return self.localiser.caption(self.localiser.phrase(word), NUMBER, inside=inside)

    def label(self, column: str, value: str) -> str:
        """The label of a value inside a sentence."""
        shown = self.spec.labels.get(value, value)
        if not shown:
            return self.localiser.phrase(NOT_STATED)
        if self.spec.frame == ITEMS and column == "due" and shown == value:
            return self.localiser.date(value)
        return self.translate_label(shown, self.spec.value_context(column))

    def name(self, column: str, value: str) -> str:
        """The label on its own, at the head of a row or at a bar."""
        return capitalise(self.label(column, value))

    def head(self, axis: Axis) -> str:
        """The name of an axis."""
        return self.text(axis.head or title_of_column(axis.column), "heads")

    def value_head(self, measure: Measure) -> str:
        """The name of a value."""
        if measure.head:
            return self.text(measure.head, "heads")
        return self.localiser.phrase(VALUE_HEADS[measure.kind])

    def number(self, measure: Measure, number: Decimal) -> str:
        """A number in the format of its value: a percentage or a plain number."""
        if measure.kind is ValueKind.SHARE:
            return self.localiser.percent(number)
        return self.localiser.number(number)

    def cell(self, measure: Measure, number: Decimal) -> str:
        """A number in a cell, where 0 may be a dash."""
        return DASH if self.spec.dashed and not number else self.number(measure, number)

    def subject(self) -> str:
        """What is shown, in words: the caption, else the title, else which value by which columns."""
        spec = self.spec
        text = self.text(spec.caption, "caption") or self.text(spec.title, "title")
        if text:
            return text
        pattern = self.localiser.phrase(BY_TWO if spec.columns.column else BY)
        names = {"rows": self.head(spec.rows), "columns": self.head(spec.columns) if spec.columns.column else ""}
        value = self.localiser.join([self.value_head(each) for each in spec.values])
        return fill_phrase(pattern, value=value, **{name: self._inside(head) for name, head in names.items()})

    def _inside(self, head: str) -> str:
        """A head inside a phrase: in lower case where possible; German keeps the capitals of its nouns."""
        first = head.partition(" ")[0]
        keeps = self.localiser.language == "de" or len(first) < 2 or first[1:] != first[1:].lower()
        return head if keeps else head[:1].lower() + head[1:]


def capitalise(label: str) -> str:
    """The label with a capital, unless its first word has one already, as "eu-LISA" has."""
    first = label.partition(" ")[0]
    return label[:1].upper() + label[1:] if first == first.lower() else label


def notes_below(figures: Figures, wording: ExhibitWording) -> Iterator[str]:
    """The notes below a table or chart: those of its definition, then on ties and rounding; each a paragraph."""
    for number, note in enumerate(figures.spec.notes, 1):
        yield wording.text(note, f"notes/{number}")
    phrase = wording.localiser.phrase
    if figures.has_ties:
        yield fill_phrase(phrase(TIES), number=wording.localiser.number(figures.spec.top))
    if figures.spec.ranked and any(_has_shared_place(figures, row) for row in figures.rows):
        yield phrase(TIED_PLACES)
    if figures.spec.total and any(not _adds_up(figures, numbers) for numbers in _shares_of_all(figures)):
        yield phrase(ROUNDED)


def _has_shared_place(figures: Figures, row: str) -> bool:
    shown = [place for place, _ in figures.leaders_within(row) if place <= figures.spec.top]
    return len(shown) > len(set(shown))


def _shares_of_all(figures: Figures) -> Iterator[Numbers]:
    """Shares whose cells should add up to the totals at the edges; those of rows or columns are of many wholes."""
    for measure, numbers in zip(figures.spec.values, figures.values, strict=True):
        if measure.kind is ValueKind.SHARE and measure.base == "all" and figures.columns:
            yield numbers


def _adds_up(figures: Figures, numbers: Numbers) -> bool:
    across = all(_sum(numbers.at(row, column) for column in figures.columns) == numbers.at(row) for row in figures.rows)
    down = all(
        _sum(numbers.at(row, column) for row in figures.rows) == numbers.at(None, column) for column in figures.columns
    )
    return across and down


def _sum(numbers: Iterator[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))


MOST_FIGURES = 24
"""The alternative text of a larger cross table has its totals and extremes: nobody listens to a hundred figures."""


def describe(figures: Figures, wording: ExhibitWording) -> str:
    """The alternative text: every figure, or the totals and extremes of a large cross table."""
    if not figures.rows:
        return fill_phrase(wording.localiser.phrase(EMPTY), what=wording.subject())
    if figures.spec.ranked:
        parts = [_ranked_row(figures, wording, row) for row in figures.rows]
    elif not figures.columns:
        parts = [_plain_row(figures, wording, row) for row in figures.rows]
    elif len(figures.rows) * len(figures.columns) * len(figures.values) <= MOST_FIGURES:
        parts = [_crossed_row(figures, wording, row) for row in figures.rows]
    else:
        return " ".join(_outline(figures, wording))
    sentences = [_sentence(wording, wording.subject(), _lines(parts))]
    if figures.spec.total:
        sentences.append(_total_sentence(figures, wording))
    return " ".join(sentences)


def _sentence(wording: ExhibitWording, what: str, text: str) -> str:
    return fill_phrase(wording.localiser.phrase(SAID), what=what.rstrip("."), figures=text)


def _lines(parts: Sequence[str]) -> str:
    # what has commas of its own is set apart by semicolons
    return ("; " if any(", " in each for each in parts) else ", ").join(parts)


def _total_sentence(figures: Figures, wording: ExhibitWording) -> str:
    pairs = zip(figures.spec.values, figures.values, strict=True)
    text = ", ".join(wording.number(measure, numbers.at()) for measure, numbers in pairs)
    return fill_phrase(wording.localiser.phrase(IN_ALL), figure=text)


def _plain_row(figures: Figures, wording: ExhibitWording, row: str) -> str:
    return f"{wording.label(figures.spec.rows.column, row)} {_at(figures, wording, row)}"


def _at(figures: Figures, wording: ExhibitWording, row: str | None, column: str | None = None) -> str:
    """All values at a point: 73 (32 %)."""
    pairs = zip(figures.spec.values, figures.values, strict=True)
    first, *others = (wording.number(measure, numbers.at(row, column)) for measure, numbers in pairs)
    return f"{first} ({', '.join(others)})" if others else first


def _crossed_row(figures: Figures, wording: ExhibitWording, row: str) -> str:
    cells = [
        f"{wording.label(figures.spec.columns.column, column)} {_at(figures, wording, row, column)}"
        for column in figures.columns
    ]
    return f"{wording.label(figures.spec.rows.column, row)} – {', '.join(cells)}"


def _ranked_row(figures: Figures, wording: ExhibitWording, row: str) -> str:
    column = figures.spec.columns.column
    parts = [
        f"{wording.label(column, each)} {_at(figures, wording, row, each)}"
        for place, each in figures.leaders_within(row)
        if place <= figures.spec.top
    ]
    text = ", ".join(parts) or wording.number(figures.spec.values[0], Decimal(0))
    return f"{wording.label(figures.spec.rows.column, row)} – {text}"


def _outline(figures: Figures, wording: ExhibitWording) -> Iterator[str]:
    yield _sentence(wording, wording.subject(), _lines([_plain_row(figures, wording, row) for row in figures.rows]))
    across = [_plain_column(figures, wording, each) for each in figures.columns]
    yield _sentence(wording, wording.head(figures.spec.columns), _lines(across))
    points = list(product(figures.rows, figures.columns))
    numbers = figures.values[0]
    for phrase, pick in ((LARGEST, max), (SMALLEST, min)):
        found = pick(points, key=lambda point: numbers.at(*point))
        yield fill_phrase(wording.localiser.phrase(phrase), figure=_point(figures, wording, *found))
    if ValueKind.COUNT in {each.kind for each in figures.spec.values} or figures.spec.total:
        yield _total_sentence(figures, wording)


def _plain_column(figures: Figures, wording: ExhibitWording, column: str) -> str:
    return f"{wording.label(figures.spec.columns.column, column)} {_at(figures, wording, None, column)}"


def _point(figures: Figures, wording: ExhibitWording, row: str, column: str) -> str:
    text = wording.number(figures.spec.values[0], figures.values[0].at(row, column))
    rows, columns = figures.spec.rows.column, figures.spec.columns.column
    return f"{wording.label(rows, row)}, {wording.label(columns, column)}: {text}"
