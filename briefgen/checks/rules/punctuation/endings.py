"""Paragraphs and headings that end otherwise than the others, and lists whose semicolons are not all there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import all_bold, is_composed, next_in_body
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import sentences
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

_STOPS = ".!?…:;"
_CLOSERS = "”’“\"')]»« \u00a0*"
_SHORTEST, _FEWEST, _MOST_OF, _NEARLY_ALL = 60, 4, 0.8, 0.9
_SHOWN = 30
_BEFORE_LAST = late(r"(?<=;)[ \u00a0](?:and|or|et|ou|und|oder|i|oraz|lub|y|o|e|en|of)\s*$")
_JOINS = late(r"\b(?:and|or|et|ou|und|oder|sowie|i|oraz|lub|albo|y|o|e|ed|en|of)$")  # an item goes before more
# words that a title hardly ever holds, and a sentence nearly always
# an address, a path, a number that was announced, a line of contents
_NO_SENTENCE = late(r"(?:https?://|www\.|@|\w\\)\S*\W?$|:[ \u00a0]\d+$|\t\d{1,3}\s*$")
_FINITE: Mapping[str, str] = {
    "de": "ist|sind|wird|werden|wurde|wurden|hat|haben|kann|können|soll|sollen|muss|müssen|kommen|gilt|geht",
    "en": "is|are|was|were|will|has|have|had|can|may|must|should|would|shall",
    "es": "es|son|fue|fueron|será|serán|ha|han|puede|pueden|debe|deben",
    "fr": "est|sont|a|ont|sera|seront|était|étaient|peut|peuvent|doit|doivent|réuniront|couvrira|aura|auront|avait",
    "it": "è|sono|ha|hanno|sarà|saranno|può|possono|deve|devono|era|erano",
    "nl": "is|zijn|wordt|worden|werd|werden|heeft|hebben|kan|kunnen|zal|zullen|moet|moeten",
    "pl": "jest|są|był|była|było|były|będzie|będą|może|mogą|ma|mają|został|została|zostały|się",
    "pt": "é|são|foi|foram|será|serão|tem|têm|pode|podem|deve|devem",
}


@in_manuscripts(
    "PUN-012",
    Grade.WARNING,
    source="A paragraph that ends without a stop seems cut.",
    wrong="five paragraphs that end with a full stop, and one of several sentences that ends without",
    right="six paragraphs that end with a full stop",
)
def stops_of_paragraphs(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Where paragraphs of running text end with a stop, each of them does."""
    prose = [each for each in context.passages(manuscript) if _is_prose(each)]
    ended = [each for each in prose if _last(each.text) in _STOPS]
    usual = len(ended) >= _MOST_OF * len(prose)
    if len(ended) < _FEWEST or not (usual or _is_nearly_always(ended, prose)):
        return
    begun = False
    opened = [not usual and _ends_open(each) for each in prose]
    for at, scanned in enumerate(prose):
        if opened[at] and any(opened[max(0, at - 1) : at] + opened[at + 1 : at + 2]):
            continue  # several in a row are a list
        begun = begun or scanned is ended[0]
        is_open = scanned.text.rstrip()[-1:].isalnum() and not _JOINS.search(scanned.text[-_SHOWN:].rstrip())
        is_open = is_open and not _NO_SENTENCE.search(scanned.text)
        if begun and is_open and _is_told(scanned) and not _goes_on(manuscript, scanned):
            yield _at_end(scanned, "the paragraph ends without a stop", "Add a full stop, or what is missing.")


def _is_nearly_always(ended: Sequence[ScannedPassage], prose: Sequence[ScannedPassage]) -> bool:
    """Whether what ends without a stop are titles, addresses and the like but for a few."""
    return len(ended) >= _NEARLY_ALL * (len(ended) + sum(map(_ends_open, prose)))


def _ends_open(scanned: ScannedPassage) -> bool:
    """Whether it holds sentences, and the last of them lacks its stop."""
    if _last(scanned.text) in _STOPS or _NO_SENTENCE.search(scanned.text):
        return False
    return _is_told(scanned)


def _goes_on(manuscript: Manuscript, scanned: ScannedPassage) -> bool:
    """Whether the sentence goes on in the next paragraph, as LAY-007 tells."""
    following = next_in_body(manuscript, scanned.passage)
    return following is not None and following.text[:1].islower()


def _is_prose(scanned: ScannedPassage) -> bool:
    passage = scanned.passage
    is_paragraph = passage.role in (Role.PARAGRAPH, Role.NUMBERED) and not passage.cell and not passage.exhibit
    return is_paragraph and len(scanned.text) >= _SHORTEST and not all_bold(passage) and not scanned.text.isupper()


def _is_told(scanned: ScannedPassage) -> bool:
    """Whether it holds sentences: more than one, or a verb that no title has."""
    *others, last = sentences(scanned.text)
    if others and (_SOURCE.search(last.text) or _QUOTED.search(scanned.text[: last.start])):
        return False
    if others or _POINT.match(scanned.text):
        return True
    return _has_verb(scanned) and scanned.text[:1].isupper()


# where something was read, and who is quoted
_SOURCE, _QUOTED = late(r"\bwww\b|://|[Aa]ccessed \d"), late(r"[”»\"][ \u00a0]?\.?\s*$")


def _has_verb(scanned: ScannedPassage) -> bool:
    verbs = _FINITE.get(scanned.language)
    return bool(verbs and re.search(rf"\b(?:{verbs})\b", scanned.text))


def _last(text: str) -> str:
    return text.rstrip(_CLOSERS)[-1:] or " "


def _at_end(scanned: ScannedPassage, message: str, remedy: str) -> Fault:
    words = scanned.text.rstrip()
    return scanned.at(words.rfind(" ", 0, max(0, len(words) - _SHOWN)) + 1, len(words), message, remedy)


@in_manuscripts(
    "PUN-013",
    Grade.WARNING,
    source="Interinstitutional style guide, 10.4: items of a list that are parts of a sentence end with semicolons",
    wrong="a list of four whose second item ends with a full stop, or with nothing, and the others with semicolons",
    right="a list of four with semicolons, and a full stop behind the last",
)
def semicolons(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """In a list with semicolons each item has one, and the last a full stop or a comma."""
    for run in _runs(context.passages(manuscript)):
        ends = [_last(_BEFORE_LAST.sub("", each.text)) for each in run]
        others = ends[:-1].count(";")
        if others == len(run) - 1 and ends[-1].isalnum():
            yield _at_end(run[-1], "the last item of a list with semicolons ends without a stop", "Add a full stop.")
        for scanned, end in zip(run[:-1], ends, strict=False):
            is_odd = end.isalnum() or (end in ".," and others > 1)
            if end != ";" and others == len(run) - 2 and is_odd and (others > 1 or ends[-1] == "."):
                yield _at_end(
                    scanned, f"the item ends otherwise than the {others} with a semicolon", "Write a semicolon."
                )


_TITLE_WITH_STOP = late(r"^.{,60}[^\W\d_]{4}\.$")
_FEWEST_ITEMS, _SHORTEST_ITEM = 3, 20
_RECITAL = late(r"[A-ZÀ-ÞĄĆĘŁŃÓŚŹŻ]{4,}\b")


def _runs(passages: Sequence[ScannedPassage]) -> Iterator[list[ScannedPassage]]:
    """Lists, and paragraphs in a row that each begin with a word in capitals: recitals."""
    run: list[ScannedPassage] = []
    kind = ""
    for scanned in (*passages, None):
        own = _kind(scanned) if scanned else ""
        if own != kind or not own:
            if len(run) >= _FEWEST_ITEMS:
                yield run
            run, kind = [], own
        if scanned and own:
            run.append(scanned)


def _kind(scanned: ScannedPassage) -> str:
    passage = scanned.passage
    if passage.cell or passage.role in (Role.HEADING, Role.TITLE):
        return ""
    if passage.role is Role.BULLET:
        return f"bullet {passage.level}"
    if passage.role is not Role.PARAGRAPH or len(scanned.text) < _SHORTEST_ITEM or scanned.text.isupper():
        return ""
    is_recital = bool(_RECITAL.match(scanned.text)) and scanned.text.rstrip()[-1:] not in (":", ",")
    return "recital" if is_recital or scanned.text.rstrip()[-1:] == ";" else ""


@in_manuscripts(
    "PUN-014",
    Grade.WARNING,
    source="Interinstitutional style guide, 6.4; headings of one document look alike",
    wrong="headings “1. Background”, “2. Funding” and “3 Next steps.”",
    right="headings “1. Background”, “2. Funding” and “3. Next steps”",
)
def headings(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Headings end without a stop, and their numbers are set off in one way."""
    if is_composed(manuscript):
        return
    found = [each for each in context.passages(manuscript) if each.passage.role is Role.HEADING]
    stopped = [each for each in found if _TITLE_WITH_STOP.search(each.text.rstrip()) and not _has_verb(each)]
    for scanned in stopped if len(found) > len(stopped) * 3 else ():
        yield _at_end(scanned, "the heading ends with a full stop, most others end without", "Take it out.")
    numbers = [(each, number[1]) for each in found if (number := re.match(r"\d{1,2}([.)]?)[ \u00a0\t]", each.text))]
    signs = [sign for _, sign in numbers]
    for scanned, sign in numbers:
        if len(numbers) > _FEWEST_ITEMS and signs.count(sign) == 1 and len(set(signs)) == 2:
            message = "the number of the heading is set off otherwise than those of its sisters"
            yield scanned.at(0, len(scanned.text), message, "Write all numbers in one way.")


@in_manuscripts(
    "PUN-015",
    Grade.WARNING,
    source="Items of a list begin alike; points and recitals have their first word in capitals, all or none.",
    wrong="a list of three with semicolons, the first of which begins with a capital",
    right="a list of three with semicolons that all begin small",
)
def beginnings(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """The items of a list with semicolons begin alike, and recitals and points all with a word in capitals or none."""
    for run in _runs(context.passages(manuscript)):
        capital = [each for each in run if each.text[:1].isupper()]
        listed = run[0].passage.role is Role.BULLET and sum(_last(each.text) == ";" for each in run[:-1]) >= 2
        if listed and len(capital) == 1 and not _is_name(capital[0], context, manuscript):
            first = capital[0].text.split()[0]
            yield capital[0].at(
                0, len(first), f"“{first}” begins with a capital, the other items small", "Begin alike."
            )
        if not listed and run[0].passage.role is Role.PARAGRAPH:
            yield from _small_among_capitals(run)
    points = [each for each in context.passages(manuscript) if _POINT.match(each.text) and not each.passage.cell]
    yield from _small_among_capitals(points)


_POINT = late(r"\d{1,3}\.[ \u00a0\t](?=[^\W\d_])")
_MARKED = late(r"(?:\d{1,3}\.[ \u00a0\t])?(?P<word>[^\W\d_]{4,})")


def _small_among_capitals(run: Sequence[ScannedPassage]) -> Iterator[Fault]:
    words = [(each, found) for each in run if (found := _MARKED.match(each.text))]
    small = [(each, found) for each, found in words if not found["word"].isupper()]
    if len(small) == 1 and len(words) > _FEWEST_ITEMS:
        scanned, found = small[0]
        message = f"“{found['word']}” stands small, the {len(words) - 1} others of its kind in capitals"
        yield scanned.at(found.start("word"), found.end("word"), message, "Set it as the others are.")


def _is_name(scanned: ScannedPassage, context: CheckContext, manuscript: Manuscript) -> bool:
    """Whether the first word has its capital elsewhere too, or more than one: a name."""
    word = scanned.text.split()[0].strip(",;")
    if any(letter.isupper() for letter in word[1:]) or manuscript.language == "de":
        return True
    inner = re.compile(rf"(?<=[^\W_] ){re.escape(word)}\b")
    return any(inner.search(each.text) for each in context.passages(manuscript))


_LOST = late(r"[TWI](?<=[a-z]{3} .)(?:(?<=T)(?:he|his|hese|hey)|(?<=W)e|(?<=I)t)(?= [a-z]+ )")


@in_passages(
    "PUN-016",
    Grade.WARNING,
    source="Interinstitutional style guide, 6.4 Punctuation marks and spacing",
    wrong="Questions are answered within two days The documents follow;; they are long.",
    right="Questions are answered within two days. The documents follow; they are long.",
)
def stops_within(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Between two sentences stands a full stop, and no semicolon or colon stands twice."""
    for sign in (";;", "::"):
        if sign in scanned.text:
            at = scanned.text.index(sign)
            start = scanned.text.rfind(" ", 0, at) + 1
            if "://" in scanned.text[start:at]:
                continue
            yield scanned.at(start, at + 2, f"“{sign}” stands for one sign", "Take one out.")
    if scanned.language == "en" and scanned.passage.role is Role.PARAGRAPH and scanned.text.rstrip()[-1:] == ".":
        for found in _LOST.finditer(scanned.text):
            start = scanned.text.rfind(" ", 0, found.start() - 1) + 1
            yield scanned.at(start, found.end(), f"no full stop stands before “{found[0]}”", "Add it, or begin small.")
