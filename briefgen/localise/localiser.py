"""The door: everything that a text or template may want said, in one language and as of one day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from briefgen.dates import ImpreciseDate
from briefgen.localise.dates import say_date
from briefgen.localise.house_style import HouseStyle, style_of
from briefgen.localise.numbers import say_money, say_number, say_percent
from briefgen.values import dataclass

Datelike = str | date | ImpreciseDate
Numeric = str | int | Decimal


@dataclass(frozen=True)
class Options:
    """Where the house style leaves a choice.

    Attributes:
        closed_percent: 12.5% instead of 12.5 %, as the Commission's translators and some agencies write.
        hyphen_ranges: 7-8 March instead of 7–8 March (style guide 10.1.8 allows both).
        full_amounts: EUR 30 000 000 instead of EUR 30 million, as in the Official Journal.
    """

    closed_percent: bool = False
    hyphen_ranges: bool = False
    full_amounts: bool = False


@dataclass(frozen=True)
class Localiser:
    """Says values in one language; every method returns text and raises a ValueError for what it cannot read.

    Attributes:
        as_of: the day whose year need not be named.
        catalogue: phrases of the source language with their translations; what is missing is said as it is.
    """

    language: str
    as_of: date
    style: HouseStyle
    catalogue: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    options: Options = Options()

    @property
    def language_tag(self) -> str:
        """The BCP 47 tag for proofing tools: en-IE."""
        return self.style["language_tag"]

    def date(self, value: Datelike, *, year: bool | None = None) -> str:
        """A date standing alone: 14 March, 7–8 March, mid-April 2023."""
        return self._said(value, "label", year)

    def when(self, value: Datelike, *, year: bool | None = None) -> str:
        """A date inside a sentence: on 14 March, on 7 and 8 March, from 7 to 10 March, in mid-April 2023."""
        return self._said(value, "when", year)

    def by(self, value: Datelike, *, year: bool | None = None) -> str:
        """A date as a deadline: by 31 May, by the end of May 2023, by autumn 2023; of a range, its end."""
        return self._said(value, "by", year)

    def long_date(self, day: Datelike) -> str:
        """A date with its year in any case: 17 March 2023."""
        return self._said(day, "label", year=True)

    def dateline(self, place: str, day: Datelike) -> str:
        """Place and date at the head of a letter: Brussels, 17 March 2023."""
        return self.style.fill("dateline_letter", place=place, date=self.long_date(day))

    def headline(self) -> str:
        """What an annex says of its date: Situation as of 17 March 2023."""
        return self.style.fill("headline_as_of", date=self.long_date(self.as_of))

    def number(self, value: Numeric) -> str:
        """A number: 50 000."""
        return say_number(value, self.style)

    def percent(self, value: Numeric) -> str:
        """A percentage: 12.5 %, given as 12.5."""
        return say_percent(value, self.style, closed=self.options.closed_percent)

    def money(self, value: Numeric, currency: str | None = None) -> str:
        """An amount: EUR 480 million; in EUR unless the value or `currency` names another."""
        return say_money(value, currency, self.style, in_full=self.options.full_amounts)

    def quantity(self, value: Numeric, unit: str) -> str:
        """A figure by its unit: money for a currency code, a percentage for "%", else the number alone."""
        if unit == "%":
            return self.percent(value)
        return self.money(value, unit) if re.fullmatch("[A-Z]{3}", unit) else self.number(value)

    def phrase(self, text: str) -> str:
        """The text in this language by the catalogue; as it is where that has none."""
        return self.catalogue.get(text, text)

    def word(self, name: str) -> str:
        """A fixed word of the trade by its name: "annex" gives Annex.

        Raises:
            LookupError: if the house style has no such word.
        """
        return self.style[f"word_{name}"]

    def _said(self, value: Datelike, use: str, year: bool | None) -> str:
        words = say_date(value, self.style, self.as_of, use, year)
        return words.replace("–", "-") if self.options.hyphen_ranges else words


def localiser(
    language: str, as_of: date, *, catalogue: Mapping[str, str] | None = None, options: Options | None = None
) -> Localiser:
    """What says values in a language.

    Args:
        language: its code, e.g. "en".
        as_of: the day whose year need not be named.
        catalogue: translations of phrases by their wording in the source language.
        options: where the house style leaves a choice; by default what the style guide prefers.

    Raises:
        UnknownLanguageError: if there is no house style for it.
    """
    translations = MappingProxyType(dict(catalogue or {}))
    return Localiser(language, as_of, style_of(language), translations, options or Options())
