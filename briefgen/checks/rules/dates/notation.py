"""One notation for quarters and seasons; no leading zeros; prepositions where English wants them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.language.dates import DateSaid
from briefgen.checks.language.sentences import before, behind
from briefgen.checks.language.tense_words import ENGLISH_ACTS
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_LOWER_CASE_SEASONS = {"en", "fr", "es", "it", "pt", "nl"}
_OPENING = re.compile(r"(?:^|[.:;!?•(“]\s*)$")
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_END = re.compile(rf"\b(?:[Bb]y|[Uu]ntil|[Bb]efore|[Aa]t|[Ss]ince|[Ff]rom) (end[ -](?:{_MONTHS}|(?:19|20)\d\d)\b)")
_ACT = re.compile(rf"\b({ENGLISH_ACTS}) $", re.IGNORECASE)


@in_manuscripts(
    "DAT-007",
    Grade.WARNING,
    source="Interinstitutional style guide 10.1: one notation in one document; seasons have no capital in English",
    wrong="“Q2 2023” in one place, “in the first quarter of 2023” in another; “by Spring 2023”",
    right="“in the second quarter of 2023”, “in the first quarter of 2023”; “by spring 2023”",
)
def one_notation_for_quarters_and_seasons(manuscript: Manuscript, reading: Reading) -> Iterator[Fault]:
    """Quarters and halves are written in one way throughout, and seasons without a capital."""
    passages = reading.passages(manuscript)
    for form, letter in (("quarter", "Q"), ("half", "H")):
        yield from _two_notations(passages, form, letter)
    if manuscript.language in _LOWER_CASE_SEASONS:
        yield from (fault for each in passages for fault in _capital_seasons(each))


@in_passages(
    "DAT-008",
    Grade.WARNING,
    source="Interinstitutional style guide: dates in figures are written 27.6.2019",
    wrong="COM(2019) 293 final, 27.06.2019.",
    right="COM(2019) 293 final, 27.6.2019.",
    languages=("en", "fr", "de", "es", "it", "nl", "pt"),
    needs=("0",),
)
def no_leading_zeros(scanned: Scanned, reading: Reading) -> Iterator[Fault]:
    """Days and months in figures have no leading zero."""
    for said in scanned.dates:
        plain = re.sub(r"(?<!\d)0(?=\d)", "", said.typed)
        if said.form in {"day", "days", "figures"} and plain != said.typed:
            yield scanned.at(said.start, said.end, f"“{said.typed}” has a leading zero.", f"Write “{plain}”.")


@in_passages(
    "DAT-011",
    Grade.WARNING,
    source="English usage; letter and annex of 20 March 2023, “by end March”",
    wrong="It will be concluded by end March 2023.",
    right="It will be concluded by the end of March 2023.",
    languages=("en",),
    needs=("end ", "end-", " 20", " 19"),
)
def imprecise_dates_are_whole_phrases(scanned: Scanned, reading: Reading) -> Iterator[Fault]:
    """Imprecise dates have their preposition and article: “by the end of March”, “signed in March 2023”."""
    for found in _END.finditer(scanned.text):
        whole = f"the end of {found[1][4:]}"
        message = f"“{found[0]}” lacks the article and “of”."
        yield scanned.at(*found.span(), message, f"Write “{found[0].split()[0]} {whole}”.")
    for said in scanned.dates:
        act = _act_before(scanned, said) if said.form == "month" and said.has_year else None
        if act:
            message = f"“{act} {said.typed}” lacks its preposition."
            start = said.start - len(act) - 1
            yield scanned.at(start, said.end, message, f"Write “{act} in {said.typed}”.")


def _act_before(scanned: Scanned, said: DateSaid) -> str:
    found = _ACT.search(before(scanned.text, said.start))
    return found[1] if found else ""


def _two_notations(passages: tuple[Scanned, ...], form: str, letter: str) -> Iterator[Fault]:
    """Every place of the notation that occurs less often; the later one where both occur as often."""
    places = [(each, said) for each in passages for said in each.dates if said.form == form]
    short = [place for place in places if _is_short(place[1], letter) and place[1].has_year]  # “H1” may be a heading
    spelt = [place for place in places if not _is_short(place[1], letter)]
    if short and spelt:
        fewer, other = (short, spelt) if len(short) <= len(spelt) else (spelt, short)
        for scanned, said in fewer:
            message = f"“{said.typed}” here, but “{other[0][1].typed}” elsewhere: two notations in one document."
            yield scanned.at(said.start, said.end, message, "Write all of them in words, or all of them in figures.")


def _is_short(said: DateSaid, letter: str) -> bool:
    return said.typed.startswith(letter) and said.typed[1:2].isdigit()


def _capital_seasons(scanned: Scanned) -> Iterator[Fault]:
    for said in scanned.dates:
        left = before(scanned.text, said.start)
        is_dated = said.has_year or re.search(r"\b(?:by|in|until|before|since|en|au|à l[’'])(?: the)? $", left)
        is_capital = said.form == "season" and said.typed[:1].isupper() and is_dated
        if is_capital and not _OPENING.search(left) and not _is_part_of_a_name(scanned, said):
            message = f"“{said.typed}” has a capital inside a sentence."
            yield scanned.at(said.start, said.end, message, f"Write “{said.typed[:1].lower()}{said.typed[1:]}”.")


def _is_part_of_a_name(scanned: Scanned, said: DateSaid) -> bool:
    """“Winter Package”, “the Arab Spring”: a word with a capital beside it."""
    follows = re.match(r"\s+[A-Z]", behind(scanned.text, said.end))
    leads = re.search(r"\b[A-Z][\w’'-]*\s+$", before(scanned.text, said.start))
    return bool(follows) or (leads is not None and not said.has_year)
