"""Format every kind of value that texts and templates use, in one language and as of one day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from briefgen.dates import ImpreciseDate
from briefgen.localise.dates import bind_dates, fill_with_date, format_date, key_of_date
from briefgen.localise.formal import (
    format_caption,
    format_cardinal,
    format_list,
    format_ordinal,
    format_reference,
    resolve_joints,
)
from briefgen.localise.house_style import EU, House, HouseStyle
from briefgen.localise.money import OFFICIAL, format_money, format_money_heading
from briefgen.localise.numbers import form_of, format_number, format_percent, is_currency, read_number
from briefgen.localise.places import capital_name, city_name, find_city, state_name

Datelike = str | date | ImpreciseDate
Numeric = str | int | Decimal


class Options(Struct, frozen=True):
    """Where the house style leaves a choice.

    Attributes:
        closed_percent: 12.5% instead of 12.5 %, as the Commission's translators and some agencies write.
        hyphen_ranges: 7-8 March instead of 7–8 March (style guide 10.1.8 allows both).
        full_amounts: EUR 30 000 000 instead of EUR 30 million, as in the Official Journal.
        two_days_with_and: 7 and 8 March instead of 7–8 March, also outside a sentence.
        euro_in_words: 30 millones de euros instead of 30 millones EUR, in the languages whose guide allows it in
            general texts.
        scales_in_words: 30 milionów EUR instead of 30 mln EUR, in the languages where an abbreviation is the rule.
    """

    closed_percent: bool = False
    hyphen_ranges: bool = False
    full_amounts: bool = False
    two_days_with_and: bool = False
    euro_in_words: bool = False
    scales_in_words: bool = False

    @property
    def money_variants(self) -> tuple[str, ...]:
        """The variants of amounts that these options choose; see `briefgen.localise.money.format_money`."""
        chosen = {OFFICIAL: self.full_amounts, "general_": self.euro_in_words, "words_": self.scales_in_words}
        return tuple(variant for variant, is_chosen in chosen.items() if is_chosen)


class Localiser(Struct, frozen=True, eq=False):
    """Formats values in one language; every method returns text and raises a ValueError for what it cannot read.

    Attributes:
        as_of: the day whose year need not be named.
        translate: gives the translation of a phrase of the source language; the phrase itself where there is none.
        lacking: the cells that the house style has no words for and that were asked for, in their order: what was said
            in their place is right in any language, but poorer.
    """

    language: str
    as_of: date
    style: HouseStyle
    translate: Callable[[str], str] = str
    options: Options = Options()
    lacking: dict[str, None] = field(default_factory=dict)
    _formatted: dict[tuple[object, ...], str] = field(default_factory=dict)

    @property
    def language_tag(self) -> str:
        """The BCP 47 tag for proofing tools: en-IE."""
        return self.style["language_tag"]

    @property
    def script(self) -> str:
        """The ISO 15924 code of the script that a font must have: Latn, Grek or Cyrl."""
        return self.style["script"]

    @property
    def letters(self) -> str:
        """The letters beyond A to Z that a font must have, in capitals where there are such."""
        return self.style.get("letters", "")

    def date(self, value: Datelike, *, year: bool | None = None) -> str:
        """A date outside a sentence: 14 March, 7–8 March, mid-April 2023."""
        return self._format(value, "label", year)

    def when(self, value: Datelike, *, year: bool | None = None) -> str:
        """A date inside a sentence: on 14 March, on 7 and 8 March, from 7 to 10 March, in mid-April 2023."""
        return self._format(value, "when", year)

    def by(self, value: Datelike, *, year: bool | None = None) -> str:
        """A date as a deadline: by 31 May, by the end of May 2023, by autumn 2023; of a range, its end."""
        return self._format(value, "by", year)

    def since(self, value: Datelike, *, year: bool | None = None) -> str:
        """A date as a beginning: since 14 March, since the second quarter of 2022; "from" where it is yet to come."""
        return self._format(value, "since", year)

    def long_date(self, day: Datelike) -> str:
        """A date that always names its year: 17 March 2023."""
        return self._format(day, "label", year=True)

    def cell(self, value: Datelike, *, year: bool | None = None) -> str:
        """A date in a table cell, where Swedish leaves out the "den" of running text."""
        return self._format(value, "cell", year)

    def dateline(self, place: str, day: Datelike) -> str:
        """Place and date at the head of a letter: Brussels, 17 March 2023.

        Capitals and seats of institutions are known by their names in English and in the language itself. Where the
        line needs the place in another grammatical case (V Praze dne …) and the table has none of it, it stands in a
        form without a case (Rabat 17. března 2023).
        """
        return self._cached((type(day), day, place, "dateline"), lambda: self._dateline(place, day))

    def _dateline(self, place: str, day: Datelike) -> str:
        city = find_city(place, self.language)
        known = self.style.get(f"place_{city or place}", "")
        pattern = "dateline_letter" if known or "dateline_elsewhere" not in self.style else "dateline_elsewhere"
        named = known or city_name(city, self.style) or place
        return fill_with_date(self._said(pattern), day, self.style, place=f"{named[:1].upper()}{named[1:]}")

    def city(self, typed: str, language: str) -> str:
        """What a city is called that has this name in another language; "" for one that is not known."""
        return city_name(find_city(typed, language), self.style)

    def state(self, code: str) -> str:
        """The short name of a state by its code, as it stands alone: Czechia for CZ."""
        return state_name(code, self.style)

    def capital(self, code: str) -> str:
        """The name of a state's capital by the state's code: Prague for CZ."""
        return capital_name(code, self.style)

    def salutation(self, office: str, gender: str = "") -> str:
        """How somebody in an office is addressed in a letter: Madame la Présidente,; "" where the house has no words.

        Args:
            office: president, prime-minister or minister.
            gender: female or male; for any other, what both are called, or how a letter to unknown people begins.
        """
        both = [self.style.get(f"salutation_{office}_{each}", "") for each in ("female", "male")]
        own = self.style.get(f"salutation_{office}_{gender}", "")
        return own or (both[0] if both[0] == both[1] else self.style.get("salutation", ""))

    def closing(self, salutation: str) -> str:
        """The complimentary close of a letter, which repeats the salutation in some languages; "" without words."""
        return self.style.get("letter_closing", "").format(salutation=salutation)

    def headline(self) -> str:
        """The headline of an annex: Situation as of 17 March 2023."""
        day = self.as_of
        return self._cached(
            (date, day, "headline"), lambda: fill_with_date(self._said("headline_as_of"), day, self.style)
        )

    def bind(self, text: str) -> str:
        """A title in which no line ends within a date, whoever typed it."""
        return self._cached((str, text, "bound"), lambda: bind_dates(text, self.style))

    def number(self, value: Numeric) -> str:
        """A number or a range: 50 000, 10–15."""
        return self._with_dashes(format_number(value, self.style))

    def percent(self, value: Numeric) -> str:
        """A percentage or a range: 12.5 %, given as 12.5; 10–15 %."""
        return self._with_dashes(format_percent(value, self.style, closed=self.options.closed_percent))

    def money(self, value: Numeric, currency: str | None = None, *, table: bool = False) -> str:
        """An amount: EUR 480 million, EUR 30–40 million; in EUR unless the value or `currency` names another.

        Args:
            value: the amount or range, as a number or as typed.
            currency: an ISO 4217 code.
            table: the form for tables and lists, where codes and abbreviations take the place of words.
        """
        variants = ("table_",) if table else self.options.money_variants
        return self._with_dashes(format_money(value, currency, self.style, variants))

    def money_heading(self, scale: str = "million", currency: str = "EUR") -> str:
        """The heading above a table of amounts: (million EUR)."""
        return format_money_heading(scale, currency, self.style)

    def quantity(self, value: Numeric, unit: str) -> str:
        """A figure by its unit: money for a currency code, a percentage for "%", else the number alone."""
        return self._cached((type(value), value, unit), lambda: self._quantity(value, unit))

    def _quantity(self, value: Numeric, unit: str) -> str:
        if unit == "%":
            return self.percent(value)
        return self.money(value, unit) if is_currency(unit) else self.number(value)

    def _cached(self, asked: tuple[Any, ...], make: Callable[[], str]) -> str:
        """The result of `make`, cached, because a document often formats the same value again."""
        if not isinstance(asked[1], Hashable):  # `make` raises the error
            return make()
        if asked not in self._formatted:
            self._formatted[asked] = make()
        return self._formatted[asked]

    def phrase(self, text: str) -> str:
        """The translation of a phrase by the catalogue; the phrase itself where there is none."""
        return self.translate(text)

    def plural(self, number: Numeric, forms: Mapping[str, str]) -> str:
        """The form of a phrase that goes with a number, which replaces `{number}` in it.

        Args:
            number: an exact number; its decimals count.
            forms: by CLDR category (zero, one, two, few, many, other); `other` must be there.
        """
        form = form_of(read_number(number), forms, self.style)
        return form.replace("{number} ", "{number}\u00a0").replace("{number}", self.number(number))

    def join(self, items: Sequence[str]) -> str:
        """Items joined as in a sentence: a, b and c."""
        return format_list(items, self.style)

    def ordinal(self, number: int) -> str:
        """An ordinal number: first, 10th, 21st."""
        self._said("ordinal")
        return format_ordinal(number, self.style)

    def spell(self, number: Numeric, *, gender: str = "", begins: bool = False) -> str:
        """A number in words up to nine, or as far as the house style goes; see `format_cardinal`."""
        return format_cardinal(number, self.style, gender=gender, begins=begins)

    def reference(self, number: int | str) -> str:
        """A cross-reference to a point: see point 10."""
        self._said("reference")
        return format_reference(number, self.style)

    def caption(self, label: str, number: str, *, inside: bool = False) -> str:
        """The name of a table or chart with its number: Table 1; `inside` a sentence as well."""
        return format_caption(label, self.style, number, inside=inside)

    @property
    def has_joints(self) -> bool:
        """Whether the language has small words that change before what follows; see `fit_joints`."""
        return "joint_1" in self.style

    def fit_joints(self, text: str) -> str:
        """A text whose small words take the end that what follows asks for: "a(z) 5. pont" gives az 5. pont."""
        return resolve_joints(text, self.style)

    def quote(self, text: str, *, inner: bool = False) -> str:
        """A text in the language's quotation marks; `inner` for those inside others."""
        return self.style.fill(self._said("quotation_inner" if inner else "quotation"), text=text)

    def word(self, name: str) -> str:
        """A fixed word of official correspondence by its name: "annex" gives Annex.

        Raises:
            LookupError: if the house style has no such word.
        """
        return self.style[self._said(f"word_{name}")]

    def _said(self, key: str) -> str:
        """The key of a cell that something is said by; it is noted where nobody has given words for it."""
        if key in self.style.neutral:
            self.lacking[key] = None
        return key

    def _format(self, value: Datelike, use: str, year: bool | None) -> str:
        with_and = self.options.two_days_with_and
        if self.style.neutral:
            self._said(key_of_date(value, self.style, self.as_of, use, with_and=with_and))
        return self._cached(
            (type(value), value, use, year),
            lambda: self._with_dashes(format_date(value, self.style, self.as_of, use, year, with_and=with_and)),
        )

    def _with_dashes(self, words: str) -> str:
        return words.replace("–", "-") if self.options.hyphen_ranges else words


def localiser(
    language: str,
    as_of: date,
    *,
    catalogue: Mapping[str, str] | None = None,
    options: Options | None = None,
    house: House = EU,
) -> Localiser:
    """The formatter of values in one language.

    Args:
        language: its code, e.g. "en".
        as_of: the day whose year need not be named.
        catalogue: translations of phrases by their wording in the source language.
        options: where the house style leaves a choice; by default what the style guide prefers.
        house: whose way of writing values.

    Raises:
        UnknownLanguageError: if there is no house style for it.
    """
    translations = dict(catalogue or {})
    return Localiser(
        language, as_of, house.style(language), lambda text: translations.get(text, text), options or Options()
    )
