"""Conclusions: recitals and operative points under one numbering, with capitals and stops set by rule.

A recital begins with its participle in capitals and ends with a semicolon, the last before the operative part with a
comma; a point ends with a semicolon, the last of all with a full stop; what is followed by dashes ends with a colon,
and the last dash with the stop of what it stands under. What is typed at the end of a text does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.compose import keys
from briefgen.compose.context import DocumentDraft, DocumentKind
from briefgen.compose.paragraphs import SCHEMA, Record, RowComposer, as_text, compose_with, paragraphs_of, row_passages
from briefgen.compose.schema import ListOf, Schema
from briefgen.compose.translations import LOOSE_DASH, NO_WORDS
from briefgen.compose.vocabulary import Words, document_words
from briefgen.findings import Finding, error
from briefgen.localise.formal import find_opening, keeps_its_stop, upper_case, with_stop_space
from briefgen.localise.house_style import HouseStyle
from briefgen.model.kinds import ParagraphEntry
from briefgen.model.richtext import Block, Kind, RichText, Span

_SPEAKERS: Final = {"council": "The Council of the European Union", "acting": "The Council"}
"""Before the recitals, and before the operative part, by the entry of `about` that has other words."""
_PRINTED: Final = (("recitals", "recitals.number"), ("calls", "calls.points.number"))
_TYPED_STOP: Final = re.compile(r"[\s.;,:]+\Z")
_LOOKLESS: Final = Span("")

_CLAUSE: Final = ListOf(
    key="its own key",
    number="its number, to which references lead; numbering runs on from the recitals",
    text="the wording with capitals and stop by rule (rich text)",
    dashes=ListOf(
        key="the dash’s own key",
        text="the wording with its stop (rich text)",
        place="file and row that it comes from",
    ),
    place="file and row that it comes from",
)
_SCHEMA: Final[Schema] = {
    **SCHEMA,
    "council": "who speaks: THE COUNCIL OF THE EUROPEAN UNION, (rich text)",
    "acting": "who acts, before the operative part: THE COUNCIL (rich text)",
    "recitals": _CLAUSE,
    "calls": ListOf(
        head="whom it calls on, in capitals, may be empty (rich text)",
        # not the same record again: a starter without its number could not be referred to
        points=ListOf(_CLAUSE),
    ),
}


class Clause(Struct):
    """A recital or operative point with the dashes under it; `head` is the row of the heading that it is under."""

    row: ParagraphEntry
    head: ParagraphEntry | None = None
    dashes: list[ParagraphEntry] = field(default_factory=list)


def _compose(draft: DocumentDraft) -> dict[str, Any]:
    """Recitals and operative points, each with its number, its dashes and its stop."""
    clauses, findings = clauses_of(paragraphs_of(draft))
    recitals, points = _recitals_and_points(clauses)
    draft.add(findings)
    style, numbers = draft.request.localiser.style, _numbers(clauses)
    council, acting = (_speaker(*each, draft, style) for each in _SPEAKERS.items())
    of_recitals, of_points = (_writer(draft, *each, style, numbers) for each in _PRINTED)
    fields = {
        "council": with_stop(council, ",", partial(keeps_its_stop, style=style)),
        "acting": acting,
        "recitals": [of_recitals.recital(each, each is recitals[-1], bool(points)) for each in recitals],
        "calls": list(of_points.calls(points)),
    }
    return compose_with(draft, fields)


def _words(draft: DocumentDraft) -> Words:
    """The texts may refer to the numbers of recitals and points."""
    clauses, _ = clauses_of(paragraphs_of(draft))
    return document_words(draft.situation, draft.request.exhibits, draft.request.quoted, _numbers(clauses))


def _numbers(clauses: Sequence[Clause]) -> dict[str, str]:
    recitals, points = _recitals_and_points(clauses)
    return {each.row.paragraph: str(number) for number, each in enumerate([*recitals, *points], 1)}


def _recitals_and_points(clauses: Sequence[Clause]) -> tuple[list[Clause], list[Clause]]:
    recitals = [each for each in clauses if each.row.kind == "recital"]
    return recitals, [each for each in clauses if each.row.kind == "point"]


def _writer(draft: DocumentDraft, name: str, number: str, style: HouseStyle, numbers: dict[str, str]) -> ClauseWriter:
    return ClauseWriter(RowComposer(draft.texts_for(name)), style, numbers, draft.request.prints(number))


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
            findings.append(_loose_dash(row))
    return clauses, findings


def _loose_dash(row: ParagraphEntry) -> Finding:
    message = f"the dash “{row.paragraph}” stands under no recital and no point."
    return error(LOOSE_DASH, row.place, message, "Put it below the row that it belongs to.", row.paragraph)


def _unfit(row: ParagraphEntry, fault: str) -> Finding:
    place = row.place.in_column("text")
    message = f"the {row.kind} “{row.paragraph}” {fault}"
    return error(NO_WORDS, place, message, "Begin it with a sentence.", row.paragraph)


def _speaker(entry: str, phrase: str, draft: DocumentDraft, style: HouseStyle) -> RichText:
    """Who speaks or acts: in the words of the document's own entry, else in those that all conclusions have."""
    profile, texts = draft.situation.profile, draft.texts_for(entry)
    own = draft.document.about.get(entry)
    if isinstance(own, str) and own:
        words = texts.words_only(keys.about(entry, own, draft.document, profile))
    else:
        words = texts.name(keys.phrase(phrase, profile.place))
    return _in_capitals(as_text(words), style)


def _in_capitals(text: RichText, style: HouseStyle) -> RichText:
    return with_opening(text, lambda words: words, partial(upper_case, style=style))


def _with_anchor(text: RichText, anchor: str) -> RichText:
    return RichText((replace(text.blocks[0], anchor=anchor), *text.blocks[1:])) if text.blocks else text


class ClauseWriter(Struct, frozen=True):
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
        return {**record, "text": with_opening(record["text"], opening, partial(upper_case, style=self.style))}

    def calls(self, points: Sequence[Clause]) -> Iterator[Record]:
        """The points under their heads."""
        head: ParagraphEntry | None = None
        under_head: list[Record] = []
        for clause in points:
            if under_head and clause.head is not head:
                yield {"head": self._head(head), "points": under_head}
                under_head = []
            head = clause.head
            under_head.append(self._clause(clause, "." if clause is points[-1] else ";"))
        if under_head:
            yield {"head": self._head(head), "points": under_head}

    def _head(self, row: ParagraphEntry | None) -> RichText:
        if row is None:
            return RichText()
        text = self.composer.text(row) if row.kind == "calls" else self.composer.heading(row)
        return self._with_stop(_in_capitals(text, self.style), ":")

    def _clause(self, clause: Clause, stop: str) -> Record:
        row, dashes = clause.row, clause.dashes
        number, anchor = self.numbers[row.paragraph], f"point/{row.paragraph}"
        text = self._with_stop(self._wording(row), ":" if dashes else stop)
        return {
            "key": row.paragraph,
            "number": RichText((Block((Span(number, anchor=anchor),)),)),
            "text": text if self.prints_numbers else _with_anchor(text, anchor),
            "dashes": [self._dash(each, stop if each is dashes[-1] else ";") for each in dashes],
            "place": str(row.place),
        }

    def _dash(self, row: ParagraphEntry, stop: str) -> Record:
        text = self._with_stop(self._wording(row), stop)
        return {"key": row.paragraph, "text": text, "place": str(row.place)}

    def _wording(self, row: ParagraphEntry) -> RichText:
        """The text of a row; one without words, or that begins with what takes no number, gives a finding."""
        text = self.composer.text(row)
        if not any(letter.isalnum() for letter in str(text)):
            self.composer.texts.findings.append(_unfit(row, "has no words."))
        elif text.blocks[0].kind is not Kind.PARAGRAPH or text.blocks[0].exhibit:
            self.composer.texts.findings.append(_unfit(row, "begins with what takes no number: a heading or list."))
        return text

    def _with_stop(self, text: RichText, stop: str) -> RichText:
        return with_stop(text, with_stop_space(stop, self.style), partial(keeps_its_stop, style=self.style))


def with_opening(text: RichText, opening_of: Callable[[str], str], capitals: Callable[[str], str]) -> RichText:
    """The text with its opening words in capitals, whatever looks they have.

    Args:
        opening_of: which words at the beginning of a text these are.
        capitals: a text in capitals.
    """
    if not text.blocks:
        return text
    first, *rest = text.blocks
    left, spans = len(opening_of(str(first))), list[Span]()
    for span in first.spans:
        changed, left = span.text[:left], left - len(span.text)
        spans.append(replace(span, text=capitals(changed) + span.text[len(changed) :]) if changed else span)
        left = max(left, 0)
    return RichText((replace(first, spans=tuple(spans)), *rest))


def with_stop(text: RichText, stop: str, keeps_its_stop: Callable[[str], bool]) -> RichText:
    """The text with one stop at its end, behind a footnote's mark, in place of what was typed.

    Args:
        stop: ";", ",", "." or ":", in some languages with a hard space before it.
        keeps_its_stop: whether the stop at the end of a text belongs to its last word, as in "etc.".
    """
    if not text:
        return text
    *before, last = text.blocks
    spans, has_own_stop = _without_stop(last.spans, keeps_its_stop)
    return RichText((*before, replace(last, spans=_append_stop(spans, "" if has_own_stop and stop == "." else stop))))


def _without_stop(spans: Sequence[Span], keeps: Callable[[str], bool]) -> tuple[list[Span], bool]:
    """The spans without the stop behind their last letter, and whether that letter's own is left there."""
    found = list(spans)
    for at in reversed(range(len(found))):
        if not found[at].text:
            continue
        bare = _TYPED_STOP.sub("", found[at].text)
        own = bare + "." if found[at].text.startswith(bare + ".") and keeps(bare + ".") else bare
        found[at] = replace(found[at], text=own)
        if bare or found[at].refers_to:
            return found, own != bare
    return found, False


def _append_stop(spans: list[Span], stop: str) -> tuple[Span, ...]:
    there = [span for span in spans if span.text or span.note]
    if stop and there and there[-1] == replace(_LOOKLESS, text=there[-1].text):
        return (*there[:-1], Span(there[-1].text + stop))
    return (*there, Span(stop)) if stop else tuple(there)


CONCLUSIONS = DocumentKind(
    "conclusions",
    _compose,
    row_passages,
    _SCHEMA,
    words=_words,
    phrases=dict.fromkeys(_SPEAKERS.values(), "Who speaks in Council conclusions; printed in capitals"),
    date_entry="adopted",
    must_not_be_empty=("recitals", "calls"),
    must_print=("recitals", "calls"),
)
