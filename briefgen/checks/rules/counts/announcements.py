"""A number that is announced, against the list, the names or the points that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_passage
from briefgen.checks.engine.rule import Fault, in_context, in_manuscripts, in_passages
from briefgen.checks.language.numbers import NumberInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import outside, sentences
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

READERS_COUNT = "Readers count, and what is missing they look for."
_LIST = (Role.BULLET, Role.NUMBERED)
_LARGEST, _SMALLEST, _OFF_BY = 20, 2, 3
_YEAR = late(r"(?:19|20)\d\d")
_WORDS_BEHIND, _RESUMES = 5, 3
# what a number before a colon counts that no list follows up: time, money, people
_OF_OTHERS = late(
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|Tagen?|Wochen|Monaten?|Jahren?|Stunden|jours?|semaines?|mois|ans?|années?"
    r"|heures?|dni|tygodni\w*|miesi\w+|lat|godzin\w*|días?|meses|años?|giorni|mesi|anni|Member|Mitgliedstaaten?|États|państw\w*"
    r"|dagen|weken|maanden|jaar|per|%|million|points?)$",
    re.IGNORECASE,
)
_FOLLOWING = late(
    r"\b(?:following|suivante?s?|ci-après|folgenden?|następując\w+|siguientes|seguenti|volgende|seguintes|următoare\w*|následující\w*"
    r"|nasledujúc\w*|naslednj\w+|sljedeć\w+|følgende|följande|seuraav\w+|järgmis\w*|következő|toliau|šād\w+|ακόλουθ\w+|следн\w+)\b",
    re.IGNORECASE,
)
_TYPED_MARK = late(r"(?:[-–•]|\(?[a-z\d]{1,2}[.)])[ \u00a0\t]")


@in_manuscripts(
    "CNT-001",
    Grade.WARNING,
    source=READERS_COUNT,
    wrong="The plan asks for the following four measures: (and then a list of three)",
    right="The plan asks for the following three measures: (and then a list of three)",
)
def lists_announced(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A list has as many items as the sentence before it announces."""
    passages = [each for each in context.passages(manuscript) if each.passage.role is not Role.NOTE]
    for at, scanned in enumerate(passages[:-1]):
        if scanned.text.rstrip().endswith(":") and (said := _number_announced(scanned)):
            items = _items(passages, at + 1)
            if len(items) >= _SMALLEST and 0 < abs(len(items) - said.value) <= _OFF_BY:
                message = f"“{said.typed}” announces {said.value}, and {len(items)} follow"
                yield scanned.at(said.start, len(scanned.text.rstrip()), message, "Correct the number or the list.")


def _number_announced(scanned: ScannedPassage) -> NumberInText | None:
    """The one number that a sentence ending with a colon has close before the colon, or beside “following”."""
    last = sentences(scanned.text)[-1]
    counted = (each for each in counts_in(scanned) if each.start >= last.start and not _YEAR.fullmatch(each.typed))
    numbers = [each for each in counted if each.start or not each.typed.isdigit()]  # no mark of a point
    if len(numbers) != 1 or not _SMALLEST <= numbers[0].value <= _LARGEST:
        return None
    words = scanned.text[numbers[0].end : last.end].rstrip(" :\u00a0").split()
    is_close = 0 < len(words) <= 2 or (len(words) <= _WORDS_BEHIND and bool(_FOLLOWING.search(last.text)))
    return numbers[0] if words and is_close and not _OF_OTHERS.search(words[0]) else None


@cache_per_passage
def counts_in(scanned: ScannedPassage) -> Sequence[NumberInText]:
    """The numbers of a passage in words and in figures, in order; no amounts."""
    figures = outside(scanned.numbers, scanned.amounts)
    return sorted((*scanned.number_words, *figures), key=lambda each: each.start)


def _items(passages: Sequence[ScannedPassage], start: int) -> list[ScannedPassage]:
    """The items of the list that begins at a place, of its first level; none where it goes on behind a paragraph."""
    kind = _kind(passages[start])
    run = list(takewhile(lambda each: _kind(each) == kind, passages[start:])) if kind else []
    behind = takewhile(lambda each: each.passage.role is not Role.HEADING, passages[start + len(run) :][:_RESUMES])
    if any(_kind(each) == kind for each in behind):
        return []
    return [each for each in run if each.passage.level == run[0].passage.level]


def _kind(scanned: ScannedPassage) -> str:
    """Whether it is an item of a list, and of which kind: of Word's own, or by the mark that is typed."""
    passage = scanned.passage
    if passage.cell or passage.role in (Role.HEADING, Role.TITLE, Role.CAPTION):
        return ""
    if passage.role in _LIST:
        return "list"
    mark = _TYPED_MARK.match(scanned.text.lstrip())
    return re.sub(r"\d+", "1", re.sub("[a-z]+", "a", mark[0])) if mark else ""


# three countries (Austria, Hungary and Romania); three countries: Austria, …
_NAMES = late(
    r"(?P<noun>(?:[ \u00a0][^\W\d_][\w’-]*){1,3}?)(?:[ \u00a0]?\((?P<inside>[^()]{5,200})\)"
    r"|:[ \u00a0](?P<behind>[^.;:()]{5,200})\.)"
)
_PARTING = late(r",[ \u00a0]|[ \u00a0](?:and|et|und|i|oraz|y|e|en|och|og|ja|és|ir|un|și|a|in|и|και|u|agus)[ \u00a0]")
_NAME = late(r"(?:l[’']|la |le |les |the |die |der |das |el |los |las |il |lo |i |gli )?[^\W\d_][\w’. -]{2,40}$")
_MORE_OR_LESS = late(
    r"\b(?:e\.g|such as|includ|notabl|among|etc|others|for example|notamment|dont"
    r"|par exemple|z\. ?B|darunter|unter anderem|m\.in|np\.|w tym)",
    re.IGNORECASE,
)
_TWO_IN_ONE = late(r"\b(?:Bosn|Trinidad|Antigua|Saint|São Tomé|Serbia and Montenegro|Wallis)", re.IGNORECASE)


@in_passages(
    "CNT-002",
    Grade.WARNING,
    source=READERS_COUNT,
    wrong="Four countries (Austria, Hungary and Romania) lead the work.",
    right="Three countries (Austria, Hungary and Romania) lead the work.",
    needs=("(", ":"),
)
def names_announced(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """As many names stand in brackets or behind a colon as the number before them says."""
    counts = (*scanned.number_words, *scanned.numbers)
    for said in counts_in(scanned) if any(_SMALLEST <= each.value <= _LARGEST for each in counts) else ():
        found = _NAMES.match(scanned.text, said.end) if _SMALLEST <= said.value <= _LARGEST else None
        names = _names(found["inside"] or found["behind"]) if found else []
        if found and names and said.value not in (len(names), _by_commas(found["inside"] or found["behind"])):
            words = f"“{said.typed}{found['noun']}” announces {said.value}, and {len(names)} are named"
            yield scanned.at(said.start, found.end(), words, "Correct the number, or add the name that is missing.")


def _by_commas(listed: str) -> int:
    """How many there are where names hold an “and” themselves: “Fisheries and Seas, Energy, Transport”."""
    parts = listed.split(", ")
    return len(parts) + (len(_PARTING.split(parts[-1])) > 1 and len(parts) > 1 and " " in parts[-1])


def _names(listed: str) -> list[str]:
    """The names of a list that is nothing but names; none of any other."""
    names = [each for each in _PARTING.split(listed) if each.strip()]
    is_sure = len(names) > 1 and not _MORE_OR_LESS.search(listed) and not _TWO_IN_ONE.search(listed)
    capital = all(_NAME.match(each) and re.sub(r"^(?:l[’']|[a-z]{2,3} )", "", each)[:1].isupper() for each in names)
    return names if is_sure and capital else []


# nouns that a letter counts its points by, in the languages that have some
_POINTS = {
    "de": r"Zusagen|Verpflichtungen|Empfehlungen|Maßnahmen|Punkten?",
    "en": r"commitments|recommendations|measures|actions|points",
    "es": r"compromisos|recomendaciones|medidas|puntos",
    "fr": r"engagements|recommandations|mesures|actions|points",
    "it": r"impegni|raccomandazioni|misure|azioni|punti",
    "nl": r"toezeggingen|aanbevelingen|maatregelen|punten",
    "pl": r"zobowiązań|zobowiązania|zaleceń|zalecenia|działań|punktów|punkty",
    "pt": r"compromissos|recomendações|medidas|pontos",
}
_FEWEST_POINTS = 4
_NUMBERED = late(r"\s*(\d{1,3})[a-z]?(?:\.|$|\s)")


@in_context(
    "CNT-003",
    Grade.WARNING,
    source=READERS_COUNT,
    wrong="“six commitments” in a letter whose annex has five",
    right="“five commitments” in a letter whose annex has five",
    languages=tuple(_POINTS),
)
def points_announced(context: CheckContext) -> Iterator[Fault]:
    """A letter, or the text before a table, counts as many commitments or recommendations as the table has."""
    for scanned in context.every_passage:
        total = _points_of(scanned.manuscript, context) if scanned.language in _POINTS else 0
        if total < _FEWEST_POINTS or scanned.passage.cell or scanned.passage.key.startswith("followup"):
            continue
        for said, noun in _counted(scanned):
            numbers = {each.value for each in counts_in(scanned)}
            if said.value != total and said.value >= _FEWEST_POINTS and total not in numbers:
                message = f"“{said.typed} {noun}” are counted, and {total} are listed"
                yield scanned.at(said.start, said.end + 1 + len(noun), message, "Correct the number.")


def _counted(scanned: ScannedPassage) -> Iterator[tuple[NumberInText, str]]:
    pattern = re.compile(rf"[ \u00a0](?P<noun>{_POINTS[scanned.language]})\b")
    if not pattern.search(scanned.text):
        return
    for said in counts_in(scanned):
        if (found := pattern.match(scanned.text, said.end)) and abs(said.value) <= _LARGEST:
            yield said, found["noun"]


def _points_of(manuscript: Manuscript, context: CheckContext) -> int:
    """How many points there are: those of the record for its letter, else the rows of a file's first numbered table."""
    key = (_points_of, manuscript.name, manuscript.language)
    if key not in context.cache:
        is_letter = manuscript.kind == "letter" and context.situation is not None
        context.cache[key] = len(context.situation.points) if is_letter and context.situation else _rows(manuscript)
    return int(context.cache[key])


def _rows(manuscript: Manuscript) -> int:
    if manuscript.kind:
        return 0
    first = [each for each in manuscript.passages if each.cell and each.cell.column == 1 and not each.cell.is_head]
    tables = {
        each.cell.table: [p for p in first if p.cell and p.cell.table == each.cell.table] for each in first if each.cell
    }
    for cells in tables.values():
        numbers = [int(found[1]) for each in cells if (found := _NUMBERED.match(each.text))]
        if len(numbers) == len(cells) and numbers == list(range(1, len(cells) + 1)):
            return len(cells)
    return 0
