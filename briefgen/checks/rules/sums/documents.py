"""Sums that a document states: totals, shares and rankings in sentences, and the rows called “Total” of its tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice, pairwise
from operator import itemgetter

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_passage
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.language.labels import kind_of_part, label_before
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import Sentence, between, outside, sentences
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.manuscript import Manuscript

_LINK = late(r"[ \u00a0]*\)?[ \u00a0]*([^\W\d_]{1,5})(?:['’ \u00a0])")
_DIVIDING = late(r"[,:(;–—]")
_AND_MORE = late(
    r"\betc\b|\b(?:and|et|und|y|e|i|a|en|och|og|as well as)[ \u00a0](?:\w{1,4}[ \u00a0])?"
    r"(?:more|others?|the (?:rest|remain\w+)|autres|le reste|weitere\w*|andere\w*|übrige\w*|otr[oa]s|el resto|altr[ie]"
    r"|il resto|outr[oa]s|pozostał\w*|inn[ey]\w*|overige|andra|andre|øvrige)\b"
)
_LONGEST_PART = 80
_LONGEST_MARK = 2
_YEAR = late(r"(?:19|20)\d\d")
_IN = late(
    r"\b(?:in|since|until|from|between|en|entre|depuis|du|von|seit|bis|im|nel|dal|del|w|od|van|tot|sinds|em|desde|från)"
    r"[ \u00a0]$"
)
_LABEL = 40  # characters before a number that its label stands in
_SUBDIVISION = late(r"\((?:\d+[a-z]?|[a-z]{1,3})\)")


class Quantity(Struct, frozen=True):
    """A count, an amount or a share.

    Attributes:
        unit: a currency code, "%" or "" for a count.
    """

    start: int
    end: int
    typed: str
    value: Decimal
    unit: str


class Chain(Struct, frozen=True):
    """A total and the parts that follow it in one sentence: 508 relocations, 397 from Italy and 111 from Cyprus."""

    total: Quantity
    parts: tuple[Quantity, ...]
    between: str

    @property
    def sum(self) -> Decimal:
        """What the parts add up to."""
        return sum((part.value for part in self.parts), Decimal())


@cache_per_passage
def quantities(scanned: ScannedPassage) -> Sequence[Quantity]:
    """The amounts, shares and counts of a passage, in order; no dates."""
    text = scanned.text
    amounts = [Quantity(a.start, a.end, text[a.start : a.end], a.total, a.currency) for a in scanned.amounts]
    if not scanned.numbers:
        return amounts
    others = (
        each for each in outside(scanned.numbers, scanned.amounts) if not _is_label(scanned, each.start, each.end)
    )
    counts = [Quantity(n.start, n.end, n.typed, n.value, _unit(text, n.end)) for n in others]
    return sorted((*amounts, *counts), key=lambda each: each.start)


def _is_label(scanned: ScannedPassage, start: int, end: int) -> bool:
    """Whether a number counts nothing: it is that of a section, has one of its own in brackets, a note or a year."""
    text = scanned.text
    is_mark = text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")" and end - start <= _LONGEST_MARK
    is_divided = is_mark or _SUBDIVISION.match(text, end) is not None
    left = text[max(0, start - _LABEL) : start]
    is_year = _YEAR.fullmatch(text[start:end]) is not None and _IN.search(left) is not None
    return is_divided or is_year or label_before(scanned.language).search(left) is not None


def _unit(text: str, end: int) -> str:
    return "%" if re.match("[ \u00a0\u202f]?%", text[end : end + 2]) else ""


def chains(scanned: ScannedPassage) -> Iterator[Chain]:
    """The totals of a passage with their parts.

    Parts of a total come one after the other, each with the same small word behind it (from Italy, from Cyprus;
    d’Italie, de Chypre), so that meetings, workshops and forums in a row are none.
    """
    if len(scanned.numbers) + len(scanned.amounts) <= 2 or not _DIVIDING.search(scanned.text):
        return
    found = quantities(scanned)
    for sentence in sentences(scanned.text):
        inside = between(found, sentence.start, sentence.end)
        yield from _chains_in(scanned.text, sentence, inside, scanned.language)


def _chains_in(text: str, sentence: Sentence, inside: Sequence[Quantity], language: str) -> Iterator[Chain]:
    for number, total in enumerate(inside[:-2]):
        if number and _follows(text, inside[number - 1], total, total.unit):
            continue  # it goes on with what began before
        parts = _parts(text, islice(inside, number + 1, None), total.unit, language)
        if len(parts) > 1 and _is_alike(text, total, parts) and _is_closed(text, sentence, parts):
            yield Chain(total, tuple(parts), text[total.end : parts[0].start])
            return


def _parts(text: str, following: Iterable[Quantity], unit: str, language: str) -> list[Quantity]:
    parts: list[Quantity] = []
    kinds: set[str] = set()
    for each in following:
        link = _linked_by(text, each)
        if each.unit != unit or not link or (parts and not _follows(text, parts[-1], each, unit)):
            break
        kinds.add(kind_of_part(link, language))
        if len(kinds) > 1:
            break
        parts.append(each)
    return parts


def _linked_by(text: str, quantity: Quantity) -> str:
    """The small word behind a quantity, without capitals; "" where a longer one stands there."""
    found = _LINK.match(text, quantity.end)
    return found[1] if found and found[1].islower() else ""


def _follows(text: str, before: Quantity, after: Quantity, unit: str) -> bool:
    gap = text[before.end : after.start]
    return len(gap) <= _LONGEST_PART and not re.search(r"[;:(]", gap) and before.unit == unit


def _is_alike(text: str, total: Quantity, parts: list[Quantity]) -> bool:
    """Whether the total is no part itself: no such small word stands behind it, but something divides it from them."""
    between = text[total.end : parts[0].start]
    own = _linked_by(text, total)
    first = _linked_by(text, parts[0])
    return bool(_DIVIDING.search(between)) and own != first and not any(part.value > total.value for part in parts)


def _is_closed(text: str, sentence: Sentence, parts: list[Quantity]) -> bool:
    """Whether the last part ends the list: a conjunction stands before it, and no more parts come."""
    before_last = text[parts[-2].end : parts[-1].start]
    rest = text[parts[-1].end : sentence.end]
    conjunction = re.search(r"(?:\W)([^\W\d_]{1,5})\s*$", before_last)
    return bool(conjunction or re.search(r"[,;]\s*$", before_last)) and not _AND_MORE.search(rest)


_ADDING_UP = "A total is read together with its parts; the press adds them up."
_NOT_ALL = late(r"\b(?:includ|among|such as|e\.g|at least|notably|dont|darunter|tra cui|entre ellos|w tym|waaronder)")
_WHICH = "of which|of whom|including|dont|davon|darunter|di cui|de los cuales|de las cuales|waarvan|varav|heraf|w tym"
_OF_WHICH = late(rf"\b(?:{_WHICH})\b")
_RANKING = late(
    r"\b(?:most|mostly|highest|lowest|low|least|largest|biggest|top|followed by|ranked?|ranging)\b", re.IGNORECASE
)
_RANKED = late(r"\((\d+(?:\.\d+)?)([ \u00a0\u202f]?%)?\)")
_WHOLE, _LEAST, _MOST = 100, 98, 102
_SHORTEST_RANKING, _SHORTEST_WHOLE, _NEAR = 3, 4, 30
_MOST_PARTS = 30
_SHARE_WITHIN = late(r"(?<!\d)(\d+)[ \u00a0]?% of all \w+ in the (?:area|field) of ([\w ]+)")


@in_passages(
    "SUM-001",
    Grade.ERROR,
    source=_ADDING_UP,
    wrong="In all 524 transfers took place, 16 from Malta, 111 from Cyprus, 397 from Italy and 34 from Spain.",
    right="In all 558 transfers took place, 16 from Malta, 111 from Cyprus, 397 from Italy and 34 from Spain.",
)
def stated_total(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """A stated total is the sum of its parts."""
    for chain in chains(scanned):
        total = chain.total
        if chain.sum != total.value and (chain.sum > total.value or not _NOT_ALL.search(chain.between)):
            grade = None if chain.sum > total.value else Grade.WARNING
            message, remedy = _parts_do_not_add_up(chain, scanned.style)
            yield scanned.at(total.start, chain.parts[-1].end, message, remedy, grade)
    yield from _of_which(scanned)


def _parts_do_not_add_up(chain: Chain, style: HouseStyle) -> tuple[str, str]:
    typed = " + ".join(_said(part.value, style) for part in chain.parts)
    total, sum_ = _said(chain.total.value, style), _said(chain.sum, style)
    left_out = _left_out(chain, style)
    return f"the parts add up to {sum_}, not {total}: {typed}{left_out}", "Correct the total or the parts."


def _left_out(chain: Chain, style: HouseStyle) -> str:
    """Which parts the total leaves out, where few enough do explain the difference."""
    for count in (1, 2) if len(chain.parts) <= _MOST_PARTS else ():
        for some in combinations(chain.parts, count):
            if chain.sum - sum(part.value for part in some) == chain.total.value:
                names = " and ".join(_said(part.value, style) for part in some)
                return f"; without {names} they make {_said(chain.total.value, style)}"
    return ""


def _said(value: Decimal, style: HouseStyle) -> str:
    return f"{value:,f}".replace(",", style["group_separator"])


def _of_which(scanned: ScannedPassage) -> Iterator[Fault]:
    """Parts introduced by “of which” that are together more than their total."""
    if len(scanned.numbers) + len(scanned.amounts) < 2 or not scanned.holds(*_WHICH.split("|")):
        return
    found = quantities(scanned)
    for sentence in sentences(scanned.text):
        split = _OF_WHICH.search(sentence.text)
        inside = between(found, sentence.start, sentence.end)
        at = sentence.start + split.start() if split else sentence.end
        whole = next((each for each in reversed(inside) if each.end <= at), None)
        if whole and (part := next((each for each in inside if each.start >= at), None)):
            is_near = part.start - at < _NEAR and part.unit == whole.unit != "%"
            if is_near and part.value > whole.value:
                message = f"“{part.typed}” is more than “{whole.typed}”, which it is a part of"
                yield scanned.at(whole.start, part.end, message, "Correct one of the two.")


@in_passages(
    "SUM-004",
    Grade.HINT,
    source="Readers take a list behind words such as “lowest” or “followed by” for ranked.",
    wrong="Support is lowest in asylum (6\u00a0%), reception (8\u00a0%) and return (7\u00a0%).",
    right="Support is lowest in asylum (6\u00a0%), return (7\u00a0%) and reception (8\u00a0%).",
    languages=("en",),
    needs=(")",),
)
def ranked(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """The figures of a ranked list rise or fall throughout."""
    for sentence in sentences(scanned.text):
        if _RANKING.search(sentence.text):
            yield from _disorder(scanned, sentence)


def _disorder(scanned: ScannedPassage, sentence: Sentence) -> Iterator[Fault]:
    for kind in ("%", ""):
        found = [each for each in _RANKED.finditer(sentence.text) if bool(each[2]) == bool(kind)]
        values = [Decimal(each[1]) for each in found]
        if len(values) >= _SHORTEST_RANKING and not _is_in_order(values):
            span = sentence.start + found[0].start(), sentence.start + found[-1].end()
            listed = ", ".join(f"{value:f}" for value in values)
            yield scanned.at(*span, f"the ranked figures are not in order: {listed}", "Order the list by its figures.")


def _is_in_order(values: list[Decimal]) -> bool:
    steps = [later - earlier for earlier, later in pairwise(values)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


@in_passages(
    "SUM-006",
    Grade.HINT,
    source=_ADDING_UP,
    wrong="Of these, 40\u00a0% lie in Serbia, 30\u00a0% in Albania, 20\u00a0% in Kosovo and 9\u00a0% in Montenegro.",
    right="Of these, 40\u00a0% lie in Serbia, 30\u00a0% in Albania, 20\u00a0% in Kosovo and 10\u00a0% in Montenegro.",
    needs=("%",),
)
def shares(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Shares of a whole add up to 100."""
    found = [each for each in quantities(scanned) if each.unit == "%"]
    for sentence in sentences(scanned.text) if len(found) >= _SHORTEST_WHOLE else ():
        parts = between(found, sentence.start, sentence.end)
        sum_ = sum(each.value for each in parts)
        if len(parts) >= _SHORTEST_WHOLE and _LEAST <= sum_ <= _MOST and sum_ != _WHOLE:
            listed = " + ".join(f"{each.value:f}" for each in parts)
            remedy = "If they are shares of one whole, correct them or say that they are rounded."
            span = parts[0].start, parts[-1].end
            yield scanned.at(*span, f"the percentages add up to {sum_:f}, not 100: {listed}", remedy)


@in_manuscripts(
    "SUM-002",
    Grade.WARNING,
    source="A percentage is of something; with another base it says another thing.",
    wrong="smuggling (22 %) … which is 22 % of all activities in the area of smuggling",
    right="smuggling (22 %) … which is 22 % of all activities",
    languages=("en",),
)
def base(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A percentage names its right base: a share of the whole is not called a share within its own area."""
    for scanned in context.passages(manuscript):
        for found in _SHARE_WITHIN.finditer(scanned.text) if "% of all" in scanned.text else ():
            area = " ".join(found[2].split()[:3])
            if _is_of_the_whole(area, found[1], manuscript, context):
                message = f"{found[1]} % is elsewhere the share of {area} in the whole, here a share within it"
                yield scanned.at(*found.span(), message, "Name the base that the percentage is of.")


def _is_of_the_whole(area: str, share: str, manuscript: Manuscript, context: CheckContext) -> bool:
    """Whether the share stands in brackets behind an area: “smuggling (22 %)”; each is looked for once."""
    key = (_is_of_the_whole, manuscript.name, manuscript.language, area, share)
    if key not in context.cache:
        pattern = re.compile(rf"{re.escape(area)}\b[^.()]{{0,200}} \({share}[ \u00a0]?%\)")
        context.cache[key] = any(pattern.search(each.text) for each in context.passages(manuscript))
    return bool(context.cache[key])


TOTALS = frozenset(
    "total,totals,overall,sum,gesamt,insgesamt,summe,totale,totaal,totalt,i alt,razem,ogółem,celkem,spolu,skupaj,ukupno"
    ",összesen,kokku,yhteensä,iš viso,kopā,σύνολο,общо,iomlán,ensemble,jumla,totali,suma,summa".split(",")
)
_FEWEST_ROWS = 3
_YEARS = range(1900, 2101)

Columns = tuple[int, int]
"""The first and the last column that a cell goes over."""
Column = list[tuple[int, ScannedPassage, Decimal]]


@in_manuscripts(
    "SUM-007",
    Grade.ERROR,
    source="A total is read together with its parts.",
    wrong="a table with the rows Italy 397, Cyprus 111, Spain 34 and Total 508",
    right="a table with the rows Italy 397, Cyprus 111, Spain 34 and Total 542",
)
def totals_of_tables(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """The row of totals of a table holds the sums of the rows above it."""
    for table in _tables(manuscript, context).values():
        heads = {
            row: scanned.text.strip(" :\u00a0").casefold()
            for (row, columns), scanned in table.items()
            if columns[0] == 1
        }
        totals = [row for row, head in heads.items() if head in TOTALS]
        if len(totals) == 1 and totals[0] == max(heads):
            for columns, column in _columns(table).items():
                if not _is_read_in_part(table, columns, column):
                    yield from _wrong_total(column, totals[0])


def _is_read_in_part(table: Mapping[tuple[int, Columns], ScannedPassage], columns: Columns, column: Column) -> bool:
    """Whether a cell between the rows that count holds figures that are not read: “1 200 (of them 40 new)”."""
    read = {row for row, _, _ in column}
    held = {row for (row, each), scanned in table.items() if each == columns and scanned.numbers}
    return any(row > 1 for row in held - read)


def _tables(manuscript: Manuscript, context: CheckContext) -> Mapping[int, dict[tuple[int, Columns], ScannedPassage]]:
    """The first passage of each cell of each table, by its row and the columns that it goes over."""
    tables: dict[int, dict[tuple[int, Columns], ScannedPassage]] = defaultdict(dict)
    for scanned in context.passages(manuscript):
        if cell := scanned.passage.cell:
            columns = (cell.grid_column, cell.grid_column + cell.columns - 1)
            tables[cell.table].setdefault((cell.row, columns), scanned)
    return tables


def _columns(table: Mapping[tuple[int, Columns], ScannedPassage]) -> Mapping[Columns, Column]:
    """The numbers of each column, by rows; a cell with more than a number in it is none."""
    columns: dict[Columns, Column] = defaultdict(list)
    for (row, column), scanned in sorted(table.items(), key=itemgetter(0)):
        text, numbers = scanned.text.strip(), scanned.numbers
        if column > (1, 1) and len(numbers) == 1 and text.rstrip(" \u00a0\u202f%") == numbers[0].typed:
            columns[column].append((row, scanned, numbers[0].value))
    return columns


def _wrong_total(column: Column, total_row: int) -> Iterator[Fault]:
    *parts, (row, scanned, total) = column[1:] if _is_head(column[0]) else column
    values = [value for _, _, value in parts]
    sum_ = sum(values, Decimal())
    if row != total_row or len(parts) < _FEWEST_ROWS or sum_ == total:
        return
    listed = " + ".join(f"{value:f}" for value in values)
    message = f"the rows above add up to {sum_:f}, not {total:f}: {listed}"
    grade = Grade.HINT if _is_rounding(values, sum_ - total) else None
    yield scanned.at(
        0, len(scanned.text), message, "Correct the total or a row, or say that figures are rounded.", grade
    )


def _is_head(cell: tuple[int, ScannedPassage, Decimal]) -> bool:
    """Whether a number of the first row is the year that the column is of."""
    row, scanned, value = cell
    return row == 1 and scanned.text.strip().isdigit() and value in _YEARS


def _is_rounding(values: list[Decimal], difference: Decimal) -> bool:
    """Whether rounding each value at its last place can make the difference."""
    exponents = [value.as_tuple().exponent for value in values]
    last_place = Decimal(1).scaleb(min(each for each in exponents if isinstance(each, int)))
    return abs(difference) * 2 <= last_place * len(values)
