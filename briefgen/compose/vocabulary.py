"""The functions of the words that texts and templates call: `date`, `money`, `figure`, `point`, `table` and the others.

`briefgen.model.vocabulary` lists the words. A function raises ValueError or LookupError, with a sentence for the
drafter, for what it cannot give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from msgspec import Struct, field

from briefgen.asof import Situation
from briefgen.findings import did_you_mean
from briefgen.localise import Localiser
from briefgen.model.exhibits import Chart, Exhibit
from briefgen.model.richtext import Block, RichText, Span
from briefgen.model.vocabulary import WORDS, SaidNumber

Words = Mapping[str, Callable[..., Any]]
_QUOTING: Final = tuple(word.name for word in WORDS if word.names_from == "exhibits")
_OF_PARTICIPANTS: Final = tuple(word.name for word in WORDS if word.names_from == "participants")
_NO_TABLES: Final = "the dossier defines no tables, so {word}(…) has nothing to quote; define one under “tables”"
_NO_PARTICIPANTS: Final = "{word}(…) speaks of the participants of a summary, and this document has none"
_NOTHING_DRAWN: Final = (
    "the chart “{key}” has nothing to draw: no row that it counts stands on this day; take it out of the text, "
    "or ask for a later day"
)


def words_for(situation: Situation, localiser: Localiser) -> Words:
    """Every word of the vocabulary as a function, for one situation in one language."""
    return {
        "date": localiser.date,
        "when": localiser.when,
        "by": localiser.by,
        "since": localiser.since,
        "money": _exact(localiser.money),
        "number": _exact(localiser.number),
        "percent": _exact(localiser.percent),
        "figure": partial(_figure, situation, localiser),
        "point": _point_word(situation),
        "state": localiser.state,
        "capital": localiser.capital,
        "gendered": words_by_gender(""),
        "salutation": _refuse_salutation,
        "_": localiser.phrase,
        "spelt": _exact(partial(_spelt, localiser)),
        "plural": _exact(partial(_plural, localiser)),
        **document_words(situation),
    }


def words_by_gender(gender: str) -> Callable[..., str]:
    """The word that chooses by a recipient's gender; without one, or where it has no words, it takes `other`."""

    def gendered(**words: str) -> str:
        """The words for the gender of the recipient."""
        if "other" not in words:
            raise ValueError('gendered(…) needs the words for “other”, as in gendered(female="Madam", other="all").')
        return words.get(gender, words["other"])

    return gendered


def _refuse_salutation() -> str:
    raise LookupError("salutation() repeats the salutation in the closing of a letter or e-mail, and nowhere else")


def document_words(
    situation: Situation,
    exhibits: Mapping[str, Exhibit] | None = None,
    quoted: Words | None = None,
    numbers: Mapping[str, str] | None = None,
) -> Words:
    """The words that speak of what one document shows and numbers.

    Args:
        exhibits: its charts and tables by what references name them by: "table/areas".
        quoted: the words that quote from tables, by name.
        numbers: of the document's own numbered paragraphs, by key.
    """
    quotable = _Quotable(_point_word(situation), exhibits or {}, quoted or {}, numbers or {})
    return {
        "chart": partial(quotable.show, "chart"),
        "table": partial(quotable.show, "table"),
        "ref": quotable.reference,
        **{word: partial(quotable.quote, word) for word in _QUOTING},
        **{word: partial(_refuse_participants, word) for word in _OF_PARTICIPANTS},
    }


class _Quotable(Struct, frozen=True):
    """What one document can refer to, quote and show; see `document_words`.

    Attributes:
        point: gives the number of a commitment.
    """

    point: Callable[[str], str]
    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    quoted: Words = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)

    def show(self, kind: str, key: str) -> RichText:
        """A chart or table as a paragraph of its own."""
        shown = self._shown(f"{kind}/{key}")
        if isinstance(shown, Chart) and not shown.categories:
            raise LookupError(_NOTHING_DRAWN.format(key=key))
        return as_paragraph(shown)

    def reference(self, target: str) -> RichText:
        """A live reference: what is printed is worked out when the document is made; see `Span.refers_to`."""
        kind, _, name = target.partition("/")
        match kind:
            case "table" | "chart":
                # the label stands beside the field: a line may end inside a field in spite of its hard space
                before, after = self._shown(target).around_number(inside=True)
                spans = (Span(before), Span("", refers_to=target), Span(after))
                return RichText((Block(tuple(span for span in spans if span.text or span.refers_to)),))
            case "note":
                return _referring(name, target)
            case "point" if name in self.numbers:
                return _referring(self.numbers[name], target)
            case "point":
                return RichText((Block((Span(self.point(name)),)),))
        raise ValueError(f"“{target}” is not what a reference can name")

    def quote(self, word: str, *args: Any) -> str:
        """What a word gives of a table."""
        if word not in self.quoted:
            raise LookupError(_NO_TABLES.format(word=word))
        return str(self.quoted[word](*args))

    def _shown(self, anchor: str) -> Exhibit:
        if anchor not in self.exhibits:
            kind, _, key = anchor.partition("/")
            near = did_you_mean(key, [each.removeprefix(f"{kind}/") for each in self.exhibits if each.startswith(kind)])
            raise LookupError(f"there is no {kind} “{key}”. {near}".rstrip())
        return self.exhibits[anchor]


def as_paragraph(shown: Exhibit) -> RichText:
    """A chart or table as a paragraph of its own."""
    return RichText((Block((), exhibit=shown),))


def _referring(text: str, target: str) -> RichText:
    return RichText((Block((Span(text, refers_to=target),)),))


def _refuse_participants(word: str, *_groups: str) -> str:
    raise LookupError(_NO_PARTICIPANTS.format(word=word))


def _spelt(localiser: Localiser, value: str | int | Decimal, *, capital: bool = False, gender: str = "") -> str:
    """A number in words, as far as the language's house style goes; at the beginning of a sentence to twenty."""
    number = getattr(value, "number", value)
    at_start = localiser.spell(number, gender=gender, begins=True)
    return at_start if capital else SaidNumber(localiser.spell(number, gender=gender), Decimal(0), at_start)


def _plural(localiser: Localiser, value: str | int | Decimal, **forms: str) -> str:
    """The form of a phrase that goes with a number; `{number}` in it is the number."""
    if "other" not in forms:
        raise ValueError('plural(…) needs the form “other”, as in plural(3, one="a state", other="{number} states").')
    return localiser.plural(getattr(value, "number", value), forms)


def _exact(word: Callable[..., str]) -> Callable[..., str]:
    """The word for templates too, where Jinja2 reads `12.5` as a binary float; its shortest form is what was typed."""

    def format_exactly(value: object, *options: str, **named: str) -> str:
        return word(Decimal(repr(value)) if isinstance(value, float) else value, *options, **named)

    return format_exactly


def _figure(situation: Situation, localiser: Localiser, name: str) -> str:
    """The figure as it stands on the day, formatted by its unit."""
    standing = situation.figures.get(name)
    if standing is None:
        raise LookupError(_no_figure(situation, name))
    return SaidNumber(localiser.quantity(standing.value, standing.unit), standing.value)


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
        if key not in numbers and any(row.point == key for row in situation.history.commitments):
            raise LookupError(f"the point “{key}” does not stand on {situation.as_of}")
        if key not in numbers:
            raise LookupError(f"there is no point “{key}”. {did_you_mean(key, numbers)}".rstrip())
        if not numbers[key]:
            raise LookupError(f"the point “{key}” has no number that could be referred to")
        return numbers[key]

    return point


def value_formatter(localiser: Localiser) -> Callable[[object], str]:
    """What formats a date or exact number that a template prints as it is: the date with its year."""

    def format_value(value: object) -> str:
        if isinstance(value, date):
            return localiser.long_date(value)
        return localiser.number(value) if isinstance(value, Decimal) else str(value)

    return format_value
