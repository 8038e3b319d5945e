"""The statements of a template: which open a block, which close it, and whether they pair up where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.findings import Finding, did_you_mean
from briefgen.word.ooxml import Element
from briefgen.word.problems import PlacedTag
from briefgen.word.tags import Tag, TagKind

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
CELL_STATEMENTS = frozenset({"cantsplit"})
KNOWN = frozenset({*CLOSING, *OPENING, *MIDDLE, *CELL_STATEMENTS})

_LEVEL_NAMES = {"": "in the text", "p": "with {%p", "tr": "with {%tr", "tc": "with {%tc", "r": "in the text"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a statement cuts the tree: the element it stands in, and for inline tags the way down to the text."""

    parent: Element
    path: tuple[str, ...] = ()

    def fits(self, other: Anchor) -> bool:
        """Whether what lies between two anchors is well-formed."""
        return self.parent is other.parent and self.path == other.path


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """A statement and the place in the tree that it will be compiled at."""

    placed: PlacedTag
    anchor: Anchor

    @property
    def tag(self) -> Tag:
        """The tag itself."""
        return self.placed.tag


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
    for level in ("tr", "tc", "p", "r"):
        if tag.word.startswith(level) and tag.word[len(level) :] in KNOWN:
            return f"Put a space after {{%{level}: {{%{level} {tag.word[len(level) :]} … %}}."
    return did_you_mean(tag.word, KNOWN) or f"The statements are: {', '.join(sorted(KNOWN))}."


@dataclass(slots=True)
class _Pairing:
    open: list[PlacedStatement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, statement: PlacedStatement) -> None:
        word = statement.tag.word
        if opens_block(statement.tag):
            self.open.append(statement)
        elif word in MIDDLE:
            self._middle(statement, MIDDLE[word])
        else:
            self._close(statement, OPENING[word])

    def _middle(self, statement: PlacedStatement, openings: tuple[str, ...]) -> None:
        if not self.open or self.open[-1].tag.word not in openings:
            expected = " or ".join(f"{{% {word} … %}}" for word in openings)
            self.findings.append(statement.placed.fault("TPL-004", f"there is no {expected} open before it"))
        else:
            self._compare(self.open[-1], statement)

    def _close(self, statement: PlacedStatement, opening: str) -> None:
        matching = [index for index, opened in enumerate(self.open) if opened.tag.word == opening]
        if not matching:
            message = f"nothing is open that it could close; {{% {opening} … %}} is missing before it"
            self.findings.append(statement.placed.fault("TPL-004", message))
            return
        for unclosed in self.open[matching[-1] + 1 :]:
            self.findings.append(_never_closed(unclosed))
        self._compare(self.open[matching[-1]], statement)
        del self.open[matching[-1] :]

    def _compare(self, opened: PlacedStatement, other: PlacedStatement) -> None:
        if opened.anchor.fits(other.anchor):
            return
        self.findings.append(other.placed.fault("TPL-005", *_misfit(opened, other)))

    def end(self) -> None:
        self.findings += [_never_closed(statement) for statement in self.open]


def _never_closed(statement: PlacedStatement) -> Finding:
    closing = CLOSING[statement.tag.word]
    level = statement.tag.level
    return statement.placed.fault(
        "TPL-004", "it is opened here and never closed", f"Add {{%{level} {closing} %}} where it should end."
    )


def _misfit(opened: PlacedStatement, other: PlacedStatement) -> tuple[str, str]:
    """What is wrong with a pair whose ends stand at different levels, or in different cells."""
    where = opened.placed.spot.words
    if _level(opened) != _level(other):
        message = f"its block was opened {_LEVEL_NAMES[opened.tag.level]} ({opened.tag.typed}, {where})"
        return (
            message,
            f"Write {{%{opened.tag.level} {other.tag.word} %}}, so that both ends are of one kind.",
        )
    message = f"its block was opened elsewhere ({opened.tag.typed}, {where}): text between them would be lost"
    return (
        message,
        "Put both ends into the same cell, text box or part, and both inside or outside of a link.",
    )


def _level(statement: PlacedStatement) -> str:
    return "" if statement.tag.level == "r" else statement.tag.level


def check_pairing(statements: Sequence[PlacedStatement]) -> Iterator[Finding]:
    """Findings for all statements of one part, in document order, whose blocks do not pair up."""
    pairing = _Pairing()
    for statement in statements:
        if is_block_statement(statement.tag):
            pairing.take(statement)
    pairing.end()
    yield from pairing.findings
