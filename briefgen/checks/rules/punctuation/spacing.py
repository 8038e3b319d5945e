"""Spaces that are missing, that stand twice, or that stand where none belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.grouping import TextRange, group_ranges
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_STYLE = "Interinstitutional style guide, 6.4 Punctuation marks and spacing"
_LARGE = "[A-ZÀ-ÖØ-ÞĄĆČĎĘĚĽŁŃŇÓŘŚŠŤŮŹŻŽĀĒĢĪĶĻŅŪĖĮŲΑ-ΩА-Я]"
# a sign between two letters: “fires.The”, “pumps,boats”, “twice;the”
_JOINT = late(r"[.,;](?<=[^\W\d_].)(?=[^\W\d_])")
_CODE = late(r"[a-z][A-Z]\w*\(|[=}{\"]|\(\)")
_DECLARED = late(r"\b(?:void|public|private|static|final|new|function|def|class|String|int|boolean) +$")
_PROGRAM = late(r"[a-z][A-Z]|[=}{\"_]")
_LEFT, _RIGHT = late(r"\S*\Z"), late(r"\S*")
_ADDRESS = late(r"[@/:_\d]|\bwww\b|\..*\.\w", re.IGNORECASE)
_BEFORE_BRACKET = late(rf"(?<![\w/.(-])[^\W\d_]{{3,}}\((?={_LARGE}[\w -]{{2,80}}\))[^()]*\)")
_BEFORE_SMALL = late(r"(?<=[a-zà-ÿ,] )[^\W\d_]{3,}[?!]?\((?=[^\W\d_]{3,} |[^\W\d_]{8,}\))[^()]{4,80}\)(?![^\W_]|;)")
_SPACED = late(r"(?<=[^\W\d_] )\((?=[^\W_]{3})")
_BEHIND_BRACKET = late(rf"(?<= )\((?:{_LARGE}{{2,}}|[^()]{{0,80}}[ \d][^()]{{0,80}})\)[^\W\d_]{{2,}}")
_INSIDE = late(r"\([ \u00a0](?=[^\W_])[^()]{1,25}|(?<=[^\W_])[ \u00a0]\)")
_TWICE = late(r"(?<=[^\W_,;:)”’»])(?<!\b[A-Z]{2})(?<!^\d)(?<!^\d\d)  (?=[^\W_(“‘«])")  # “WA  98052”, “7  See …”
_BEFORE_SIGN = late(r"(?<=[^\W_)”’»])[ \u00a0]+[:;!?](?=\s|$)")
_UNSEEN = late("(?<= )[\u200b\ufeff]+(?=[^\\W_])|(?<=[^\\W_])[\u200b\ufeff]+(?= )")
_ABBREVIATION = 4
_LONGEST, _SIGNS = 60, " :| ;| !| ?|\u00a0:|\u00a0;|\u00a0!|\u00a0?"
_FEWEST = 4  # asides with a space that make it a paper's way
_MOST = 4  # the Official Journal sets none, most others do: what is rare in a document is a slip
_NONE_IN_FRENCH = late(r"(?<![\d/])[^\W\d_]{2,}[:;!?](?=[ \u00a0]|$)")


@in_manuscripts(
    "SPC-010",
    Grade.WARNING,
    source=_STYLE,
    wrong="a plan against fires.The plan holds pumps,boats and sirens (EMSA)will test",
    right="a plan against fires. The plan holds pumps, boats and sirens (EMSA) will test",
)
def missing_spaces(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A space stands behind a stop or a comma, and on the outer side of each bracket."""
    yield from group_ranges(_joints(manuscript, context), "has no space behind the sign", "Type one.")
    for pattern in (_BEFORE_BRACKET, _BEHIND_BRACKET):
        ranges = (each for each in _ranges(pattern, "(", manuscript, context) if not _is_program(each, _CODE))
        yield from group_ranges(ranges, "has no space beside the bracket", "Type one.")
    yield from _small_brackets(manuscript, context)
    if manuscript.language == "fr":
        closed = list(_ranges(_NONE_IN_FRENCH, ":|;|!|?", manuscript, context))
        spaced = sum(1 for _ in _ranges(_BEFORE_SIGN, _SIGNS, manuscript, context))
        what = f"has no space before the sign, {spaced} others here have one"
        yield from group_ranges(closed if spaced > _MOST * len(closed) else (), what, "Type a hard space.")


def _is_program(found: TextRange, code: re.Pattern[str]) -> bool:
    """Whether words with a bracket are a call or a declaration: “void init(Properties config)”."""
    return bool(code.search(found.words) or _DECLARED.search(before(found.scanned.text, found.start)))


def _small_brackets(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Asides in small letters, “extensions(not binding)”, in a paper that sets nearly all of them off with a space."""
    found = [each for each in _ranges(_BEFORE_SMALL, "(", manuscript, context) if not _is_program(each, _PROGRAM)]
    spaced = sum(1 for _ in _ranges(_SPACED, " (", manuscript, context)) if found else 0
    if spaced >= _FEWEST and len(found) <= spaced:
        yield from group_ranges(found, "has no space before the bracket", "Type one.")


@in_manuscripts(
    "SPC-011",
    Grade.WARNING,
    source=_STYLE,
    wrong="the following  measures : ( with a break at noon )",
    right="the following measures: (with a break at noon)",
)
def needless_spaces(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """No space stands twice between words, inside a bracket or, save in French, before a colon or semicolon."""
    yield from group_ranges(_words_around(_TWICE, "  ", manuscript, context), "has two spaces", "Take one out.")
    what = "has a space on the inner side of its bracket"
    yield from group_ranges(_words_around(_INSIDE, "( | )|(\u00a0|\u00a0)", manuscript, context), what, "Take it out.")
    unseen = _words_around(_UNSEEN, "\u200b|\ufeff", manuscript, context)
    yield from group_ranges(unseen, "has a sign without width beside its space", "Take the unseen sign out.")
    if manuscript.language != "fr":
        yield from group_ranges(
            _words_around(_BEFORE_SIGN, _SIGNS, manuscript, context), "has a space before the sign", "Take it out."
        )


def _joints(manuscript: Manuscript, context: CheckContext) -> Iterator[TextRange]:
    """Two words with nothing but a sign between them; addresses and names of files have other signs as well."""
    joined = context.vocabulary(manuscript).matching(_JOINT.search)
    for scanned in context.passages_at(manuscript, joined):
        for found in _JOINT.finditer(scanned.text):
            at = found.start()
            left, right = (pattern.search(scanned.text, start, end) for pattern, start, end in _sides(at))
            if left and right and _is_joint(left[0], found[0], right[0]):
                yield TextRange(scanned, left.start(), right.end())


def _sides(at: int) -> tuple[tuple[re.Pattern[str], int, int], ...]:
    return (_LEFT, max(0, at - _LONGEST), at), (_RIGHT, at + 1, at + _LONGEST)


def _is_joint(left: str, sign: str, right: str) -> bool:
    one, two = re.search(r"[^\W\d_]*\Z", left), re.match(r"[^\W\d_]*", right)
    whole = f"{left}{sign}{right.rstrip('.')}"
    if not one or not two or _ADDRESS.search(whole) or _CODE.search(whole) or _is_method(one[0], two[0]):
        return False
    if sign != ".":
        return min(len(one[0]), len(two[0])) > 1 and not (one[0].isupper() and two[0].isupper())
    if right.endswith(".") and len(two[0]) <= _ABBREVIATION:
        return False  # “Ph.Eur.”
    is_sentence = one[0][-1].islower() and two[0][0].isupper() and two[0][1:].islower()
    return is_sentence and len(one[0]) > 1


def _is_method(one: str, two: str) -> bool:
    """Whether a word has a capital within, as the names of programs have: “oConv.Open”."""
    return any(letter.isupper() for word in (one, two) for letter in word[1:])


def _ranges(pattern: re.Pattern[str], needs: str, manuscript: Manuscript, context: CheckContext) -> Iterator[TextRange]:
    for scanned in context.passages_with(manuscript, *needs.split("|")):
        yield from (TextRange(scanned, *found.span()) for found in pattern.finditer(scanned.text))


def _words_around(
    pattern: re.Pattern[str], needs: str, manuscript: Manuscript, context: CheckContext
) -> Iterator[TextRange]:
    """What is found, with the words that it stands between."""
    for each in _ranges(pattern, needs, manuscript, context):
        text = each.scanned.text
        start = text.rfind(" ", 0, each.start) + 1
        end = text.find(" ", each.end)
        yield TextRange(each.scanned, start, len(text) if end < 0 else end)
