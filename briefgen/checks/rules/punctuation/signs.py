"""Dashes, stray commas and stops, the serial comma, colons of bold lead-ins, quotation marks and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.grouping import TextRange, group_ranges
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.engine.vocabulary import Numbers, Vocabulary
from briefgen.checks.language.patterns import late
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.manuscript import Manuscript

_STYLE = "Interinstitutional style guide, 6.4 Punctuation marks and spacing, and 10.1"
_DASH = "Type a dash: “–” (Ctrl and the minus of the number pad in Word)."
_HYPHEN_AS_DASH = late(r"(?<=[\w)”’.]) - (?=[\w(“‘])")
_SPACED_DASH = late(r"(?<!\w)(\w+) [–—] (\w+)")
_COMPOUND = late(r"(?<![\w-])\w+-\w+(?![\w-])")
_STRAY = (
    ((" ,", " ."), late(r"(?<=[\w)]) {1,3}[,.](?= |$)"), "a space stands before “{sign}”", "Take the space out."),
    ((",,", ", ,"), late(r",\s?,"), "two commas stand together", "Take one out."),
    (
        ("..",),
        late(r"(?<![.\w/])\w+\.\.(?![./\d\w*∗∞])"),  # 1..n and 0..* are ranges
        "two full stops stand together",
        "Write one, or “…” if words are left out.",
    ),
    (
        (",.", ".,", ";.", ";,", ",;"),
        late(r",\.|(?<=[^\W\d_]{4})\.,(?=\s+[A-Z])|;\.|;,|,;"),  # “S. C., Chief”, “Co., Ltd”, “5.1., Annex”
        "two stops stand together: “{sign}”",
        "Keep the one that is meant.",
    ),
)
_CODE = late(r"://|\^\^|[\">]\s|\"@")  # of a program, or an address that a sign behind would change
_CLOSED_REFERENCE = late(r"\w\. (?=\((?:see|cf\.|voir|siehe|vgl\.|zob\.|vedi|véase) [^()]{1,60}\)\.)")
_LEAD_IN = late(r"\b(?:Given|Provided|Assuming|Seeing|Considering) that, ")
_UNINTRODUCED = late(
    r"\d(?<!\w.)\d* (?:countries|Member States|states|partners|organisations|participants)"
    r" [A-Z][a-z]+(?: [A-Z][a-z]+)?, [A-Z][a-z]+"
)
_SERIAL = late(r"(?:^|[ (])([\w’'-]+, [\w’'-]+(?: [\w’'-]+)?,) (?:and|or) [\w’'-]+")
_CONJUNCTIONS = (" and ", " or ")
_PLAIN = late(r"(?:^|[ (])[\w’'-]+, [\w’'-]+(?: [\w’'-]+)? (?:and|or) [\w’'-]+")
_NO_ITEM = late(
    r"(?:and|or) (?:of|for|to|in|with|at|from|what|which|let|may|is|are|was|were|has|will|it|we|they|then|thus|not)$"
    r"|, [A-Z][\w’-]+ [A-Z][\w’-]+, "  # a name in apposition
)
_ADVERBS = late(
    r", (?:however|therefore|moreover|furthermore|indeed|too|then|where|when|if|inter alia|in \w+|for \w+),"
)


@in_manuscripts(
    "PUN-003",
    Grade.HINT,
    source=_STYLE,
    wrong="return capacities - including reception - are essential",
    right="return capacities – including reception – are essential",
)
def dashes(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Where a dash is meant, a dash stands, not a hyphen between spaces; compounds have no spaces around theirs."""
    yield from group_ranges(_hyphens(manuscript, context), "has a hyphen between spaces that stands for a dash", _DASH)
    yield from _spaced_compounds(manuscript, context)


def _hyphens(manuscript: Manuscript, context: CheckContext) -> Iterator[TextRange]:
    for scanned in context.passages_with(manuscript, " - "):
        text = scanned.text
        if found := list(_HYPHEN_AS_DASH.finditer(text)):
            yield TextRange(scanned, text.rfind(" ", 0, found[0].start()) + 1, _end_of_word(text, found[-1].end()))


def _end_of_word(text: str, start: int) -> int:
    end = text.find(" ", start)
    return len(text) if end < 0 else end


def _spaced_compounds(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Compounds with a spaced dash that are closed up elsewhere in the document."""
    passages = context.passages_with(manuscript, "–")
    ranges = [(each, found) for each in passages for found in _SPACED_DASH.finditer(each.text)]
    if ranges:
        compounds = {each for other in context.passages_with(manuscript, "-") for each in _COMPOUND.findall(other.text)}
        for scanned, found in ranges:
            closed = f"{found[1]}-{found[2]}"
            if closed in compounds:
                message = f"“{found[0]}” has a spaced dash, and “{closed}” stands elsewhere"
                yield scanned.at(*found.span(), message, f"Write “{closed}” everywhere.")


_STRAYS = (*(needle for needles, *_ in _STRAY for needle in needles), ". (", " that, ")
_NOUNS = ("countries ", "Member States ", "states ", "partners ", "organisations ", "participants ")


def _with_strays(vocabulary: Vocabulary, language: str) -> Numbers:
    lists = vocabulary.holding(_NOUNS) & vocabulary.with_figures if language == "en" else frozenset()
    return vocabulary.holding(_STRAYS) | lists


@in_passages(
    "PUN-006",
    Grade.WARNING,
    source=_STYLE,
    wrong="Given that, most of the partners have replied .",
    right="Given that most of the partners have replied, work goes on.",
    needs=_with_strays,
)
def stray_signs(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """No comma or stop stands where none belongs, and none is missing before a list of names."""
    text = scanned.text
    for needles, pattern, message, remedy in _STRAY:
        for found in pattern.finditer(text) if scanned.holds(*needles) else ():
            start = text.rfind(" ", 0, found.start()) + 1
            if not _CODE.search(text[start : found.end()]):
                yield scanned.at(start, found.end(), message.format(sign=found[0].strip()), remedy)
    if scanned.language == "en":
        yield from _stray_in_english(scanned)
    for found in _CLOSED_REFERENCE.finditer(text) if ". (" in text else ():
        end = text.find(" ", found.end())
        start = text.rfind(" ", 0, found.start()) + 1
        yield scanned.at(start, end, "a full stop stands before the bracket and another behind it", "Keep the last.")


def _stray_in_english(scanned: ScannedPassage) -> Iterator[Fault]:
    for found in _LEAD_IN.finditer(scanned.text) if " that, " in scanned.text else ():
        message = f"a comma stands behind “{found[0].strip(', ')}”, before what is given"
        yield scanned.at(found.start(), found.end() - 1, message, "Take the comma out.", Grade.HINT)
    for found in _UNINTRODUCED.finditer(scanned.text) if scanned.has_figures and scanned.holds(*_NOUNS) else ():
        message = "a list of names follows its noun without a sign between them"
        yield scanned.at(*found.span(), message, "Put a colon before the first name.")


@in_manuscripts(
    "PUN-005",
    Grade.HINT,
    source="Interinstitutional style guide, 10.1; one way throughout a document",
    wrong="Albania, Kosovo and Serbia … Tunisia, Egypt, and Libya",
    right="Albania, Kosovo and Serbia … Tunisia, Egypt and Libya",
    languages=("en",),
)
def serial_comma(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A comma stands before the last item of a list always or never."""
    with_comma = [
        TextRange(scanned, found.start(1), found.end())
        for scanned in context.passages_with(manuscript, *(f",{word}" for word in _CONJUNCTIONS))
        for found in _SERIAL.finditer(scanned.text)
        if not _is_aside(found)
    ]
    joined = context.passages_with(manuscript, *_CONJUNCTIONS) if with_comma else ()
    without = sum(len(_PLAIN.findall(each.text)) for each in joined if ", " in each.text)
    if without > len(with_comma) > 0:
        what = "has a comma before the last item, most lists here have none"
        yield from group_ranges(with_comma, what, "Take the comma out, unless the list is unclear without it.")


def _is_aside(found: re.Match[str]) -> bool:
    """Whether what stands between the commas is an aside and no item."""
    return bool(_ADVERBS.search(found[0]) or _NO_ITEM.search(found[0]) or re.search(r"\d", found[0]))


@in_manuscripts(
    "PUN-007",
    Grade.HINT,
    source="Lead-ins of one document look alike.",
    wrong="**Egypt:** talks … **Pakistan**: talks",
    right="**Egypt:** talks … **Pakistan:** talks",
)
def colons(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """The colon behind a bold lead-in is bold everywhere or nowhere; in tables and outside they may differ."""
    passages = [each for each in context.passages(manuscript) if each.passage.spans[0].bold]
    for part in (
        [each for each in passages if each.passage.cell],
        [each for each in passages if not each.passage.cell],
    ):
        inside, outside = _lead_ins(part)
        if inside and outside:
            bold = len(inside) <= len(outside)
            rarer, others = (inside, outside) if bold else (outside, inside)
            what = f"has its colon {'inside' if bold else 'outside'} the bold, {len(others)} others have it otherwise"
            yield from group_ranges(rarer, what, "Put the colon where the others have it.")


def _lead_ins(part: Iterable[ScannedPassage]) -> tuple[list[TextRange], list[TextRange]]:
    """Bold beginnings of passages with a colon: those that hold it, and those that it follows."""
    inside, outside = [], []
    for scanned in part:
        bold = ""
        for span in scanned.passage.spans:
            if not span.bold:
                break
            bold += span.text
        is_whole = len(bold) == len(scanned.text)
        if bold.rstrip().endswith(":") and not is_whole:
            inside.append(TextRange(scanned, 0, len(bold.rstrip())))
        elif bold and scanned.text[len(bold) :].lstrip(" \u00a0").startswith(":"):
            outside.append(TextRange(scanned, 0, len(bold) + 1))
    return inside, outside


_APOSTROPHES: Mapping[str, re.Pattern[str]] = {
    "straight": late(r"(?<![^\W\d_])[^\W\d_]+'(?:[^\W\d_]+|(?=\s))"),
    "curly": late(r"(?<![^\W\d_])[^\W\d_]+’(?:[^\W\d_]+|(?=\s))"),
}
_QUOTED = late(
    r"(?P<straight>(?<!\w)\"[^\"\n]{2,200}\"(?!\w))|(?P<single>(?<!\w)'[^'\n]{2,80}'(?!\w))"
    r"|(?P<paired>[„“”‚‘«»][^„“”‚‘’«»\"\n]{2,200}[”“’‘»«])"
)
_VALUE = late(r"\{\{.{0,300}?\}\}")  # one that could not be said stands in the text as it is typed
_OPENING = "„“”‚‘«»"
_SIGNS = (*_OPENING, '"', "'")


@in_manuscripts(
    "PUN-004",
    Grade.HINT,
    source="Interinstitutional style guide, 4.2.3 and the house style of each language",
    wrong="Member States’ assistance, and the partners' self-perception",
    right="Member States’ assistance, and the partners’ self-perception",
)
def one_kind(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Quotation marks and apostrophes are of one kind throughout, and that of the language."""
    yield from _apostrophes(manuscript, context)
    yield from _quotations(manuscript, context)


def _apostrophes(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    found: dict[str, list[TextRange]] = {}
    for kind, pattern in _APOSTROPHES.items():
        found[kind] = _ranges(pattern, "'" if kind == "straight" else "’", manuscript, context)
    rarer, other = sorted(found, key=lambda kind: (len(found[kind]), kind))
    if found[rarer]:
        what = f"has a {rarer} apostrophe, {len(found[other])} others here are {other}"
        yield from group_ranges(found[rarer], what, f"Make it {other}, or the others {rarer}.")


def _ranges(pattern: re.Pattern[str], sign: str, manuscript: Manuscript, context: CheckContext) -> list[TextRange]:
    return [
        TextRange(scanned, *found.span())
        for scanned in context.passages_with(manuscript, sign)
        for found in pattern.finditer(scanned.text)
        if not _closes_a_quotation(scanned.text, found)
    ]


def _closes_a_quotation(text: str, found: re.Match[str]) -> bool:
    """Whether the sign at the end of a word ends a quotation that began before it."""
    ends = found[0][-1] in "'’"
    opening = "'" if found[0][-1] == "'" else "‘‚’"
    last = max(text.rfind("'", 0, found.end() - 1), text.rfind("’", 0, found.end() - 1))
    return ends and bool(re.compile(rf"(?<!\w)[{opening}]\w").search(text, max(0, last), found.end() - 1))


def _quotations(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    kinds: dict[str, list[TextRange]] = {}
    style = next((each.style for each in context.passages(manuscript)), None)
    for scanned in context.passages_with(manuscript, *_SIGNS):
        masked = _VALUE.sub(lambda value: " " * len(value[0]), scanned.text)
        for found in _QUOTED.finditer(masked):
            if found[0][0] in _OPENING + "\"'":
                kinds.setdefault(found[0][0], []).append(TextRange(scanned, *found.span()))
    if style is None or not kinds:
        return
    usual = _usual(kinds, style)
    allowed = {usual, *(_marks(style) if style.language != "en" else ())}
    for kind, ranges in kinds.items():
        if kind not in allowed:
            what = f"begins with the quotation mark {kind}, others here with {usual}"
            yield from group_ranges(ranges, what, "Use one kind throughout.")


def _usual(kinds: Mapping[str, list[TextRange]], style: HouseStyle) -> str:
    """The marks that a document keeps to: in English the more frequent, else those of the language."""
    if style.language != "en":
        return _marks(style)[0]
    return max(kinds, key=lambda kind: (len(kinds[kind]), kind))


def _marks(style: HouseStyle) -> tuple[str, str]:
    """The opening marks of a quotation and of one within it."""
    return style["quotation"][0], style["quotation_inner"][0]
