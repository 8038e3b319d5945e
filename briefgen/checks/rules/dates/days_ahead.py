"""What cannot lie ahead: “conclusions of 8 June 2032”, “In 2032 the Council called on …”; DAT-014: days reported on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.grouping import TextRange
from briefgen.checks.engine.report_day import find_as_of_statement
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, behind
from briefgen.checks.language.tenses import tenses_of
from briefgen.findings import Grade
from briefgen.localise import localiser
from briefgen.model.manuscript import Manuscript

_REACH = 90
_YEAR = late(r"2(?<!\w.)0\d\d\b")
_YEAR_AHEAD: Final[Mapping[str, str]] = {
    "de": "Im Jahre?|In",
    "en": "In|During",
    "es": "En",
    "fr": "En",
    "it": "Nel",
    "nl": "In",
    "pl": "W",
    "pt": "Em",
    "ro": "În",
}
_PAPERS: Final[Mapping[str, tuple[str, str]]] = {
    "de": (r"Schlussfolgerungen|Beschl[uü]ss\w*|Berichts?|Schreibens?|Mitteilung|Empfehlung|Erklärung|Urteils?", "vom"),
    "en": ("conclusions|decision|report|letter|communication|recommendation|resolution|statement|judgment", "of"),
    "es": ("conclusiones|decisión|informe|carta|comunicación|recomendación|resolución|declaración|sentencia", "del?"),
    "fr": ("conclusions|décision|rapport|lettre|communication|recommandation|résolution|déclaration|arrêt", "du"),
    "it": ("conclusioni|decisione|relazione|lettera|comunicazione|raccomandazione|risoluzione|sentenza", "del"),
    "nl": ("conclusies|besluit|verslag|brief|mededeling|aanbeveling|resolutie|verklaring|arrest", "van"),
    "pl": (r"konkluzj\w+|decyzj\w+|sprawozdani\w+|pism\w+|komunikat\w*|zaleceni\w+|rezolucj\w+|wyrok\w*", "z dnia"),
    "pt": ("conclusões|decisão|relatório|carta|comunicação|recomendação|resolução|declaração|acórdão", "de"),
    "ro": (r"concluzii\w*|decizi\w+|raport\w*|scriso\w+|comunicare\w*|recomandare\w*|rezoluți\w+", "din"),
}


def find_papers_ahead(scanned: ScannedPassage, day: date) -> Iterator[TextRange]:
    """Dates of papers that are cited, and so exist, though the date lies after a day."""
    for said in scanned.dates:
        is_ahead = said.has_year and said.means and said.means.first and said.means.first > day
        if is_ahead and said.form == "day" and _cited(scanned.language).search(before(scanned.text, said.start)):
            promise = tenses_of(scanned.language).coming.search(behind(scanned.text, said.end)[:_REACH])
            if not promise:
                yield TextRange(scanned, said.start, said.end)


def find_years_ahead(scanned: ScannedPassage, day: date) -> Iterator[TextRange]:
    """Years at the head of a sentence that tells something as done, though they lie ahead."""
    if not any(int(year) > day.year for year in _YEAR.findall(scanned.text)):
        return
    words = tenses_of(scanned.language)
    for found in _headed(scanned.language).finditer(scanned.text):
        if int(found["year"]) > day.year:
            told = scanned.text[found.end() : found.end() + _REACH]
            done = words.done.search(told)
            if done and not words.coming.search(told, 0, done.start()):
                yield TextRange(scanned, *found.span("year"))


@lru_cache(maxsize=16)
def _cited(language: str) -> re.Pattern[str]:
    nouns, of = _PAPERS[language]
    return re.compile(rf"\b(?:{nouns})\s(?:{of})\s$")


@lru_cache(maxsize=16)
def _headed(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[.;]\s))(?:{_YEAR_AHEAD[language]})\s(?P<year>20\d\d)\b(?![–-])")


@in_manuscripts(
    "DAT-014",
    Grade.WARNING,
    source="nobody knows on the day of a paper how things stand a month later",
    wrong="“Situation as of 10 July 2026” in a report of 12 June 2026",
    right="“Situation as of 10 June 2026” in a report of 12 June 2026",
)
def reports_on_no_later_day(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A paper does not report on a day after the one that it bears."""
    if manuscript.kind or not manuscript.written or not context.house.writes(manuscript.language):
        return
    stated = find_as_of_statement(manuscript, manuscript.written, context.house)
    means = stated.said.means if stated else None
    if stated and means and means.first and means.first > manuscript.written:
        bears = localiser("en", manuscript.written).date(manuscript.written, year=True)
        message = f"The paper is dated {bears}, but reports on “{stated.said.typed}”, which lies after it."
        yield Fault(stated.passage.place, message, "Correct one of the two days.", stated.said.typed)
