"""REF-008: a legal reference names the kind of act, and an article names its act."""

from __future__ import annotations

import re

from briefgen.checks.reading import Reading, Scanned
from briefgen.checks.rule import Faults, in_passages
from briefgen.checks.scan.sentences import sentences
from briefgen.findings import Grade

_BARE_NUMBER = re.compile(r"(?<![(\w])EU[ \u00a0](?P<number>(?:19|20)\d\d/\d{1,4})\b")
_ARTICLE = re.compile(r"\bArticles?[ \u00a0]\d+[a-z]{0,2}(?:\(\d+\))*")
_ACT = re.compile(
    r"\b(?:Regulations?|Directives?|Decisions?|Treat(?:y|ies)|T[FE]*EU|Codes?|Charter|Convention|Agreement|Protocol|Statutes?"
    r"|Act|Law|Pact|Rules|Constitution|Recommendation|thereof|of the same|mechanism|procedure)\b|\b\d{4}/\d+"
)


@in_passages(
    "REF-008",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 3.1: acts are cited by kind and number, “Regulation (EU) 2019/1240”",
    wrong="The network was set up by EU 2019/1240.",
    right="The network was set up by Regulation (EU) 2019/1240.",
    languages=("en",),
    needs=("EU", "Article"),
)
def complete(scanned: Scanned, reading: Reading) -> Faults:
    """A legal reference names the kind of act and its number, and an article names the act that it is of."""
    for found in _BARE_NUMBER.finditer(scanned.text):
        message = f"“{found[0]}” does not say what kind of act it is, and lacks the brackets."
        yield scanned.at(*found.span(), message, f"Write “Regulation (EU) {found['number']}”, or “Directive (EU) …”.")
    if "Article" in scanned.text:
        yield from _articles(scanned)


def _articles(scanned: Scanned) -> Faults:
    first = _ACT.search(scanned.text)
    named_from = first.start() if first else len(scanned.text)
    for sentence in sentences(scanned.text):
        for found in _ARTICLE.finditer(sentence.text):
            # an act named before serves for the whole passage, one named behind for its sentence
            if named_from >= sentence.end:
                message = f"“{found[0]}” does not say of which act it is."
                remedy = "Name the act in the same sentence: “Article 25a of the Visa Code”."
                yield scanned.at(sentence.start + found.start(), sentence.start + found.end(), message, remedy)
