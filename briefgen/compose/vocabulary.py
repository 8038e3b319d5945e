"""The words that texts and templates use: `date`, `money`, `figure`, `point`, `table` and the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from briefgen.asof import Situation
from briefgen.findings import did_you_mean
from briefgen.localise import Localiser
from briefgen.text import VOCABULARY

if TYPE_CHECKING:
    from briefgen.compose.quoting import Quotable
    from briefgen.model.exhibits import Exhibit

WORDS = VOCABULARY
_QUOTING = ("cell", "total", "share", "leader", "rows")
OF_DOCUMENT = ("chart", "table", "ref", *_QUOTING, "counted", "listed")
"""The words that say the same in every language, because they speak of the document itself."""

_Words = Mapping[str, Callable[..., Any]]


def words_for(situation: Situation, localiser: Localiser) -> _Words:
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
        "spelt": partial(_spelt, localiser),
        **document_words(situation),
    }


def document_words(
    situation: Situation,
    exhibits: Mapping[str, Exhibit] | None = None,
    quoted: _Words | None = None,
    numbers: Mapping[str, str] | None = None,
) -> _Words:
    """The words that speak of what one document shows and numbers.

    Args:
        exhibits: its charts and tables by what references name them by: "table/areas".
        quoted: the words that quote from tables, by name.
        numbers: of the document's own numbered paragraphs, by key.
    """

    def quotable() -> Quotable:
        from briefgen.compose.quoting import Quotable  # most texts do without

        return Quotable(_point_word(situation), exhibits or {}, quoted or {}, numbers or {})

    return {
        "chart": lambda key: quotable().put("chart", key),
        "table": lambda key: quotable().put("table", key),
        "ref": lambda target: quotable().reference(target),
        **{word: partial(_quote, quotable, word) for word in _QUOTING},
        **{word: partial(_nobody, word) for word in ("counted", "listed")},
    }


def _quote(quotable: Callable[[], Quotable], word: str, *args: object) -> str:
    return quotable().quote(word, *args)


def _nobody(word: str, *_groups: str) -> str:
    raise LookupError(f"{word}(…) speaks of the participants of a summary, and this document has none")


def _spelt(localiser: Localiser, value: str | int | Decimal, *, capital: bool = False) -> str:
    """A number from 1 to 9 in words, where the language has them here."""
    from briefgen.localise.formal import format_cardinal

    words = format_cardinal(value, localiser.style)
    return words[:1].upper() + words[1:] if capital else words


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
    days = [row.as_of for row in situation.history.figures if row.figure == name]
    if days:
        return f"the figure “{name}” has no value yet on {situation.as_of}; its first is of {min(days)}"
    known = f" known on {situation.known_on}" if situation.known_on else ""
    return f"there is no figure “{name}”{known}. {did_you_mean(name, situation.figures)}".rstrip()


def _point_word(situation: Situation) -> Callable[[str], str]:
    numbers = {each.commitment.point: each.commitment.number for each in situation.points}

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
