"""Words and short sentences that stand twice, one behind the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import sentences
from briefgen.checks.rules.grammar import NEVER_TWICE
from briefgen.checks.rules.repetition.duplicates import FEWEST_WORDS, words_of
from briefgen.findings import Grade
from briefgen.model.kinds import reports_points
from briefgen.model.manuscript import Manuscript, Role

_DOUBLED = late(r"(?<![\w’'.-])([^\W\d_]+)[ \u00a0]\1(?![\w’'-])")
# what may well stand twice in a language
_MAY: Mapping[str, str] = {
    "bg": "едва бързо бавно малко",
    "cs": "se si",
    "da": "der det den at for som er så de",
    "de": "der die das den dem sie es",
    "el": "σιγά πρώτα λίγο",
    "en": "that had very really",
    "es": "muy poco casi",
    "et": "kes mis aeg",
    "fi": "kuka mikä",
    "fr": "nous vous faire",
    "ga": "is mór",
    "hr": "je se da",
    "hu": "az egy ki más csak mind sok volt",
    "it": "via piano così mano ancora quasi",
    "lt": "vis",
    "lv": "kas",
    "mt": "bosta ftit dak bil wara kull għal kif ġew",
    "nl": "die dat het zijn ze u er is je",
    "pl": "się",
    "pt": "muito logo quase",
    "ro": "mai foarte",
    "sk": "sa si",
    "sl": "se da je",
    "sv": "det den som är för att de så",
}
_NAMES = late(r"(?:Baden|Pago|Bora|Duran|New|Walla|Sing|Mahi|Phi|Tuk|Bling|Couscous)$")


@in_passages(
    "GRM-004",
    Grade.WARNING,
    source="Slips of typing that spelling checkers pass over",
    wrong="The results have have been good.",
    right="The results have been good.",
    needs=lambda words, _: words.with_doubled_words,
)
def words_doubled(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """No word stands twice, one behind the other, in any language, but for those that may."""
    may = _MAY.get(scanned.language, "").split()
    for found in _DOUBLED.finditer(scanned.text):
        word = found[1]
        told_before = scanned.language == "en" and word in NEVER_TWICE
        is_name = word[0].isupper() and (scanned.language != "de" or len(word) <= 3 or _NAMES.match(word))
        if word.casefold() not in may and not told_before and not is_name and (len(word) > 1 or word in "ay"):
            yield scanned.at(*found.span(), f"“{word}” stands twice", "Take one out.")


_FEWEST = 4
_TEXT = (Role.PARAGRAPH, Role.BULLET, Role.NUMBERED)
_TO_FILL_IN = late(r"(?:Other|Autres?|Sonstige|Otr[oa]s?|Altr[oaie]|Overig|Inne|Outr[oa]s?)\b")


@in_manuscripts(
    "DUP-002",
    Grade.WARNING,
    source="a text said twice is read twice, and corrected once",
    wrong="It must be paid on the spot. It must be paid on the spot.",
    right="It must be paid on the spot.",
)
def repetitions_at_once(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """No short sentence repeats the one before it, and no item of a list another of the same list."""
    if reports_points(manuscript.kind):
        return
    for scanned in context.passages(manuscript):
        if scanned.passage.role in _TEXT and not scanned.passage.cell:
            for one, two in pairwise(sentences(scanned.text)):
                if _is_short(two.text) and words_of(one.text)[-len(words_of(two.text)) :] == words_of(two.text):
                    yield scanned.at(two.start, two.end, "the sentence stands twice", "Take one out.")
    yield from _items(context.passages(manuscript))


def _items(passages: tuple[ScannedPassage, ...]) -> Iterator[Fault]:
    """An item that stands twice in a list of prose; one with several of them is a form, whose lines are alike."""
    for run in _lists(passages):
        seen = Counter(words_of(each.text) for each in run)
        twice = [words for words, count in seen.items() if count > 1]
        if len(twice) == 1 and seen[twice[0]] == 2:
            first, second = (each for each in run if words_of(each.text) == twice[0])
            message = f"the item stands twice in its list: {first.passage.place.spot or first.passage.place}"
            yield second.at(0, len(second.text), message, "Take one out, or write what was meant.")


def _lists(passages: tuple[ScannedPassage, ...]) -> Iterator[list[ScannedPassage]]:
    """The short items of each list; those under an item are a list of their own, and lines to fill in are none."""
    for is_list, group in groupby(passages, _is_item):
        lists: dict[tuple[int, int], list[ScannedPassage]] = defaultdict(list)
        above: dict[int, int] = {}
        for at, each in enumerate(group if is_list else ()):
            above[each.passage.level] = at
            parent = max((place for level, place in above.items() if level < each.passage.level), default=-1)
            if _is_short(each.text) and not _TO_FILL_IN.match(each.text):
                lists[each.passage.level, parent].append(each)
        yield from lists.values()


def _is_item(scanned: ScannedPassage) -> bool:
    return not scanned.passage.cell and scanned.passage.role in (Role.BULLET, Role.NUMBERED)


def _is_short(text: str) -> bool:
    return _FEWEST <= len(words_of(text)) < FEWEST_WORDS
