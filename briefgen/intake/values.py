"""Dates, amounts, numbers and references of texts that were read, given back as values of the ledger.

A stretch of text becomes a value only where the value, said in the same language as of the same day, is the same
words again; a hard space counts as a space. The whole text is proven so, by saying it: what differs stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.checks.language.dates import DateInText, dates_in
from briefgen.dates import ImpreciseDate
from briefgen.dates.imprecise import DateKind
from briefgen.findings import Place
from briefgen.intake.reading import Reading, ReadItem, ReadPoint, Told
from briefgen.localise import Localiser, Options, style_of
from briefgen.model.richtext import RichText, Span
from briefgen.text import TextError, faults, rich_text

_HARD: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
_KEPT: Final = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|\[\^[^\]]*\]:?|\\.", re.DOTALL)
_SCALES: Final = ("", "million", "billion")
_CURRENCY: Final = re.compile(r"\b[A-Z]{3}\b|€")
_NEAR: Final = 30
OF_ANOTHER_YEAR: Final = "days without a year, which may be of another one"
_FAR: Final = 183  # days; a day without its year that lies further off may be of another year
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_POINT: Final = re.compile(
    r"\b(?:points?|Punkte?|Nummer|punto|puntos|ponto|pontos|punt|punten|punkt(?:u|cie|owi|em|en|is|s)?|pkt|bod(?:u|ě|e|em)?"
    r"|točk[aeiou]|točko|punctu(?:l|lui)|точка|σημεί(?:ο|ου)|kohta|kohdassa|kohdan|punktą?|punkte|pointe)"
    r"[ \u00a0](?P<number>[0-9]{1,3}[a-z]?)\b(?!\.[0-9])(?!\s+(?:of|du|des|der|del|della|do|da|van)\b)"
)


class _Found(NamedTuple):
    """A stretch of a source that may become a value."""

    start: int
    end: int
    call: str


def with_values(reading: Reading, options: Options = Options()) -> Reading:  # noqa: B008 (frozen)
    """A reading with values in place of dates, amounts, percentages, numbers and “see point 10”.

    Without a day or a language that is known everything stays as typed. Days without a year that lie more than half a
    year off stay as well, and are told: they may be of another year.

    Args:
        reading: its points have keys.
        options: the house style of the ledger that it is for.
    """
    if reading.as_of is None or not reading.language:
        return reading
    speaker = _Speaker(Localiser(reading.language, reading.as_of, style_of(reading.language), options=options), reading)
    points = tuple(_with_values(point, speaker) for point in reading.points)
    return replace(reading, points=points, proposed=(*reading.proposed, *speaker.doubts))


def text_with_values(text: str, reading: Reading, place: Place, options: Options = Options()) -> str:  # noqa: B008
    """A text that stands by itself, as the body of a letter, with values in it.

    Args:
        reading: with the day and language of the text, and the points that it may refer to; it may have none.
        place: where it stands.
    """
    alone = replace(reading, points=(*reading.points, ReadPoint(text, place)))
    return with_values(alone, options).points[-1].text


def _with_values(point: ReadPoint, speaker: _Speaker) -> ReadPoint:
    text = speaker.give_back(point.text, point)
    items = tuple(replace(item, text=speaker.give_back(item.text, item)) for item in point.items)
    return replace(point, text=text, items=items)


class _Speaker(Struct):
    """Finds values in the texts of one reading.

    Attributes:
        doubts: what was left as typed because it may be of another year.
    """

    localiser: Localiser
    reading: Reading
    doubts: list[Told] = field(default_factory=list)

    def give_back(self, source: str, of: ReadPoint | ReadItem) -> str:
        """A source with its values."""
        kept = [found.span() for found in _KEPT.finditer(source)]
        found = [each for each in self._find(source, of) if not any(s < each.end and each.start < e for s, e in kept)]
        chosen = _apart(found)
        if self._says_the_same(source, made := _replaced(source, chosen)):
            return made
        good = [each for each in chosen if self._says_the_same(source, _replaced(source, [each]))]
        return made if self._says_the_same(source, made := _replaced(source, good)) else source

    def _says_the_same(self, source: str, made: str) -> bool:
        if made == source:
            return True
        if faults(made):
            return False
        try:
            return _plain(rich_text(made, self.words)) == _plain(rich_text(source, {}))
        except TextError:
            return False

    @property
    def words(self) -> Mapping[str, Callable[..., str]]:
        """The words that are given back."""
        say = self.localiser
        return {
            "date": say.date,
            "when": say.when,
            "by": say.by,
            "money": say.money,
            "number": say.number,
            "percent": say.percent,
            "point": lambda key: {point.key: point.number for point in self.reading.points}[key],
        }

    def _find(self, source: str, of: ReadPoint | ReadItem) -> Iterator[_Found]:
        text = source.translate(_HARD)
        for said in dates_in(text, self.localiser.style, self.localiser.as_of):
            if said.means is None:
                continue
            if self._may_be_of_another_year(said):
                self.doubts.append(Told(OF_ANOTHER_YEAR, of.place, said.typed))
            elif found := self._date(text, said, said.means):
                yield found
        yield from self._amounts(text)
        yield from self._points(text)

    def _may_be_of_another_year(self, said: DateInText) -> bool:
        assert said.means is not None, "asked before"
        far = (self._away(day) for day in (said.means.first, said.means.last) if day)
        return said.means.is_exact and not said.has_year and max(far, default=0) > _FAR

    def _away(self, day: date) -> int:
        return abs((day - self.localiser.as_of).days)

    def _date(self, text: str, said: DateInText, means: ImpreciseDate) -> _Found | None:
        """The longest way to say a date that is what stands there."""
        spelling = spell(means)
        ways = ((word, self.words[word]) for word in ("by", "when", "date"))
        found = [
            _covering(text, _said(say, spelling), said.start, said.end, f'{word}("{spelling}")') for word, say in ways
        ]
        return max((each for each in found if each), key=lambda each: each.end - each.start, default=None)

    def _amounts(self, text: str) -> Iterator[_Found]:
        for found in self._numbers.finditer(text):
            typed = found[0].replace(self._group, "").replace(" ", "").replace(self._point_sign, ".")
            near = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            calls = [*_money_calls(typed, _CURRENCY.findall(near)), ("percent", (Decimal(typed),), f"percent({typed})")]
            if len(found[0]) > 4 and found[0] != typed.replace(".", self._point_sign):
                calls.append(("number", (Decimal(typed),), f"number({typed})"))
            for word, args, call in calls:
                if value := _covering(text, _said(self.words[word], *args), *found.span(), call):
                    yield value

    @property
    def _group(self) -> str:
        return self.localiser.style["group_separator"].translate(_HARD)

    @property
    def _point_sign(self) -> str:
        return self.localiser.style["decimal_separator"]

    @property
    def _numbers(self) -> re.Pattern[str]:
        group, point = re.escape(self._group), re.escape(self._point_sign)
        return re.compile(rf"(?<![\w.,])(?:\d{{1,3}}(?:{group}\d{{3}})+|\d{{1,12}})(?:{point}\d{{1,6}})?(?![\d])")

    def _points(self, text: str) -> Iterator[_Found]:
        numbers: dict[str, list[str]] = {}
        for point in self.reading.points:
            numbers.setdefault(point.number, []).append(point.key)
        for found in _POINT.finditer(text):
            if len(keys := numbers.get(found["number"], [])) == 1 and keys[0]:
                yield _Found(*found.span("number"), f'point("{keys[0]}")')


def _money_calls(typed: str, codes: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for code in dict.fromkeys("EUR" if code == "€" else code for code in (*codes, "EUR")):
        for scale in _SCALES:
            value = f"{typed} {scale}".strip()
            other = "" if code == "EUR" else f', "{code}"'
            yield "money", (value, code), f'money("{value}"{other})'


def _said(say: Callable[..., str], *args: Any) -> str:
    try:
        return say(*args).translate(_HARD)
    except ValueError:
        return ""


def _covering(text: str, said: str, start: int, end: int, call: str) -> _Found | None:
    """Where words stand in a text around a stretch of it, and not in the middle of other words."""
    at = text.find(said, max(0, end - len(said)), start + len(said)) if said else -1
    if at < 0 or at > start or at + len(said) < end:
        return None
    before, after = text[at - 1 : at] if at else "", text[at + len(said) :][:1]
    return None if before.isalnum() or after.isalnum() else _Found(at, at + len(said), call)


def _apart(found: Sequence[_Found]) -> list[_Found]:
    """Stretches that do not overlap: the longer ones first."""
    chosen: list[_Found] = []
    for each in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(each.end <= other.start or other.end <= each.start for other in chosen):
            chosen.append(each)
    return sorted(chosen)


def _replaced(source: str, found: Sequence[_Found]) -> str:
    for each in reversed(found):
        source = f"{source[: each.start]}{{{{ {each.call} }}}}{source[each.end :]}"
    return source


def _plain(text: RichText) -> RichText:
    """A text with hard spaces as spaces."""
    return RichText(tuple(replace(block, spans=tuple(map(_plain_span, block.spans))) for block in text.blocks))


def _plain_span(span: Span) -> Span:
    note = span.note if span.note is None else _plain(span.note)
    return replace(span, text=span.text.translate(_HARD), note=note)


def spell(means: ImpreciseDate) -> str:
    """A date as drafters type it: "2023-Q2" rather than its code in EDTF."""
    first = means.first
    if first is None:
        return means.edtf
    part, quarter = means.kind.partition("_")[0], (first.month + 2) // 3
    spelled = {
        DateKind.QUARTER: f"{first.year}-Q{quarter}",
        DateKind.HALF: f"{first.year}-H{(first.month + 5) // 6}",
        DateKind.SEASON: f"{first.year}-{_SEASONS[first.month // 3 - 1]}",
        DateKind.MID_YEAR: f"mid-{first.year}",
        **dict.fromkeys((DateKind.EARLY_YEAR, DateKind.END_YEAR), f"{part} {first.year}"),
        **dict.fromkeys((DateKind.EARLY_MONTH, DateKind.MID_MONTH, DateKind.END_MONTH), f"{part} {first:%Y-%m}"),
    }
    return spelled.get(means.kind, means.edtf)
