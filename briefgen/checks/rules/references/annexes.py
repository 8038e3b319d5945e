"""REF-006: an annex is called so, referred to, and there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.checks.engine.passages import body_of, is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.findings import Grade
from briefgen.localise import style_of
from briefgen.model.manuscript import Manuscript, Passage, Role

_NAMED = re.compile(
    r"\b(?:(?:find|found|set out|is|are|contained|listed|given|attached|see) (?:(?:in|at) )?(?:the )?[Aa]nnex"
    r"|[Aa]nnexed to this|in the [Aa]nnex to this)\b(?![ \u00a0](?:[IVX\d]+[ \u00a0])?(?:of|to (?!this)))"
)
_CLOSE = re.compile(r"Yours (?:sincerely|faithfully|truly)\b|(?:Kind|Best) regards\b")


@in_manuscripts(
    "REF-006",
    Grade.WARNING,
    source="what a letter or note sends along is part of it; registries file it by that name",
    wrong="Delegations will find the text in Annex. (and no heading “Annex” follows)",
    right="Delegations will find the text in Annex. … ANNEX",
    languages=("en",),
)
def named_referred_to_and_there(manuscript: Manuscript, reading: Reading) -> Faults:
    """An annex is called by that name, the text refers to it, and it is there."""
    if is_composed(manuscript) or any(each.kind == "annex" for each in reading.manuscripts):
        return
    if not _headings(manuscript):
        yield from _named_in_vain(reading.passages(manuscript))
        yield from _nameless(manuscript, reading)


def _headings(manuscript: Manuscript) -> list[Passage]:
    """The lines that say that an annex begins."""
    style = style_of(manuscript.language)
    words = {style.get(key, "Annex").casefold() for key in ("word_annex", "word_council_annex")} | {"annex"}
    return [each for each in body_of(manuscript) if _first_word(each.text) in words and len(each.text) <= 120]


def _first_word(text: str) -> str:
    found = re.match(r"\W*(\w+)", text)
    return found[1].casefold() if found else ""


def _named_in_vain(passages: Iterable[Scanned]) -> Faults:
    for scanned in passages:
        found = _NAMED.search(scanned.text) if "nnex" in scanned.text else None
        if found:
            message = "The text sends the reader to an annex, but no heading says where one begins."
            remedy = "Set the heading “ANNEX” above it, on a page of its own."
            yield scanned.at(*found.span(), message, remedy)


def _nameless(manuscript: Manuscript, reading: Reading) -> Faults:
    """A heading behind the end of a letter that begins something without a name."""
    body = body_of(manuscript)
    closes = [number for number, each in enumerate(body) if _CLOSE.match(each.text.strip()) and not each.cell]
    after = body[closes[-1] + 1 :] if closes else []
    heading = next((each for each in after if each.role in (Role.HEADING, Role.TITLE)), None)
    if heading:
        told = any("annex" in each.text.casefold() for each in reading.passages(manuscript))
        message = (
            f"What follows the letter is not called an annex{'' if told else ', and the letter never refers to it'}."
        )
        remedy = "Begin its heading with “Annex” and name the annex in the letter."
        yield Fault(heading.place, message, remedy, heading.text[:60])
