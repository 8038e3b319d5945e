"""Parse the text of a cell: key, date, number, state, deadline.

Ambiguous text is refused with the right way to write it, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from briefgen.findings import did_you_mean
from briefgen.localise.numbers import SCALES, SPACES, point_in_doubt, read_digits
from briefgen.model.dossier import State
from briefgen.sources import rules
from briefgen.sources.files.schema import ColumnKind

_ISO_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DIGITS_ONLY: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_KEY: Final = re.compile(r"[\w.\-]+")
_SCALED: Final = re.compile(rf"(.*?)[{SPACES}]*({'|'.join(SCALES)})?", re.DOTALL)
_MAX_DIGITS: Final = 28


class CellProblem(ValueError):  # noqa: N818 - it is turned into a finding, never shown as an exception
    """The fault of one cell: rule, message and remedy."""

    def __init__(self, rule: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.remedy = remedy


def plain_word(text: str) -> str:
    """A word of the vocabulary as it is listed: without capitals, and without blanks around it."""
    return text.strip().casefold()


def key_of(text: str) -> str:
    """A key: letters, digits, "-", "_", ".", nothing else.

    Raises:
        CellProblem: anything else, a space at either end included.
    """
    if _KEY.fullmatch(text):
        return text
    if _KEY.fullmatch(text.strip()):
        raise CellProblem(rules.NO_KEY, f"the key “{text}” has a space before or after it.", "Delete the space.")
    odd = next((character for character in text if not _KEY.fullmatch(character)), "")
    message = f"the key “{text}” holds “{odd}” (U+{ord(odd):04X})." if odd else "the key is empty."
    raise CellProblem(rules.NO_KEY, message, "A key is made of letters, digits, “-”, “_” and “.”.")


@lru_cache(maxsize=4096)
def date_of(text: str) -> date:
    """A date written year-month-day (ISO 8601).

    Raises:
        CellProblem: any other way of writing, and a day that the calendar lacks.
    """
    text = text.strip()
    parts = _ISO_DATE.fullmatch(text)
    if not parts:
        raise CellProblem(rules.NO_DATE, *_no_date(text))
    try:
        return date(*map(int, parts.groups()))
    except ValueError:
        message = f"there is no day {text} in the calendar."
        raise CellProblem(rules.NO_DATE, message, "Check the month and the day.") from None


def _no_date(text: str) -> tuple[str, str]:
    remedy = "Write year-month-day, e.g. 2023-03-17."
    if _DIGITS_ONLY.fullmatch(text):
        return f"“{text}” is a bare number, not a date.", f"{remedy} In Excel give the cell the format “Date”."
    if re.fullmatch(r"[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{2,4}", text):
        return f"“{text}” can be read as more than one day.", remedy
    return f"“{text}” is not a date.", remedy


def number_of(text: str) -> Decimal:
    """An exact number, as typed: "1326000000", "12.5", "50 000", "480 million", "1.2 billion".

    Raises:
        CellProblem: a comma, or a point before three digits (decimal or thousands, nobody knows), and whatever else is
            not a number.
    """
    text = text.strip()
    scaled = _SCALED.fullmatch(text)
    if scaled and (doubt := point_in_doubt(scaled[1], text)):
        raise CellProblem(rules.NO_NUMBER, *doubt)
    return exact_number_of(text)


def exact_number_of(text: str) -> Decimal:
    """The number that a source gives as a number and not as a text: its point is that of decimals.

    Raises:
        CellProblem: it is no number.
    """
    scaled = _SCALED.fullmatch(text)
    number = read_digits(scaled[1]) if scaled else None
    if scaled is None or number is None:
        raise CellProblem(rules.NO_NUMBER, *_no_number(text))
    if len(re.sub(r"[^0-9.]", "", text)) > _MAX_DIGITS:
        raise CellProblem(rules.NO_NUMBER, f"“{text}” has too many digits.", f"Write at most {_MAX_DIGITS}.")
    return _scale(number, SCALES.get(scaled[2] or "", 0))


def _scale(number: Decimal, power: int) -> Decimal:
    # through the plain notation, so that 1.2 billion is 1200000000 and not 1.2E+9
    return Decimal(format(number.scaleb(power), "f")) if power else number


def _no_number(text: str) -> tuple[str, str]:
    if "," in text and re.fullmatch(r"[-+]?[0-9., \u00a0\u202f]+", text):
        message = f"“{text}” can be read as more than one number, because of the comma."
        return message, "Write a point before decimals, and a space (or nothing) between thousands: 12.5, 50 000."
    if text.endswith("%"):
        return f"“{text}” is not a bare number.", "Write the number alone, and % in the column “unit”."
    if re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", text):
        return f"“{text}” is a number with a power of ten.", "Write it out, or with million or billion."
    return f"“{text}” is not a number.", "Write digits, e.g. 50 000, 12.5 or 480 million; the unit has its own column."


def state_of(text: str) -> State:
    """One of the known states, whatever its capitals.

    Raises:
        CellProblem: any other word, with the one probably meant.
    """
    try:
        return State(plain_word(text))
    except ValueError:
        remedy = did_you_mean(text.strip(), State) or f"The states are: {', '.join(State)}."
        raise CellProblem(rules.UNKNOWN_STATE, f"there is no state “{text.strip()}”.", remedy) from None


@lru_cache(maxsize=4096)
def due_of(text: str) -> str:
    """A deadline as typed, after checking that it can be formatted.

    Raises:
        CellProblem: neither a date nor an imprecise date.
    """
    from briefgen.dates import DateSpellingError, parse

    text = text.strip()
    try:
        parse(text)
    except DateSpellingError as problem:
        remedy = "Write a date (2023-06-30) or an imprecise one (2023-Q2, 2023-spring, mid-2023, end 2023-03)."
        raise CellProblem(rules.NO_DUE, f"the deadline “{text}” is not understood: {problem}", remedy) from None
    return text


def paragraph_kind_of(text: str) -> str:
    """One of the known kinds of paragraphs, or `withdrawn`, whatever its capitals.

    Raises:
        CellProblem: any other word, with the one probably meant.
    """
    from briefgen.model.kinds import KINDS, WITHDRAWN

    kind, known = text.strip(), (*KINDS, WITHDRAWN)
    if plain_word(kind) in known:
        return plain_word(kind)
    remedy = did_you_mean(kind, known) or f"The kinds are: {', '.join(known)}."
    raise CellProblem(rules.UNKNOWN_KIND, f"there is no kind of paragraph “{kind}”.", remedy)


GENDERS: Final = ("female", "male", "other")


def gender_of(text: str) -> str:
    """One of the known words, whatever its capitals.

    Raises:
        CellProblem: any other word, with the one probably meant.
    """
    if plain_word(text) in GENDERS:
        return plain_word(text)
    remedy = did_you_mean(text.strip(), GENDERS) or f"Write {', '.join(GENDERS)}, or leave the cell empty."
    raise CellProblem(rules.UNKNOWN_GENDER, f"“{text.strip()}” is not a gender that is known.", remedy)


OFFICES: Final = ("president", "prime-minister", "minister")


def office_of(text: str) -> str:
    """One of the offices that languages have a salutation for, whatever its capitals; blanks may be hyphens.

    Raises:
        CellProblem: any other word, with the one probably meant.
    """
    office = "-".join(plain_word(text).split())
    if office in OFFICES:
        return office
    near = did_you_mean(office, OFFICES) or f"The offices are: {', '.join(OFFICES)}."
    remedy = f"{near} For any other, leave the cell empty and write the salutation."
    raise CellProblem(rules.UNKNOWN_OFFICE, f"“{text.strip()}” is not an office that is known.", remedy)


def text_of(text: str) -> str:
    """A text without the blanks around it, which are invisible in a cell."""
    return text.strip(" \t\n")


READERS: Final[Mapping[ColumnKind, Callable[[str], object]]] = {
    ColumnKind.TEXT: text_of,
    ColumnKind.KEY: key_of,
    ColumnKind.DATE: date_of,
    ColumnKind.NUMBER: number_of,
    ColumnKind.STATE: state_of,
    ColumnKind.DUE: due_of,
    ColumnKind.MARKDOWN: text_of,
    ColumnKind.PARAGRAPH: paragraph_kind_of,
    ColumnKind.GENDER: gender_of,
    ColumnKind.OFFICE: office_of,
}
EMPTY: Final[Mapping[ColumnKind, object]] = {ColumnKind.DATE: None, ColumnKind.STATE: None, ColumnKind.NUMBER: None}
"""What an empty cell means, where it is not the empty text."""
