"""The words that texts and templates use for values: `date`, `money`, `figure`, `point` and the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from briefgen.asof import Situation
from briefgen.findings import did_you_mean
from briefgen.localise import Localiser
from briefgen.text import VOCABULARY

WORDS = VOCABULARY


def words_for(situation: Situation, localiser: Localiser) -> Mapping[str, Callable[..., Any]]:
    """Every word of the vocabulary as a function, for one situation in one language.

    A word raises ValueError or LookupError, with a sentence for the drafter, for what it cannot say.
    """
    return {
        "date": localiser.date,
        "when": localiser.when,
        "by": localiser.by,
        "money": _exact(localiser.money),
        "number": _exact(localiser.number),
        "percent": _exact(localiser.percent),
        "figure": _figure_word(situation, localiser),
        "point": _point_word(situation),
        "_": localiser.phrase,
    }


def _exact(word: Callable[..., str]) -> Callable[..., str]:
    """The word for templates too, where Jinja2 reads `12.5` as a binary float; its shortest form is what was typed."""

    def said(value: object, *options: str, **named: str) -> str:
        return word(Decimal(repr(value)) if isinstance(value, float) else value, *options, **named)

    return said


def _figure_word(situation: Situation, localiser: Localiser) -> Callable[[str], str]:
    def figure(name: str) -> str:
        """The figure as it stands on the day, said by its unit."""
        standing = situation.figures.get(name)
        if standing is None:
            raise LookupError(_no_figure(situation, name))
        return localiser.quantity(standing.value, standing.unit)

    return figure


def _no_figure(situation: Situation, name: str) -> str:
    days = [row.as_of for row in situation.dossier.figures if row.figure == name]
    if days:
        return f"the figure “{name}” has no value yet on {situation.as_of}; its first is of {min(days)}"
    return f"there is no figure “{name}”. {did_you_mean(name, situation.figures)}".rstrip()


def _point_word(situation: Situation) -> Callable[[str], str]:
    numbers = {each.point: each.number for each in situation.dossier.commitments}

    def point(key: str) -> str:
        """The number of the commitment with that key."""
        if key not in numbers:
            raise LookupError(f"there is no point “{key}”. {did_you_mean(key, numbers)}".rstrip())
        if not numbers[key]:
            raise LookupError(f"the point “{key}” has no number that could be referred to")
        return numbers[key]

    return point


def sayer(localiser: Localiser) -> Callable[[object], str]:
    """How a date or exact number is said that a template prints as it is: the date with its year."""

    def say(value: object) -> str:
        if isinstance(value, date):
            return localiser.long_date(value)
        return localiser.number(value) if isinstance(value, Decimal) else str(value)

    return say
