"""Brackets and quotation marks that are opened and never closed, or closed and never opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import has_any
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.manuscript import Manuscript

_STYLE = "Interinstitutional style guide, 6.4 and 10.1: brackets and quotation marks stand in pairs"
_BRACKETS = {"(": ")", "[": "]"}
_ANY_BRACKET = late(r"[()\[\]]")
# the mark of a point: “a)”, “1)”, “iv)”, also within a sentence; and a smile
_MARKS = late(
    r"\((?:\d{1,3}(?:\^\d{1,3})?|[a-z]|[ivx]{2,4})\)|\^\d{1,3}\)"
    r"|(?:^|(?<=[\s(,;:–—„“\"«…-])|(?<=\D\.))(?:\d{1,3}\.?|[a-zß-öø-ÿăâîșțα-ωа-я]|(?P<two>[a-z])(?P=two)|ch|[ivx]{2,4})"
    r"(?:bis|ter)?\)|(?<=\b[A-Z])\)(?<=[ \u00a0].\))|[:;]-?[)(](?!\w)|\*{1,3}\\?\)"
)
_INTERVAL = late(r"[\[(\]]\s?-?[\d.,]+\s?[;,]\s?-?[\d.,]+\s?[\])\[]")
_TURNED = late(r"\][^\W_]+\[")  # “]init[”, the name of a firm
_VALUE = late(r"\{\{.{0,300}?\}\}")
_LINK = late(r"(?:://|www\.)(?:\([^\s()\[\]]{0,80}\)?|[^\s()\[\]])*")
# data and paths, whose brackets are their own
_PROGRAM = late(r"\^\^\w+:|\w>\w+[_.]\w|^\s*\w+:\w+ [\[\]]|^\W*\w*\W*[\[\]],?\s*$")
_NEXT = 12
_FAR = 40  # paragraphs that a quotation which begins one of them may go on for
_SHOWN = 30


@in_manuscripts(
    "PUN-010",
    Grade.WARNING,
    source=_STYLE,
    wrong="The teams worked all day (with a break at noon, and the observers were content.",
    right="The teams worked all day (with a break at noon), and the observers were content.",
)
def brackets(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Each bracket that is opened is closed, by one of its kind, and none is closed that was not opened."""
    passages = context.passages(manuscript)
    with_brackets = context.passages_with(manuscript, "(", ")", "[", "]")
    open_ends = {each.number: found for each in with_brackets if (found := _unpaired(each.text))}
    for at, (place, sign) in open_ends.items():
        if not (_PROGRAM.search(passages[at].text) or _is_paired_with_another(at, sign, open_ends)):
            yield _fault(passages[at], place, sign in _BRACKETS, "bracket")


def _unpaired(text: str) -> tuple[int, str] | None:
    """The first bracket of a text without its other half, with its sign."""
    masked = text
    for pattern in (_VALUE, _LINK, _INTERVAL, _TURNED):
        masked = pattern.sub(lambda found: " " * len(found[0]), masked)
    return _first_unpaired(masked, {found.end() - 1 for found in _MARKS.finditer(masked)})


def _first_unpaired(text: str, marks: Set[int]) -> tuple[int, str] | None:
    """The first bracket without its other half; the bracket of a mark has one, or needs none."""
    opened: list[tuple[int, str]] = []
    for found in _ANY_BRACKET.finditer(text):
        if found[0] in _BRACKETS:
            opened.append((found.start(), found[0]))
        elif opened and _BRACKETS[opened[-1][1]] == found[0]:
            opened.pop()
        elif found.start() not in marks:
            return found.start(), found[0]
    return next((each for each in opened if each[0] not in marks), None)


def _is_paired_with_another(at: int, sign: str, open_ends: dict[int, tuple[int, str]]) -> bool:
    """Whether its other half stands in a paragraph near it: a remark may hold several."""
    near = range(at + 1, at + _NEXT) if sign in _BRACKETS else range(at - _NEXT + 1, at)
    wanted = {_BRACKETS[sign]} if sign in _BRACKETS else {opening for opening, end in _BRACKETS.items() if end == sign}
    return any(open_ends[each][1] in wanted for each in near if each in open_ends)


def _fault(scanned: ScannedPassage, place: int, is_opening: bool, what: str) -> Fault:
    text = scanned.text
    start = place if is_opening else max(0, text.rfind(" ", 0, max(0, place - _SHOWN)) + 1)
    end = (
        min(len(text), (text.find(" ", place + _SHOWN) + len(text) + 1) % (len(text) + 1)) if is_opening else place + 1
    )
    done = "opened and never closed" if is_opening else "closed and was never opened"
    remedy = f"Put the other {what}, or take this one out."
    return scanned.at(start, end, f"the {what} “{text[place]}” is {done}", remedy)


@in_manuscripts(
    "PUN-011",
    Grade.WARNING,
    source=_STYLE,
    wrong="The observers called the results “solid but uneven, and went home.",
    right="The observers called the results “solid but uneven”, and went home.",
)
def quotations(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Each quotation mark that is opened is closed; one that goes on over paragraphs opens in each, and closes once."""
    passages = context.passages(manuscript)
    for at, scanned in enumerate(passages):
        pairs = _pairs_in(scanned)
        found = _unpaired_quotation(scanned.text, pairs)
        if found and not _goes_on(passages, at, found[1], pairs):
            yield _fault(scanned, found[0], found[1] in pairs, "quotation mark")


def _pairs_in(scanned: ScannedPassage) -> dict[str, str]:
    """The pairs of a passage: who opens none with „ writes “ and ” in every language."""
    own = _pairs(scanned.style)
    return own if "„" in scanned.text or "”" not in scanned.text else {**own, "“": "”"}


@lru_cache(maxsize=32)
def _pairs(style: HouseStyle) -> dict[str, str]:
    """The opening marks with their closing ones: those of the language, and others that cannot be mistaken for them."""
    own = {style[key][0]: style[key][-1] for key in ("quotation", "quotation_inner")}
    pairs = {start: end for start, end in own.items() if start != end and start not in "‘‚’'"}
    for start, end in (("«", "»"), ("“", "”"), ("„", "”")):
        if not {start, end} & {*pairs, *pairs.values()}:
            pairs[start] = end
    return pairs


def _unpaired_quotation(text: str, pairs: dict[str, str]) -> tuple[int, str] | None:
    if not has_any(text, pairs) and not has_any(text, pairs.values()):
        return None
    opened: list[tuple[int, str]] = []
    closing = set(pairs.values())
    for at, sign in enumerate(text):
        if sign in closing and opened and pairs[opened[-1][1]] == sign:
            opened.pop()
        elif sign in pairs:
            opened.append((at, sign))
        elif sign in closing:
            return at, sign
    return opened[0] if opened else None


def _goes_on(passages: Sequence[ScannedPassage], at: int, sign: str, pairs: dict[str, str]) -> bool:
    """Whether a quotation holds several paragraphs: a mark near it has no other half either."""
    is_opening = sign in pairs
    if is_opening and at + 1 < len(passages) and passages[at + 1].text[:1] == sign:
        return True
    near = passages[at + 1 : at + _NEXT] if is_opening else passages[max(0, at - _NEXT) : at]
    others = (_unpaired_quotation(each.text, pairs) for each in near)
    return any(other is not None for other in others) or _ends_far(passages, at, is_opening=is_opening, pairs=pairs)


def _ends_far(passages: Sequence[ScannedPassage], at: int, *, is_opening: bool, pairs: dict[str, str]) -> bool:
    """Whether a mark that begins a paragraph and one that ends a later one hold all between them."""
    far = passages[at : at + _FAR] if is_opening else passages[max(0, at - _FAR) : at + 1]
    begins = [n for n, each in enumerate(far) if each.text[:1] in pairs and _is_half(each.text, 0, pairs)]
    ends = [n for n, each in enumerate(far) if _is_half(each.text, len(each.text.rstrip(". ")) - 1, pairs)]
    first, last = (begins[:1] == [0], bool(ends)) if is_opening else (bool(begins), ends[-1:] == [len(far) - 1])
    return first and last


def _is_half(text: str, place: int, pairs: dict[str, str]) -> bool:
    found = _unpaired_quotation(text, pairs)
    return found is not None and found[0] == place
