"""AMT-009: an amount has its currency, once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.language.sentences import before, behind
from briefgen.findings import Grade

_GAP = "[ \u00a0\u202f]"
_CODES = "EUR|USD|GBP|CHF"
_AGAIN = re.compile(rf"{_GAP}?(?:[€$£¥](?!{_GAP}?\d)|\((?:{_CODES})\)|(?:{_CODES})\b(?!{_GAP}?\d))")
_IN_BRACKETS = re.compile(rf"\((?:{_CODES})\){_GAP}?$")
_BARE = re.compile(
    rf"\b(?:further|additional|another|remaining|extra|up from|down from|\(from){_GAP}"
    rf"(?P<bare>\d[\d.,]*{_GAP}(?:million|billion))\b(?=[.,;)]|{_GAP}(?:by|for|from|in|until|and|to|was|were|is|has|will)\b)"
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
