"""TRM-003: acronyms are explained once, before they are used, and never doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.grouping import TextRange
from briefgen.checks.engine.houses import setting_in
from briefgen.checks.engine.passages import all_capitals
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.checks.language.glossary import eu_terms
from briefgen.checks.language.sentences import before, behind, has_any
from briefgen.checks.rules.terms.names import find_refused_words
from briefgen.checks.rules.terms.search import SearchText, text_of
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_ACRONYM = r"[A-Z][A-Z\d]{1,7}"
_DEFINED = re.compile(rf"[ \u00a0]\((?:the[ \u00a0])?[“‘\"']?(?P<short>{_ACRONYM}s?)[”’\"']?\)")
_LONG = re.compile(r"(?:[^\W\d_][\w’'\-‑/]*[ \u00a0]){0,9}[^\W\d_][\w’'\-‑/]*$")
_LONGEST = 160
_FEW, _SHOWN = 6, 12
# each begins with its first letter and then looks behind it, so that a search goes from capital to capital
_REVERSED = re.compile(
    rf"(?P<short>[A-Z](?<!\w.)(?:U[ \u00a0]{_ACRONYM}|[A-Z\d]{{1,7}}))[ \u00a0]"
    rf"\((?P<long>(?:the[ \u00a0])?[A-Z][\w’'\-‑]*(?:[ \u00a0][\w’'\-‑]+){{1,8}})\)"
)
_DOTTED = re.compile(
    r"[A-Z](?<!\w.)(?:(?<![A-Z]\..)\.(?:[A-Z]\.)+[A-Z]?(?![\w.])(?![ \u00a0][A-Z][a-z])"
    r"|(?<=[EU])\.[UNSK]\.(?![ \u00a0][A-Z][a-z]+[ \u00a0][A-Z]))"
)
_PAIR = re.compile(rf"(?P<first>[A-Z](?<![\w/].)[A-Z\d]{{1,7}})/(?P<second>{_ACRONYM})(?![\w/])")
_BRACKETED = re.compile(rf"(?<=\w )\((?:the )?(?P<short>{_ACRONYM}s?)\b")
_USED = re.compile(
    r"(?P<short>[A-Z](?<![\w/.(\-–&].)[A-Z\d]{1,7})(?P<plural>s?)(?![\w/&]|[-–][A-Z]|\.\w|[ \u00a0]?\d|\()"
)
_HAS_NO_STOPS = {"plain": False}  # of acronyms; others write U.S. and S.I.
_KNOWN = frozenset(
    "EU UN US UK EUR USD NATO NGO NGOs AIDS COVID GDP VAT ISO PDF OR REV ADD COR ST COM SWD JOIN SEC OJ OECD OSCE WHO "
    "IT TV CEO ID IV VI VII VIII IX II III XI XII XIV XV OK EUCAP EUAM EUBAM EULEX EUTM EUNAVFOR EUPOL EUSR".split()
)


class _AcronymDefinition(Struct, frozen=True):
    place: TextRange
    short: str
    long: str


@in_manuscripts(
    "TRM-003",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.6: spelt out at the first use, with the acronym in brackets behind",
    wrong="ASOP partnerships; EU INTCEN (EU Intelligence and Situation Centre)",
    right="ASOPs; EU Intelligence and Situation Centre (EU INTCEN)",
    languages=("en",),
)
def acronyms(manuscript: Manuscript, context: CheckContext) -> Faults:
    """An acronym is explained once, behind its long form and before it is used, and its last word is not doubled."""
    yield from find_refused_words(manuscript, context, "TRM-003")
    text = text_of(manuscript, context)
    definitions = list(_definitions(text))
    turned = list(_REVERSED.finditer(text.text))
    yield from _reversed(turned, text)
    yield from _doubled(definitions, text)
    yield from _defined_again(definitions)
    if setting_in(context.house, _HAS_NO_STOPS, True):
        yield from _dotted(text)
    yield from _both_orders(text)
    yield from _unexplained(definitions, turned, text)


def _definitions(text: SearchText) -> Iterator[_AcronymDefinition]:
    """Long forms with their acronyms behind them in brackets: “anti-smuggling operational partnership (ASOP)”."""
    for found in _DEFINED.finditer(text.text):
        short = found["short"].removesuffix("s")
        words = _LONG.search(text.text[max(0, found.start() - _LONGEST) : found.start()])
        long = _expansion(words[0], short) if words else ""
        if long:
            yield _AcronymDefinition(text.place(*found.span("short")), short, long)


def _expansion(words: str, short: str) -> str:
    """The words whose initials make the acronym, as far as they can be found; "" where they cannot."""
    pieces = words.split()
    for count in range(2, len(pieces) + 1):
        tail = pieces[-count:]
        if tail[0][0].casefold() == short[0].casefold() and _spells(tail, short):
            return " ".join(tail)
    return ""


def _spells(words: Sequence[str], short: str) -> bool:
    """Whether the letters of an acronym come in the words in order, most of them as initials."""
    letters = iter("".join(words).casefold())
    in_order = all(letter in letters for letter in short.casefold() if letter.isalpha())
    initials = {piece[0].casefold() for word in words for piece in re.split(r"[-‑/]", word) if piece}
    hits = sum(letter in initials for letter in short.casefold())
    return in_order and hits >= len(short) - 1


def _reversed(turned: Sequence[re.Match[str]], text: SearchText) -> Faults:
    for found in turned:
        if _spells(found["long"].split(), found["short"].replace("EU ", "")[:2]) and len(found["long"].split()) >= 3:
            place = text.place(*found.span())
            message = f"The acronym “{found['short']}” stands before what it means."
            remedy = f"Write “{found['long']} ({found['short']})”."
            yield place.scanned.at(place.start, place.end, message, remedy, Grade.HINT)


def _doubled(definitions: Sequence[_AcronymDefinition], text: SearchText) -> Faults:
    """The last word of the long form behind its acronym: “ASOP partnerships”."""
    for definition in {each.short: each for each in definitions}.values():
        last = re.sub(r"(?<!s)s$", "", definition.long.split()[-1])
        short = definition.short.lower()
        if not has_any(text.folded, (f"{short} {last.lower()}", f"{short}s {last.lower()}")):
            continue
        for found in re.finditer(rf"\b{definition.short}s?[ \u00a0]{re.escape(last)}s?\b", text.text, re.IGNORECASE):
            if found[0][:1].isupper() and not _goes_on_as_name(text.text, found.end()):
                place = text.place(*found.span())
                message = f"“{place.words}” says “{last}” twice: “{definition.short}” means “{definition.long}”."
                yield place.scanned.at(
                    place.start, place.end, message, f"Write “{definition.short}s” or the long form."
                )


def _goes_on_as_name(text: str, end: int) -> bool:
    """Whether a number or another capital follows: “EU Regulation 2016/399” is no regulation called EU Regulation."""
    return re.match(r"[ \u00a0](?:\(?[A-Z\d]|No\b)", text[end : end + 4]) is not None


def _defined_again(definitions: Sequence[_AcronymDefinition]) -> Faults:
    seen: dict[str, _AcronymDefinition] = {}
    for each in definitions:
        first = seen.setdefault(each.short, each)
        if first is not each and first.place.scanned is not each.place.scanned:
            where = first.place.scanned.passage.place
            message = f"“{each.short}” is explained a second time; the first is in {where.spot or where}."
            yield each.place.scanned.at(each.place.start, each.place.end, message, "Use the acronym alone.", Grade.HINT)


def _dotted(text: SearchText) -> Faults:
    for found in _DOTTED.finditer(text.text):
        if sum(map(str.isalpha, found[0])) >= 2:
            place = text.place(*found.span())
            plain = found[0].replace(".", "")
            yield place.scanned.at(place.start, place.end, f"“{found[0]}” has full stops.", f"Write “{plain}”.")


def _both_orders(text: SearchText) -> Faults:
    """Pairs such as HLWG/SCIFA, which stand elsewhere the other way round."""
    seen: dict[tuple[str, str], TextRange] = {}
    for found in _PAIR.finditer(text.text):
        seen.setdefault((found["first"], found["second"]), text.place(*found.span()))
    for (first, second), place in seen.items():
        if first > second and (second, first) in seen:
            other = f"{second}/{first}"
            message = f"“{place.words}” is called “{other}” elsewhere."
            yield place.scanned.at(place.start, place.end, message, "Keep to one order.")


def _unexplained(
    definitions: Sequence[_AcronymDefinition], turned: Sequence[re.Match[str]], text: SearchText
) -> Faults:
    """Acronyms that nobody explains, at their first place, and those that are explained too late."""
    explained = {each.short: each.place for each in reversed(definitions)}
    for found in (*_BRACKETED.finditer(text.text), *turned):
        explained.setdefault(found["short"].split()[-1].removesuffix("s"), text.place(*found.span()))
    order = {id(each): number for number, each in enumerate(text.passages)}
    used = _first_uses(text)
    bare = {short: place for short, place in used.items() if short not in explained}
    if len(bare) > _FEW and not any(place.scanned.passage.source for place in bare.values()):
        yield _all_unexplained(bare)
        bare = {}
    for short, place in used.items():
        if short in bare:
            message = f"“{short}” is used, but nowhere explained."
            remedy = f"Spell it out where it first stands, with “({short})” behind it."
            yield place.scanned.at(place.start, place.end, message, remedy, Grade.HINT)
        elif short in explained and order[id(place.scanned)] < order[id(explained[short].scanned)]:
            message = f"“{short}” is used here, but explained only later."
            yield place.scanned.at(place.start, place.end, message, "Move the explanation here.", Grade.HINT)


def _all_unexplained(bare: Mapping[str, TextRange]) -> Fault:
    """One fault for all that a file does not explain, at the first of them."""
    place = next(iter(bare.values()))
    named = ", ".join(sorted(bare)[:_SHOWN])
    message = f"{len(bare)} acronyms are used, but nowhere explained: {named}{' …' if len(bare) > _SHOWN else ''}."
    remedy = "Spell each out where it first stands, with the acronym in brackets behind."
    return place.scanned.at(place.start, place.end, message, remedy, Grade.HINT)


def _first_uses(text: SearchText) -> dict[str, TextRange]:
    """Where each acronym is first used; not those that everybody knows, or that another rule of ours speaks of."""
    skipped = _KNOWN | {word for term in eu_terms() for word in term.refused if word.isupper()}
    first: dict[str, TextRange] = {}
    for found in _USED.finditer(text.text):
        short = found["short"]
        if short not in first and short not in skipped and short.isalpha():
            place = text.place(*found.span("short"))
            if not _is_code(place):
                first[short] = place
    return first


def _is_code(place: TextRange) -> bool:
    """Whether it is no acronym: it stands in a line of codes or capitals, or belongs to the note on Kosovo."""
    text = place.scanned.text
    left, right = before(text, place.start), behind(text, place.end)
    around = (left.split() or [""])[-1], (right.split() or [""])[0]
    words = [word.strip("(),;:.") for word in around]
    shouted = any(len(word) > 1 and word.isupper() and word.isalpha() and word not in ("IN", "OR") for word in words)
    begins = not left.strip()
    return shouted or (begins and len(place.words) > 5) or len(text) < 8 or all_capitals(text) or "UNSCR" in text
