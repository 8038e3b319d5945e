"""The names of states and of cities, capitals above all, in each language.

They stand in `house_style/names`, a row for each and a column for each language; `house_style/README.md` says where
they come from. A house may have a name of its own, as a cell of its table: `state_TR`, `city_Kyiv`. States and
languages that the tables lack are asked of CLDR.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from briefgen.findings import did_you_mean
from briefgen.localise.house_style import HouseStyle
from briefgen.localise.house_style.style import primary

_TABLES: Final = Path(__file__).parent / "house_style" / "names"
# the codes that the Union's institutions write otherwise than ISO 3166
_OF_THE_UNION: Final[Mapping[str, str]] = {"EL": "GR", "UK": "GB"}


def state_name(code: str, style: HouseStyle) -> str:
    """The short name of a state, as it stands alone: Czechia.

    Args:
        code: of ISO 3166, such as CZ; EL and UK are understood as well.

    Raises:
        ValueError: there is no such state, or no name of it in the language.
    """
    iso = _OF_THE_UNION.get(code.upper(), code.upper())
    name = style.get(f"state_{iso}", "") or _states().get(iso, {}).get(style.language, "") or _of_cldr(iso, style)
    if not name:
        near = did_you_mean(iso, _states()) or "It is two letters, such as FR or EL."
        raise ValueError(f"“{code}” is not the code of a state that has a name in {style.tag}. {near}")
    return name


def capital_name(code: str, style: HouseStyle) -> str:
    """The name of a state's capital: Prague.

    Args:
        code: as in `state_name`.

    Raises:
        ValueError: the capital is not in the table, or has no name in the language.
    """
    iso = _OF_THE_UNION.get(code.upper(), code.upper())
    city = next((city for city, row in _cities().items() if iso and row["capital_of"] == iso), "")
    name = city_name(city, style) if city else ""
    if not name:
        remedy = f"Write it as it is called, or give it in a house of your own, as the cell city_{city or 'Tokyo'}."
        raise ValueError(f"there is no name of the capital of “{code}” in {style.tag}. {remedy}")
    return name


def city_name(city: str, style: HouseStyle) -> str:
    """What a city is called in a language, by its English name; "" for one that is not known."""
    return style.get(f"city_{city}", "") or _cities().get(city, {}).get(style.language, "")


def find_city(typed: str, language: str) -> str:
    """The English name of a city that is called so in a language, or in English; "" where none is."""
    if typed in _cities():
        return typed
    return next((city for city, row in _cities().items() if row.get(primary(language)) == typed), "")


def _of_cldr(code: str, style: HouseStyle) -> str:
    from babel.core import Locale, UnknownLocaleError

    try:
        names = Locale.parse(style.tag or style.language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return ""
    return str(names.get(code, "")) if len(code) == len("FR") and code.isalpha() else ""


@lru_cache(maxsize=1)
def _states() -> Mapping[str, Mapping[str, str]]:
    return {row["state"]: row for row in _rows("states.csv")}


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, Mapping[str, str]]:
    return {row["city"]: row for row in _rows("cities.csv")}


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_TABLES / table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
