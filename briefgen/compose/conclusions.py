"""Conclusions: recitals and operative points under one numbering, with capitals and stops set by rule.

A recital begins with its participle in capitals and ends with a semicolon, the last before the operative part with a
comma; a point ends with a semicolon, the last of all with a full stop; what is followed by dashes ends with a colon,
and the last dash with the stop of what it stands under. What is typed at the end of a text does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from briefgen.compose.common import texts_for
from briefgen.compose.paper import Paper
from briefgen.compose.rows import Record, RowComposer
from briefgen.compose.rules import LOOSE_DASH, NO_WORDS
from briefgen.compose.stops import ended, opened
from briefgen.compose.texts import Texts
from briefgen.compose.translations import PHRASE
from briefgen.findings import Finding, error
from briefgen.localise.formal import find_opening, keeps_its_stop, upper_case, with_stop_space
from briefgen.localise.house_style import HouseStyle
from briefgen.model.paragraphs import ParagraphEntry
from briefgen.model.richtext import Block, Kind, RichText, Span, plain

PHRASES: Final = ("The Council of the European Union", "The Council")
"""Who speaks: before the recitals, and before the operative part."""
_PRINTED: Final = (("recitals", "recitals.number"), ("calls", "calls.points.number"))


@dataclass
class Clause:
    """A recital or operative point with the dashes under it; `head` is the row of the heading that it is under."""

    row: ParagraphEntry
    head: ParagraphEntry | None = None
    dashes: list[ParagraphEntry] = field(default_factory=list)


def conclusions_fields(paper: Paper) -> dict[str, Any]:
    """Recitals and operative points, each with its number, its dashes and its stop."""
    clauses, findings = clauses_of(paper.rows)
    recitals = [each for each in clauses if each.row.kind == "recital"]
    points = [each for each in clauses if each.row.kind == "point"]
    numbers = {each.row.paragraph: str(number) for number, each in enumerate([*recitals, *points], 1)}
    paper.texts = texts_for(paper.situation, paper.request, numbers)
    paper.texts.findings += findings
    style = paper.request.localiser.style
    council, acting = (_spoken(text, paper.texts_if_printed("council", "acting"), paper, style) for text in PHRASES)
    of_recitals, of_points = (_writer(paper, *each, style, numbers) for each in _PRINTED)
    return {
        "council": ended(council, ",", partial(keeps_its_stop, style=style)),
        "acting": acting,
        "recitals": [of_recitals.recital(each, each is recitals[-1], bool(points)) for each in recitals],
        "calls": list(of_points.calls(points)),
    }


def _writer(paper: Paper, name: str, number: str, style: HouseStyle, numbers: dict[str, str]) -> Writer:
    return Writer(RowComposer(paper.texts_if_printed(name)), style, numbers, paper.request.prints(number))


def clauses_of(rows: Iterable[ParagraphEntry]) -> tuple[list[Clause], list[Finding]]:
    """Recitals and points in the order of the rows, each with its dashes; a dash below neither is a finding."""
    clauses: list[Clause] = []
    findings: list[Finding] = []
    head: ParagraphEntry | None = None
    above: Clause | None = None
    for row in rows:
        if row.kind == "calls":
            head, above = row, None
        elif row.kind == "point":
            head = row if row.heading and (head is None or head.heading != row.heading) else head
            clauses.append(above := Clause(row, head))
        elif row.kind == "recital":
            clauses.append(above := Clause(row))
        elif above:
            above.dashes.append(row)
        else:
            findings.append(_loose(row))
    return clauses, findings


def _loose(row: ParagraphEntry) -> Finding:
    message = f"the dash “{row.paragraph}” stands under no recital and no point."
    return error(LOOSE_DASH, row.place, message, "Put it below the row that it belongs to.", row.paragraph)


def _unfit(row: ParagraphEntry, fault: str) -> Finding:
    place = replace(row.place, column="text")
    message = f"the {row.kind} “{row.paragraph}” {fault}"
    return error(NO_WORDS, place, message, "Begin it with a sentence.", row.paragraph)


def _spoken(phrase: str, texts: Texts, paper: Paper, style: HouseStyle) -> RichText:
    said = texts.name(phrase, paper.situation.profile.place, PHRASE)
    text = said if isinstance(said, RichText) else plain(said)
    return _in_capitals(text, style)


def _in_capitals(text: RichText, style: HouseStyle) -> RichText:
    return opened(text, lambda words: words, partial(upper_case, style=style))


def _anchored(text: RichText, anchor: str) -> RichText:
    return RichText((replace(text.blocks[0], anchor=anchor), *text.blocks[1:])) if text.blocks else text


@dataclass(frozen=True)
class Writer:
    """Writes clauses with their numbers, capitals and stops.

    Attributes:
        prints_numbers: whether the template prints the numbers; else Word numbers the paragraphs of the texts, and
            references lead there.
    """

    composer: RowComposer
    style: HouseStyle
    numbers: dict[str, str]
    prints_numbers: bool = True

    def recital(self, clause: Clause, is_last: bool, goes_on: bool) -> Record:
        """A recital; the last one ends with a comma where the operative part follows."""
        stop = ";" if not is_last else "," if goes_on else "."
        record = self._clause(clause, stop)
        opening = partial(find_opening, style=self.style)
        return {**record, "text": opened(record["text"], opening, partial(upper_case, style=self.style))}

    def calls(self, points: Sequence[Clause]) -> Iterator[Record]:
        """The points gathered under their heads."""
        head: ParagraphEntry | None = None
        gathered: list[Record] = []
        for clause in points:
            if gathered and clause.head is not head:
                yield {"head": self._head(head), "points": gathered}
                gathered = []
            head = clause.head
            gathered.append(self._clause(clause, "." if clause is points[-1] else ";"))
        if gathered:
            yield {"head": self._head(head), "points": gathered}

    def _head(self, row: ParagraphEntry | None) -> RichText:
        if row is None:
            return RichText()
        text = self.composer.text(row) if row.kind == "calls" else self.composer.heading(row)
        return self._ended(_in_capitals(text, self.style), ":")

    def _clause(self, clause: Clause, stop: str) -> Record:
        row, dashes = clause.row, clause.dashes
        number, anchor = self.numbers[row.paragraph], f"point/{row.paragraph}"
        text = self._ended(self._worded(row), ":" if dashes else stop)
        return {
            "key": row.paragraph,
            "number": RichText((Block((Span(number, anchor=anchor),)),)),
            "text": text if self.prints_numbers else _anchored(text, anchor),
            "dashes": [self._dash(each, stop if each is dashes[-1] else ";") for each in dashes],
            "place": str(row.place),
        }

    def _dash(self, row: ParagraphEntry, stop: str) -> Record:
        text = self._ended(self._worded(row), stop)
        return {"key": row.paragraph, "text": text, "place": str(row.place)}

    def _worded(self, row: ParagraphEntry) -> RichText:
        """The text of a row; one that would stand there without words or number is a finding."""
        text = self.composer.text(row)
        if not any(letter.isalnum() for letter in str(text)):
            self.composer.texts.findings.append(_unfit(row, "has no words."))
        elif text.blocks[0].kind is not Kind.PARAGRAPH or text.blocks[0].exhibit:
            self.composer.texts.findings.append(_unfit(row, "begins with what takes no number: a heading or list."))
        return text

    def _ended(self, text: RichText, stop: str) -> RichText:
        return ended(text, with_stop_space(stop, self.style), partial(keeps_its_stop, style=self.style))
