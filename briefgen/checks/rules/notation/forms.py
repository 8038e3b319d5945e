"""NUM-006 and AMT-009: ordinals of one paper have one form, and amounts their currency, once."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.language.patterns import GAP, late
from briefgen.checks.language.sentences import before, behind, has_any
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_WORDS = {"1st": "First", "2nd": "Second", "3rd": "Third", "4th": "Fourth", "5th": "Fifth", "6th": "Sixth"}
_IN_FIGURES = late(r"\b(?P<number>1st|2nd|3rd|[456]th)[ \u00a0](?P<name>[A-Z][a-z]+)")


@in_manuscripts(
    "NUM-006",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.5: one notation in one paper",
    wrong="The Fourth Round begins in May, and the offers of the 4th Round are due in April.",
    right="The Fourth Round begins in May, and the offers of the Fourth Round are due in April.",
    languages=("en",),
)
def ordinals_alike(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A name has its number in figures or in words, throughout a paper."""
    passages = context.passages(manuscript)
    words: set[str] = set()
    for scanned in (each for each in passages if has_any(each.text, tuple(_WORDS))):
        for found in _IN_FIGURES.finditer(scanned.text):
            spelt = f"{_WORDS[found['number']]} {found['name']}"
            words |= {spelt} if any(spelt in each.text for each in passages) else set()
            if spelt in words:
                yield scanned.at(*found.span(), f"“{found[0]}” is “{spelt}” elsewhere.", "Write it one way.")


_CODES = "EUR|USD|GBP|CHF"
_AGAIN = late(rf"{GAP}?(?:[€$£¥](?!{GAP}?\d)|\((?:{_CODES})\)|(?:{_CODES})\b(?!{GAP}?\d))")
_IN_BRACKETS = late(rf"\((?:{_CODES})\){GAP}?$")
_BARE = late(
    rf"\b(?:further|additional|another|remaining|extra|up from|down from|\(from){GAP}"
    rf"(?P<bare>\d[\d.,]*{GAP}(?:million|billion))\b(?=[.,;)]|{GAP}(?:by|for|from|in|until|and|to|was|were|is|has|will)\b)"
)


@in_passages(
    "AMT-009",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 7.3.3: the currency stands once, with each amount",
    wrong="Contracts for (USD) $82 billion were signed, and a further 15 million by May.",
    right="Contracts for USD 82 billion were signed, and a further USD 15 million by May.",
    needs=("€", "$", "£", "EUR", "USD", "GBP", "CHF", "euro"),
)
def currency_once(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """An amount beside others has its currency, and has it once."""
    for amount in scanned.amounts:
        again = _AGAIN.match(scanned.text, amount.end)
        bracketed = _IN_BRACKETS.search(before(scanned.text, amount.start))
        if again or bracketed:
            start = amount.start - len(bracketed[0]) if bracketed else amount.start
            end = again.end() if again else amount.end
            message = f"“{scanned.text[start:end]}” has its currency twice."
            yield scanned.at(start, end, message, "Keep the code alone.")
    if scanned.language == "en" and scanned.amounts:
        for found in _BARE.finditer(scanned.text):
            if not behind(scanned.text, found.end()).lstrip().startswith(("people", "persons")):
                message = f"“{found['bare']}” has no currency, beside amounts that have one."
                yield scanned.at(*found.span("bare"), message, "Add the currency if money is meant.")
