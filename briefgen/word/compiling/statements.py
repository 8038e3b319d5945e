"""The statements of a template: which open a block, which close it, and how they pair up.

`{%- … -%}`: a dash at the edge of a paragraph draws it to its neighbour, one beside a line break takes that away.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, field

from briefgen.findings import Finding, did_you_mean
from briefgen.opc.xml import Element
from briefgen.word.faults import PlacedTag
from briefgen.word.wml.ooxml import MARKERS, PPR, SECTPR, P, remove
from briefgen.word.wml.paragraph_text import paragraph_text
from briefgen.word.wml.tags import Tag, TagKind, find_tags, may_hold_tags

CLOSING = {
    "if": "endif",
    "for": "endfor",
    "macro": "endmacro",
    "call": "endcall",
    "filter": "endfilter",
    "with": "endwith",
    "set": "endset",
    "autoescape": "endautoescape",
}
OPENING = {closing: opening for opening, closing in CLOSING.items()}
MIDDLE = {"elif": ("if",), "else": ("if", "for")}
CELL_STATEMENTS = frozenset({"cantsplit", "cellbg", "colspan", "vm", "hm"})
LONE_STATEMENTS = frozenset({"vm", "hm"})
RESTART = "restart"
KNOWN = frozenset({*CLOSING, *OPENING, *MIDDLE, *CELL_STATEMENTS, RESTART})


class HasPlacedTag(Protocol):
    """Anything that holds a tag with its place."""

    @property
    def placed(self) -> PlacedTag:
        """The tag."""


S = TypeVar("S", bound=HasPlacedTag)


def opens_block(tag: Tag) -> bool:
    """Whether the statement opens a block; `set x = 1` does not, `set x` does."""
    return tag.word in CLOSING and not (tag.word == "set" and "=" in tag.rest)


def is_block_statement(tag: Tag) -> bool:
    """Whether the tag takes part in the pairing of blocks."""
    return tag.kind is TagKind.STATEMENT and (opens_block(tag) or tag.word in OPENING or tag.word in MIDDLE)


def unknown_statement(placed: PlacedTag) -> Finding | None:
    """A finding for a keyword that no statement has."""
    tag = placed.tag
    if tag.kind is not TagKind.STATEMENT or tag.word in KNOWN:
        return None
    return placed.fault("TPL-003", f"“{tag.word or tag.code}” is not a statement", _keyword_remedy(tag))


def _keyword_remedy(tag: Tag) -> str:
    joined = tag.word + tag.rest.partition(" ")[0]
    if tag.word == "end" and joined in KNOWN:
        return f"Write {{%{tag.level} {joined} %}}."
    for level in ("tr", "tc", "p", "r"):
        if tag.word.startswith(level) and tag.word[len(level) :] in KNOWN:
            return f"Put a space after {{%{level}: {{%{level} {tag.word[len(level) :]} … %}}."
    return did_you_mean(tag.word, KNOWN) or f"The statements are: {', '.join(sorted(KNOWN))}."


class _Pairing(Struct, Generic[S]):
    """Which blocks are open, and which were closed."""

    open: list[list[S]] = field(default_factory=list)
    closed: list[tuple[S, ...]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, statement: S) -> None:
        word = statement.placed.tag.word
        if opens_block(statement.placed.tag):
            self.open.append([statement])
        elif word in MIDDLE:
            self._middle(statement, MIDDLE[word])
        else:
            self._close(statement, OPENING[word])

    def _middle(self, statement: S, openings: tuple[str, ...]) -> None:
        if self.open and self.open[-1][0].placed.tag.word in openings:
            self.open[-1].append(statement)
            return
        expected = " or ".join(f"{{% {word} … %}}" for word in openings)
        self.findings.append(statement.placed.fault("TPL-004", f"there is no {expected} open before it"))

    def _close(self, statement: S, opening: str) -> None:
        innermost_first = range(len(self.open) - 1, -1, -1)
        matching = next((i for i in innermost_first if self.open[i][0].placed.tag.word == opening), None)
        if matching is None:
            message = f"nothing is open that it could close; {{% {opening} … %}} is missing before it"
            self.findings.append(statement.placed.fault("TPL-004", message))
            return
        self.findings += [_never_closed(unclosed[0]) for unclosed in self.open[matching + 1 :]]
        self.closed.append((*self.open[matching], statement))
        del self.open[matching:]


def _never_closed(statement: HasPlacedTag) -> Finding:
    tag = statement.placed.tag
    remedy = f"Add {{%{tag.level} {CLOSING[tag.word]} %}} where it should end."
    return statement.placed.fault("TPL-004", "it is opened here and never closed", remedy)


def pair_blocks(statements: Iterable[S]) -> tuple[list[tuple[S, ...]], list[Finding]]:
    """The blocks of a part, each as its opening, middle and closing statements, and findings for what has no pair.

    Args:
        statements: the statements that open or close blocks, in document order.
    """
    pairing = _Pairing[S]()
    for statement in statements:
        pairing.take(statement)
    return pairing.closed, [*pairing.findings, *(_never_closed(opened[0]) for opened in pairing.open)]


def join_paragraphs(story: Element) -> None:
    """Moves the content of paragraphs that begin with `{%-`, or follow one that ends with `-%}`, until none is left."""
    with_text: dict[Element, bool] = {}
    for paragraph in list(story.iter(P)):
        draws = _draws(paragraph, -1)
        while draws and (following := _following(paragraph)) is not None:
            goes_on = _draws(following, -1) or not paragraph_text(following).text.strip()
            draws = _join(paragraph, following, with_text) and goes_on
        if _draws(paragraph, 0):
            _join(_preceding(paragraph), paragraph, with_text)


def _draws(paragraph: Element, edge: int) -> bool:
    """Whether the tag at an edge of a paragraph, 0 for its beginning and -1 for its end, has a dash there."""
    text = paragraph_text(paragraph).text.strip()
    tags = list(find_tags(text)) if paragraph.getparent() is not None and may_hold_tags(text) else []
    if not tags:
        return False
    tag = tags[edge]
    if edge:
        return tag.typed.endswith("-%}") and tag.end == len(text)
    return tag.typed.startswith("{%-") and tag.start == 0


def _following(paragraph: Element) -> Element | None:
    following = paragraph.getnext()
    while following is not None and following.tag in MARKERS:
        paragraph.append(following)
        following = paragraph.getnext()
    return following if following is not None and following.tag == P else None


def _preceding(paragraph: Element) -> Element | None:
    preceding = paragraph.getprevious()
    return preceding if preceding is not None and preceding.tag == P else None


def _join(first: Element | None, second: Element, with_text: dict[Element, bool]) -> bool:
    """The second paragraph's content goes to the end of the first, whose properties stay if it has any text.

    Args:
        with_text: which paragraphs have text, as far as it is known: a long chain is not read again at every link.
    """
    if first is None or _ends_section(first):
        return False
    for each in (first, second):
        if each not in with_text:
            with_text[each] = _holds_text(each)
    _take_properties(first, second, has_text=with_text[first])
    for child in [child for child in second if child.tag != PPR]:
        first.append(child)
    with_text[first] |= with_text[second]
    remove(second)
    return True


def _ends_section(paragraph: Element) -> bool:
    return paragraph.find(f"{PPR}/{SECTPR}") is not None


def _holds_text(paragraph: Element) -> bool:
    """Whether anything but statements and remarks stands in a paragraph."""
    text = paragraph_text(paragraph).text
    for tag in reversed(list(find_tags(text))):
        text = text if _prints(tag) else text[: tag.start] + text[tag.end :]
    return bool(text.strip())


def _prints(tag: Tag) -> bool:
    return tag.kind is TagKind.VALUE or bool(tag.fault)


def _take_properties(first: Element, second: Element, *, has_text: bool) -> None:
    """Properties from the second paragraph: all of them where the first has no text, else the end of its section."""
    given, own = second.find(PPR), first.find(PPR)
    if not has_text:
        if own is not None:
            remove(own)
        first[:0] = [deepcopy(given)] if given is not None else []
    elif given is not None and _ends_section(second):
        if own is None:
            own = first.makeelement(PPR)
            first.insert(0, own)
        own.extend(deepcopy(given.findall(SECTPR)))
