"""Names that everybody writes alike: of countries and institutions, and of bodies with their acronyms."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct

_FOLDER = Path(__file__).parent
_WORDS: Final[Mapping[str, str]] = {
    "de": "Kommission Parlament Verordnung Richtlinie Rechnungshof Ministerium Europäische Schengen",
    "en": "Commission Parliament Presidency Regulation Directive Committee Ministry Ministers Government Agreement"
    " Secretariat European Schengen",
    "es": "Comisión Parlamento Reglamento Directiva Presidencia Secretaría Europea",
    "fr": "Commission Parlement Présidence Règlement Directive Ministère européenne Secrétariat Schengen",
    "it": "Commissione Parlamento Regolamento Direttiva Presidenza Consiglio europea",
    "nl": "Commissie Parlement Verordening Richtlijn voorzitterschap lidstaten Europese",
    "pl": "Komisja Parlament Trybunał rozporządzenie dyrektywa prezydencja Europejska Europejski członkowskie",
    "pt": "Comissão Parlamento Regulamento Diretiva Presidência Conselho Europeia",
    "ro": "Comisia Parlamentul Regulamentul Directiva Consiliul Europeană",
}
_OTHER_WORDS: Final[Mapping[str, str]] = {
    "de": "Serben Kroaten Rumänen Tschechen Slowaken Slowenen Pollen Inland Inlands",
    "en": "Soria Steden Commissions Committees Directives Regulations",
    "fr": "réglementaire réglementation Etats Ministre Ministres",
}
"""Words that are one letter away from a name and are right."""


class Body(Struct, frozen=True):
    """A body, by its names and its acronyms; the first name is the one of the act that set it up."""

    acronyms: tuple[str, ...]
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, Sequence[str]]:
    with (_FOLDER / "countries.csv").open(encoding="utf-8", newline="") as table:
        return {row["language"]: row["names"].split(" | ") for row in csv.DictReader(table)}


def countries_in(language: str) -> Sequence[str]:
    """The names of countries in a language: the Union's, their neighbours, and those that EU papers often name."""
    return _countries().get(language, ())


@lru_cache(maxsize=32)
def words_of_names(language: str) -> frozenset[str]:
    """The words that stand in names of countries and institutions, of five letters at least."""
    words = [word for name in countries_in(language) for word in name.replace("-", " ").split()]
    return frozenset(word for word in (*words, *_WORDS.get(language, "").split()) if len(word) >= 5)


@lru_cache(maxsize=32)
def other_words(language: str) -> frozenset[str]:
    """Words that look like a name with a slip, and are words of their own."""
    return frozenset(_OTHER_WORDS.get(language, "").split())


@lru_cache(maxsize=1)
def _bodies() -> Mapping[str, Sequence[Body]]:
    found: dict[str, list[Body]] = {}
    with (_FOLDER / "bodies.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            body = Body(tuple(row["acronyms"].split(" | ")), tuple(row["names"].split(" | ")))
            found.setdefault(row["language"], []).append(body)
    return found


def bodies_in(language: str) -> Iterator[Body]:
    """The bodies whose names are known in a language."""
    yield from _bodies().get(language, ())
