"""What programs ask in their own words: days as dates or texts, and how documents are to be made."""

from __future__ import annotations

import os
from datetime import date
from typing import Literal, TypedDict

from briefgen.errors import UsageProblemError
from briefgen.production.order import Order

Day = date | str
"""A day: a `datetime.date`, or a text such as "2023-03-17"."""

Engine = Literal["auto", "rdocx", "libreoffice"]
"""What lays PDFs out; auto takes rdocx where it draws everything, else LibreOffice."""


class MakeOptions(TypedDict, total=False):
    """How documents are made, as the options of the same names of `briefgen make`.

    Attributes:
        since: marks what has changed since this day.
        draft: makes the document, marked DRAFT, in spite of errors; its findings have them.
        allow_untranslated: leaves texts in the source language where a translation is missing or fuzzy.
        engine: what lays PDFs out.
    """

    since: Day | None
    draft: bool
    allow_untranslated: bool
    engine: Engine


def day_of(day: Day) -> date:
    """A day as a date; of a moment (`datetime`, pandas' `Timestamp`) its day.

    >>> day_of("2023-03-17")
    datetime.date(2023, 3, 17)

    Raises:
        UsageProblemError: the text is no day of the calendar, as YYYY-MM-DD.
    """
    if isinstance(day, date):
        return date(day.year, day.month, day.day)
    try:
        return date.fromisoformat(day)
    except (TypeError, ValueError) as problem:
        message = f"“{day}” is not a day of the calendar."
        raise UsageProblemError(message, "Write it as YYYY-MM-DD, such as 2023-03-17, or give a date.") from problem


def names_of(names: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """One name or several, as orders have them; none for None."""
    return () if names is None else (names,) if isinstance(names, str) else tuple(names)


def with_options(order: Order, options: MakeOptions) -> Order:
    """An order made in the way that options say, but for the engine of its PDFs, which are made later, if at all.

    Raises:
        UsageProblemError: the earlier day is none.
    """
    since = options.get("since")
    return Order(
        order.where,
        order.as_of,
        order.today,
        order.documents,
        since=None if since is None else day_of(since),
        known_on=order.known_on,
        languages=order.languages,
        recipients=order.recipients,
        draft=options.get("draft", False),
        allow_untranslated=options.get("allow_untranslated", False),
        environment=surroundings(),
    )


def surroundings() -> dict[str, str]:
    """The environment of the program, for the engines that lay pages out; it makes no difference to what is made."""
    return dict(os.environ)
