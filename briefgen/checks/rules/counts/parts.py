"""Parts of a whole that are told one after the other: of which, of them, women and men; and 42 of the 27."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_passages
from briefgen.checks.engine.vocabulary import with_figures
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import Sentence, between, outside, sentences
from briefgen.checks.rules.sums.documents import Quantity, chains, quantities
from briefgen.findings import Grade

_ADDING_UP = "A total is read together with its parts; readers add them up."
# “of which”, and “of them” that stands behind the first part: “188 of them women”
_OF_WHICH = late(
    r"\b(?:of which|of whom|of (?:it|them|these)|dont|davon|von denen|darunter|z czego|w tym|di cui"
    r"|de los cuales|de las cuales"
    r"|de ellos|waarvan|dos quais|das quais|varav|heraf|hvoraf|z toho|z čeho|od čega|od tega"
    r"|joista|millest|melyből|ebből|iš kurių"
    r"|no kuriem|από τα οποία|от които|din care)\b"
)
_NOT_ALL = late(
    r"\b(?:includ|among|such as|e\.g|at least|notably|mainly|more than|over|notamment|darunter|unter anderem"
    r"|tra cui|entre ellos"
    r"|m\.in|insbesondere|w szczególności|up to|about|around|nearly|some|environ|etwa|rund|około"
    r"|ponad|plus de|über|mehr als)\b"
)
_CONJUNCTION = late(
    r"(?:\b(?:and|et|und|i|oraz|a|y|e|en|och|og|ja|és|ir|un|și|in|и|και|u|agus|sowie)[ \u00a0](?:[^\d.;:()]{0,12}))$"
)
_LONGEST_GAP, _FEWEST, _FEWEST_LISTED = 90, 2, 20
_NEARLY = Decimal("0.8")
_PEOPLE = late(
    r"\b(?:women and|Frauen und|femmes et|kobiet i|mujeres y|donne e)\b|\b(?:men and|Männer und|hommes et|mężczyzn i)\b"
)
_MOST_PARTS = 30
_NEXT_WORDS, _LEAD = 15, 20
_YEAR = late(r"(?:19|20)\d\d$")
# what has a number and counts nothing
_REFERENCE = late(
    r"(?:§§?|\b(?:Articles?|Artikeln?|Art\.?|artykuł\w*|art\.|Sections?|Absatz|Absätze|Abs\.|Nummern?|Satz|ust\.|points?|Punkt\w*"
    r"|pkt|paragraph\w*|page|p\.|No|Nr\.?|nr|n°|Annex\w*|Anhang|Chapter|Kapitel|Part|Teil|Title|Rule|Regulation|Decision"
    r"|Directive|Buch\w*))[ \u00a0]$"
)


@in_passages(
    "CNT-006",
    Grade.ERROR,
    source=_ADDING_UP,
    wrong="The plan has EUR 92 million, of which EUR 60 million are from the Union and EUR 42 million from the states.",
    right="The plan has EUR 92 million, of which EUR 60 million are from the Union and EUR 32 million from the states.",
    needs=with_figures,
)
def parts_of_a_whole(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Parts that are told as those of a whole add up to it; a warning where they stay close below it."""
    if len(scanned.numbers) + len(scanned.amounts) <= _FEWEST:
        return
    found = quantities(scanned)
    if len(found) <= _FEWEST or any(True for _ in chains(scanned)):
        return
    for sentence in sentences(scanned.text):
        inside = [each for each in between(found, sentence.start, sentence.end) if not _is_year(each)]
        for whole, parts in _wholes(scanned.text, sentence, inside):
            sum_ = sum((each.value for each in parts), Decimal())
            is_all = bool(_PEOPLE.search(scanned.text, parts[0].end, parts[-1].end + _NEXT_WORDS))
            is_below = whole.value * (0 if is_all else _NEARLY) <= sum_ < whole.value
            if sum_ > whole.value or is_below:
                listed = " + ".join(each.typed for each in parts)
                message = f"{listed} add up to {sum_:f}, not “{whole.typed}”"
                grade = Grade.WARNING if is_below else None
                yield scanned.at(whole.start, parts[-1].end, message, "Correct the whole or its parts.", grade)


def _is_year(quantity: Quantity) -> bool:
    return not quantity.unit and bool(_YEAR.match(quantity.typed))


def _wholes(text: str, sentence: Sentence, inside: Sequence[Quantity]) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """Each quantity with those behind it that are told as its parts, to the end of the list."""
    for at, whole in enumerate(inside[:-_FEWEST]):
        if inside[at + 1].start - whole.end > _LONGEST_GAP or not _introduces(text, whole, inside[at + 1]):
            continue
        following = list(_alike(text, whole, inside[at + 1 : at + _MOST_PARTS]))
        following = following[: _closing(text, following)]
        if len(following) < _FEWEST:
            continue
        lead = text[max(0, whole.start - _LEAD) : whole.start] + text[whole.end : following[-1].start]
        if not _NOT_ALL.search(lead + text[following[-1].end : sentence.end]):
            yield whole, following
            return


def _closing(text: str, parts: Sequence[Quantity]) -> int:
    """How many parts there are up to the one that “and” stands before; 0 where it stands before none."""
    gaps = enumerate(pairwise(parts), _FEWEST)
    return next((n for n, (one, two) in gaps if _CONJUNCTION.search(text[one.end : two.start])), 0)


def _alike(text: str, whole: Quantity, following: Sequence[Quantity]) -> Iterator[Quantity]:
    """The quantities in a row that have the unit of the whole and stand close to each other."""
    last = whole.end
    for each in following:
        gap = text[last : each.start]
        if (
            each.unit != whole.unit
            or len(gap) > _LONGEST_GAP
            or _REFERENCE.search(gap)
            or (last != whole.end and re.search(r"[;:()]", gap))
        ):
            return
        yield each
        last = each.end


def _introduces(text: str, whole: Quantity, first: Quantity) -> bool:
    """Whether a whole and its first part belong together: “of which 60”, “60 of them”, “: 60 in 2023”."""
    gap, behind = text[whole.end : first.start], text[first.end : first.end + 25]
    if whole.unit == "%":
        return False
    if _OF_WHICH.search(gap):
        return True
    is_of_them = "," in gap and re.match(r"[ \u00a0]?(?:of (?:it|them|these|which|whom)|davon|d’entre)\b", behind)
    is_listed = re.search(r":[ \u00a0]?$", gap) and whole.value >= _FEWEST_LISTED
    is_of_people = re.search(r",[ \u00a0]$", gap) and re.match(
        r"[ \u00a0](?:Frauen|Männer|women|men|femmes|hommes)\b", behind
    )
    return bool(is_of_them or is_listed or is_of_people)


# a part of a whole: 24 of the 27, 24 der 27, 24 des 27, 24 z 27
_OF: Mapping[str, str] = {
    "bg": "от",
    "cs": "z|ze",
    "da": "af de|ud af",
    "de": "der|von|von den|aus den",
    "el": "από τα|από τους|από τις|των",
    "en": "of the|of its|of their|of these|out of|out of the",
    "es": "de los|de las",
    "et": "",
    "fr": "des|sur|sur les",
    "hr": "od",
    "it": "dei|delle|degli|su",
    "lt": "iš",
    "lv": "no",
    "nl": "van de|op de",
    "pl": "z|ze|spośród",
    "pt": "dos|das",
    "ro": "din cele|din cei|din",
    "sk": "z|zo",
    "sl": "od|izmed",
    "sv": "av de",
}
_LARGEST = 1000


@in_passages(
    "CNT-007",
    Grade.WARNING,
    source=_ADDING_UP,
    wrong="42 of the 27 Member States have a centre of their own.",
    right="24 of the 27 Member States have a centre of their own.",
    languages=tuple(language for language, words in _OF.items() if words),
)
def parts_within_their_whole(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Of a whole there is no part that is greater, and parts told after “of these” add up to no more than it."""
    yield from _parts_of_the_sentence_before(scanned)
    pattern = _of(scanned.language)
    if len(scanned.numbers) < _FEWEST or not _joined(scanned.language).search(scanned.text):
        return
    found = [each for each in quantities(scanned) if not each.unit and not _is_year(each)]
    for part, whole in pairwise(found):
        is_of = pattern.fullmatch(scanned.text[part.end : whole.start])
        if is_of and whole.value < part.value <= _LARGEST and not _names_a_place(scanned.text, part, whole):
            message = f"“{part.typed}” is more than “{whole.typed}”, which it is a part of"
            yield scanned.at(part.start, whole.end, message, "Correct one of the two.")


@lru_cache(maxsize=32)
def _of(language: str) -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0](?:{_OF[language]})[ \u00a0]")


@lru_cache(maxsize=32)
def _joined(language: str) -> re.Pattern[str]:
    """A figure, the words, a figure: a quick look, as the numbers themselves take longer."""
    return re.compile(rf"[ \u00a0](?<=\d.)(?:{_OF[language]})[ \u00a0]\d")


def _names_a_place(text: str, part: Quantity, whole: Quantity) -> bool:
    """Whether the numbers are those of articles, or of years and shares: “Article 42 of the 1951 Convention”."""
    before = text[max(0, part.start - 25) : part.start]
    return bool(_REFERENCE.search(before) or re.match(r"[ \u00a0]?%|[.,/-]\d|\.", text[whole.end : whole.end + 2]))


_OF_THESE: Mapping[str, str] = {
    "de": r"Von (?:ihnen|diesen)|Davon",
    "en": r"Of (?:these|them|those)",
    "es": r"De (?:ellos|estos|estas)",
    "fr": r"Parmi (?:eux|elles|ceux-ci|celles-ci)|(?:Trois|Deux|Quatre|Cinq|Six|Sept|Huit) d’entre (?:eux|elles)",
    "it": r"Di (?:questi|queste|essi|esse)",
    "nl": r"(?:Hiervan|Van deze)",
    "pl": r"Spośród (?:nich|tych)|Z tego",
    "pt": r"Destes|Destas",
}


_OF_THEM = ("of them", "of these")
_SOME_OF_THESE: Mapping[str, tuple[str, ...]] = {
    "de": (*_OF_THEM, "Von ihnen", "Von diesen", "Davon"),
    "en": (*_OF_THEM, "Of these", "Of them", "Of those"),
    "es": (*_OF_THEM, "De ellos", "De estos", "De estas"),
    "fr": (*_OF_THEM, "Parmi e", "Parmi c", "d’entre e"),
    "it": (*_OF_THEM, "Di quest", "Di ess"),
    "nl": (*_OF_THEM, "Hiervan", "Van deze"),
    "pl": (*_OF_THEM, "Spośród ", "Z tego"),
    "pt": (*_OF_THEM, "Destes", "Destas"),
}
"""Some of these stands in every text that tells parts so."""


def _parts_of_the_sentence_before(scanned: ScannedPassage) -> Iterator[Fault]:
    """Parts told after “of these” add up to the number in the sentence before."""
    if not scanned.holds(*_SOME_OF_THESE.get(scanned.language, ())) or "." not in scanned.text:
        return
    pattern = re.compile(rf"(?:{_OF_THESE[scanned.language]})\b|[^\W\d_]+ of (?:them|these)\b")
    listed = list(sentences(scanned.text))
    told = _counts(scanned) if any(pattern.match(each.text) for each in listed[1:]) else []
    for before, sentence in pairwise(listed) if told else ():
        opens = pattern.match(sentence.text)
        if not opens or _NOT_ALL.search(sentence.text):
            continue
        counts = between(told, sentence.start, sentence.end)
        wholes = [each for each in between(told, before.start, before.end) if not _is_behind_of(scanned, each)]
        if len(counts) >= _FEWEST and wholes and _is_one_list(scanned.text, counts):
            yield from _unequal(scanned, wholes, counts)


def _is_behind_of(scanned: ScannedPassage, whole: Quantity) -> bool:
    """Whether a number is the whole of a part before it: the 27 in “24 of the 27”."""
    return (
        re.search(rf"\d{_of(scanned.language).pattern}\Z", scanned.text[max(0, whole.start - 20) : whole.start])
        is not None
    )


def _counts(scanned: ScannedPassage) -> list[Quantity]:
    words = (Quantity(e.start, e.end, e.typed, e.value, "") for e in scanned.number_words)
    ones = (Quantity(m.start(), m.end(), m[0], Decimal(1), "") for m in _ONE.finditer(scanned.text))
    figures = [each for each in quantities(scanned) if not _is_year(each)]
    return sorted(
        (*figures, *outside(sorted((*words, *ones), key=lambda each: each.start), figures)), key=lambda e: e.start
    )


_ONE = late(r"(?<=\band )one\b|(?<=\bet )une?\b(?= (?:est|a|sera)\b)|(?<=\bund )ein[es]?\b(?= (?:ist|wird|hat)\b)")


def _is_one_list(text: str, counts: Sequence[Quantity]) -> bool:
    same = len({each.unit for each in counts}) == 1
    last_gap = text[counts[-2].end : counts[-1].start]
    return same and bool(re.search(r"\b(?:and|et|und|i|oraz|a|y|e|en)[ \u00a0]$", last_gap))


def _unequal(scanned: ScannedPassage, wholes: Sequence[Quantity], parts: Sequence[Quantity]) -> Iterator[Fault]:
    sum_ = sum((each.value for each in parts), Decimal())
    same = [each for each in wholes if each.unit == parts[0].unit]
    if same and all(each.value != sum_ for each in same):
        listed = " + ".join(each.typed for each in parts)
        near = min(same, key=lambda each: abs(each.value - sum_))
        if abs(near.value - sum_) * 4 <= near.value:
            message = f"{listed} add up to {sum_:f}, not “{near.typed}” as in the sentence before"
            yield scanned.at(parts[0].start, parts[-1].end, message, "Correct the whole or its parts.")
