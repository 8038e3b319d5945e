"""Which day a finished document reports on, and which day it bears, as far as its words say so."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from briefgen.checks.language.dates import DateInText, dates_in
from briefgen.checks.language.patterns import late, quick
from briefgen.checks.language.salutations import as_of_words, salutation
from briefgen.localise import EU, House, HouseStyle
from briefgen.model.manuscript import Manuscript, Passage, Role

_LINE = 120
_OPENING, _HEAD_ROWS = 60, 4
_ORIGINAL = r"(?:\(OR[.:] ?\w\w\)\s*)?"  # of a translation: in which language it was written
_PLACE = late(
    r"\s*[^\W\d_][\w’'\-‑]*(?:[ \u00a0][^\W\d_][\w’'\-‑]*){0,3}\s*,\s*(?:(?:le|den|the|il|the|de|,)\s+)?$",
    re.IGNORECASE,
)


class StatedDate(Struct, frozen=True):
    """A date by which a document dates itself, and where it stands."""

    passage: Passage
    said: DateInText


def with_stated_days(manuscript: Manuscript, house: House = EU) -> Manuscript:
    """The document with its as-of date and its own date filled in, where its words state them.

    A headline without a year (“situation as of 17 March”) takes that of the dateline. What names no as-of date
    reports on its own date. Dates that the manuscript already has stay. In a language without a house style no words
    are read.
    """
    if not house.writes(manuscript.language):
        return replace(manuscript, as_of=manuscript.as_of or _recorded(manuscript))
    bears = find_dateline(manuscript, house)
    written = manuscript.written or (bears.said.means.first if bears and bears.said.means else None)
    stated = find_as_of_statement(manuscript, written, house)
    as_of = stated.said.means.first if stated and stated.said.means else None
    return replace(manuscript, as_of=manuscript.as_of or _recorded(manuscript) or as_of or written, written=written)


def horizon(manuscript: Manuscript, passage: Passage, day: date | None) -> date | None:
    """The last day that a passage can tell of as past: the as-of date that its document states, in all its text.

    What states none is read by its own date, and so is the text of a letter that has its annex behind it.

    Args:
        day: the as-of date of the run, where the document knows none.
    """
    as_of = manuscript.as_of or day
    if not manuscript.kind and not passage.cell and is_letter(manuscript):
        return manuscript.written or as_of
    return as_of


def day_of_writing(manuscript: Manuscript, passage: Passage, day: date | None) -> date | None:
    """The day from which “next week” counts: that of the as-of date in a table, else the one that the paper bears."""
    own = None if manuscript.kind or passage.cell else manuscript.written
    return own or manuscript.as_of or day


def is_letter(manuscript: Manuscript) -> bool:
    """Whether a paper greets somebody in its first lines; other papers have a date, too."""
    opens = salutation(manuscript.language)
    opening = (each for each in manuscript.passages[:_OPENING] if not each.cell and len(each.text) <= _LINE)
    return any(opens.match(each.text) for each in opening)


def find_dateline(manuscript: Manuscript, house: House = EU) -> StatedDate | None:
    """Place and date at the head of a letter or note: “Brussels, 20 March 2023”; None where there is none."""
    heads = (each for each in manuscript.passages if each.text.strip() and _is_of_the_head(each))
    style = house.style_of_text(manuscript.language, manuscript.tag)
    return next((stated for each in islice(heads, _OPENING) if (stated := _dateline_in(each, style))), None)


def _is_of_the_head(passage: Passage) -> bool:
    """Whether it is no cell, but that of a head that is set as a table, as those of Council papers are."""
    return passage.cell is None or (
        passage.cell.table == 1 and not passage.cell.is_head and passage.cell.row <= _HEAD_ROWS
    )


def find_as_of_statement(manuscript: Manuscript, written: date | None = None, house: House = EU) -> StatedDate | None:
    """Where a document says which day it reports on; None where it does not.

    Args:
        written: whose year is taken where the statement names none.
        house: by whose way of writing dates it is read.
    """
    style = house.style_of_text(manuscript.language, manuscript.tag)
    words = _as_of_words(style)
    for each in _heads(manuscript):
        for found in words.finditer(each.text):
            for said in dates_in(each.text, style, written):
                if said.form in {"day", "figures"} and 0 <= said.start - found.end() <= len("the day of  "):
                    return StatedDate(each, said)
    return None


def _heads(manuscript: Manuscript) -> list[Passage]:
    """Titles and headings, headers and footers, and what stands alone in a line; not the running text."""
    named = {Role.TITLE, Role.HEADING, Role.HEADER, Role.FOOTER, Role.CAPTION}
    return [each for each in manuscript.passages if each.role in named or _is_short(each)]


def _is_short(passage: Passage) -> bool:
    return passage.cell is None and len(passage.text) <= _LINE and passage.role is Role.PARAGRAPH


@lru_cache(maxsize=32)
def _as_of_words(style: HouseStyle) -> re.Pattern[str]:
    """What the headline of an annex says in front of its date, and other words for the same."""
    headline = style.get("headline_as_of", "").partition("{")[0].strip()
    words = filter(None, (re.escape(headline), as_of_words(style.language)))
    return re.compile(rf"\b{quick('|'.join(words))}(?=\W)", re.IGNORECASE)


def _dateline_in(passage: Passage, style: HouseStyle) -> StatedDate | None:
    text = passage.text
    if len(text) > 80 or not re.search(rf"\d{{4}}\W*{_ORIGINAL}$", text):
        return None
    for said in dates_in(text, style, None):
        if said.has_year and said.form in {"day", "figures"} and _ends(text, said) and _PLACE.match(text[: said.start]):
            return StatedDate(passage, said)
    return None


def _ends(text: str, said: DateInText) -> bool:
    return re.fullmatch(rf"[\s.]*{_ORIGINAL}", text[said.end :]) is not None


def _recorded(manuscript: Manuscript) -> date | None:
    """The as-of date that briefgen itself wrote into the file."""
    for name, value in manuscript.properties.items():
        if re.fullmatch(r"(?:briefgen[ .:_-]?)?as[ _-]?of", name, re.IGNORECASE):
            try:
                return date.fromisoformat(value[:10])
            except ValueError:
                return None
    return None
