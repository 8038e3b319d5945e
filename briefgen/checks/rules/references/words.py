"""The words by which documents name tables, charts, points and footnotes, and references to them as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.language.patterns import GAP, late
from briefgen.checks.language.sentences import behind
from briefgen.model.manuscript import Manuscript, Passage, Role

TABLE, CHART, POINT, NOTE = "table", "chart", "point", "footnote"

_WORDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "bg": {TABLE: ("Таблица",), CHART: ("Графика", "Фигура")},
    "cs": {TABLE: ("Tabulka",), CHART: ("Graf", "Obrázek")},
    "da": {TABLE: ("Tabel",), CHART: ("Figur", "Diagram"), POINT: ("punkt",), NOTE: ("fodnote",)},
    "de": {
        TABLE: ("Tabelle",),
        CHART: ("Abbildung", "Diagramm", "Schaubild"),
        POINT: ("Punkt", "Nummer"),
        NOTE: ("Fußnote",),
    },
    "el": {TABLE: ("Πίνακας",), CHART: ("Διάγραμμα", "Γράφημα")},
    "en": {
        TABLE: ("Table", "Tables"),
        CHART: ("Chart", "Charts", "Figure", "Figures", "Graph", "Graphs"),
        POINT: ("point", "points"),
        NOTE: ("footnote", "footnotes"),
    },
    "es": {
        TABLE: ("Cuadro", "Tabla"),
        CHART: ("Gráfico", "Figura"),
        POINT: ("punto", "apartado"),
        NOTE: ("nota a pie de página",),
    },
    "et": {TABLE: ("Tabel",), CHART: ("Joonis",)},
    "fi": {TABLE: ("Taulukko",), CHART: ("Kuvio", "Kaavio")},
    "fr": {TABLE: ("Tableau",), CHART: ("Graphique", "Figure"), POINT: ("point",), NOTE: ("note de bas de page",)},
    "ga": {TABLE: ("Tábla",), CHART: ("Cairt", "Fíor")},
    "hr": {TABLE: ("Tablica",), CHART: ("Grafikon", "Slika")},
    "it": {
        TABLE: ("Tabella",),
        CHART: ("Grafico", "Figura"),
        POINT: ("punto",),
        NOTE: ("nota a piè di pagina",),
    },
    "mt": {TABLE: ("Tabella",), CHART: ("Ċart", "Figura")},
    "nl": {TABLE: ("Tabel",), CHART: ("Grafiek", "Figuur"), POINT: ("punt",), NOTE: ("voetnoot",)},
    "pl": {TABLE: ("Tabela",), CHART: ("Wykres", "Rysunek")},
    "pt": {
        TABLE: ("Quadro", "Tabela"),
        CHART: ("Gráfico", "Figura"),
        POINT: ("ponto",),
        NOTE: ("nota de rodapé",),
    },
    "ro": {TABLE: ("Tabelul",), CHART: ("Graficul", "Figura"), POINT: ("punctul",), NOTE: ("nota de subsol",)},
    "sk": {TABLE: ("Tabuľka",), CHART: ("Graf", "Obrázok")},
    "sl": {TABLE: ("Preglednica", "Tabela"), CHART: ("Slika", "Grafikon")},
    "sv": {TABLE: ("Tabell",), CHART: ("Diagram", "Figur"), POINT: ("punkt",), NOTE: ("fotnot",)},
}
"""By language; where a language bends its words by case, references in its sentences are found only unbent.

Own knowledge. Hungarian, Lithuanian and Latvian set the number first and are not read.
"""
_NUMBER = r"[0-9]{1,6}[a-z]?"
RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures by which marks of notes are typed."""
_JOINT = rf"(?:,|{GAP}(?:and|to|et|und|y|e|en|och|og|și)|[-–]){GAP}?"


class Caption(Struct, frozen=True):
    """A caption: "Table 13", with its title or without.

    Attributes:
        label: the word that it begins with, as it is counted: "Table".
        kind: `TABLE` or `CHART`.
    """

    passage: Passage
    label: str
    kind: str
    number: str
    title: str


class Reference(Struct, frozen=True):
    """A reference in a sentence: "see Tables 3 and 4".

    Attributes:
        start, end: where its word and numbers stand in the passage's text.
        word: in the singular, as captions have it.
        numbers: all that it names.
        see: whether a "see" stands before it.
        bracketed: whether it stands in brackets of its own.
        elsewhere: whether it goes on with "of" or the like, and so refers to another document.
    """

    scanned: ScannedPassage
    start: int
    end: int
    kind: str
    word: str
    numbers: tuple[str, ...]
    see: bool
    bracketed: bool
    elsewhere: bool

    @property
    def typed(self) -> str:
        """As it stands in the text."""
        return self.scanned.text[self.start : self.end]


def words_of(language: str, kind: str) -> tuple[str, ...]:
    """The words of a language for a kind of target; none where it has none here."""
    return _WORDS.get(language, {}).get(kind, ())


def caption_of(passage: Passage, language: str) -> Caption | None:
    """The caption that a passage is, whatever its style; None for every other passage."""
    pattern = _caption_pattern(language)
    if pattern is None or passage.role in (Role.NOTE, Role.HEADER, Role.FOOTER) or len(passage.text) > 300:
        return None
    found = pattern.fullmatch(passage.text.strip())
    if not found or _is_of_a_list(passage):
        return None
    label = found["label"]
    kind = TABLE if label in words_of(language, TABLE) else CHART
    return Caption(passage, label, kind, found["number"], (found["title"] or "").strip())


def _is_of_a_list(passage: Passage) -> bool:
    """Whether it is a line of a list of tables at the front, with the page on which each stands or a link to it."""
    leads = any(span.refers_to and not span.sequence for span in passage.spans[:1])
    return leads or (_PAGE.search(passage.text) is not None and passage.style.casefold().startswith(_LISTS))


_LISTS = ("toc", "table of figures", "illustration index")
_PAGE = late(r"[\t .…]\d{1,4}\s*$")


@lru_cache(maxsize=32)
def _caption_pattern(language: str) -> re.Pattern[str] | None:
    words = [each for kind in (TABLE, CHART) for each in words_of(language, kind)]
    if not words:
        return None
    return re.compile(
        rf"(?P<label>{'|'.join(words)}){GAP}(?P<number>{_NUMBER})(?:(?:{GAP}?[.:–—]|\t){GAP}*(?P<title>.*))?"
    )


def references_in(manuscript: Manuscript, context: CheckContext) -> Iterator[Reference]:
    """The references of a document to tables, charts, points and footnotes by their numbers, in order."""
    pattern = _reference_pattern(manuscript.language)
    likely = context.passages_with(manuscript, *_words_of_references(manuscript.language)) if pattern else ()
    return (_reference(each, found) for each in likely if pattern for found in pattern.finditer(each.text))


_BEFORE = late(rf"(?P<open>\()?(?P<see>\b[Ss]ee{GAP}(?:also{GAP})?)?$")


def _reference(scanned: ScannedPassage, found: re.Match[str]) -> Reference:
    start, end = found.span("reference")
    kind, word = _kind_of(found["word"], scanned.language)
    before, after = _BEFORE.search(scanned.text[max(0, start - 12) : start]), behind(scanned.text, end)
    return Reference(
        scanned=scanned,
        start=start,
        end=end,
        kind=kind,
        word=word,
        numbers=_numbers(found["numbers"]),
        see=bool(before and before["see"]),
        bracketed=bool(before and before["open"]) and after.lstrip(RAISED).startswith(")"),
        elsewhere=bool(_ELSEWHERE.match(after)),
    )


_ELSEWHERE = late(rf"{GAP}(?:of|in|to|du|de|des|der|del|della|van|do|av|af)\b|,{GAP}of\b")


def _numbers(typed: str) -> tuple[str, ...]:
    """The numbers named: "3 and 4", "3-6"."""
    named = re.findall(_NUMBER, typed)
    if len(named) == 2 and re.search(r"[-–]|\bto\b", typed) and all(each.isdigit() for each in named):
        first, last = map(int, named)
        return tuple(map(str, range(first, last + 1))) if 0 < last - first < 50 else tuple(named)
    return tuple(named)


def _kind_of(word: str, language: str) -> tuple[str, str]:
    """What a word names, and the word that captions have for it: "Tables" is "Table"."""
    for kind in (TABLE, CHART, POINT, NOTE):
        words = words_of(language, kind)
        for each in words:
            if each.casefold() == word.casefold():
                return kind, each[:-1] if each[:-1] in words else each
    return "", word


@lru_cache(maxsize=32)
def _words_of_references(language: str) -> tuple[str, ...]:
    """The words that a reference begins with, with a capital and without, the longest first."""
    words = [each for kind in (TABLE, CHART, POINT, NOTE) for each in words_of(language, kind)]
    capital = dict.fromkeys(form for word in words for form in (word, word[:1].lower() + word[1:]))
    return tuple(sorted(capital, key=len, reverse=True))


@lru_cache(maxsize=32)
def _reference_pattern(language: str) -> re.Pattern[str] | None:
    words = _words_of_references(language)
    if not words:
        return None
    listed = "|".join(map(re.escape, words))
    return re.compile(
        rf"(?P<reference>\b(?P<word>{listed}){GAP}(?P<numbers>{_NUMBER}(?:{_JOINT}{_NUMBER})*))"
        rf"(?:(?![\w%]|[.,]\d)|(?=[{RAISED}]))"
    )
