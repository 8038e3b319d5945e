"""LAY-003: lists are lists, not lines that begin with a typed mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.engine.context import Reading
from briefgen.checks.engine.passages import is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Passage, Role

_BULLET = re.compile(r"\s*(?P<mark>[•·▪◦‣●○■])\s*\S|\s*(?P<dash>[-–—*])[ \u00a0\t]+\S")
_NUMBER = re.compile(r"\s*(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,4})[.)][ \u00a0\t]+\S")


@in_manuscripts(
    "LAY-003",
    Grade.HINT,
    source="screen readers announce real lists, and their numbers move when an item is put in",
    wrong="“• Kosovo” with a typed mark; a list item without words",
    right="a list made with Word’s own bullets or numbers",
)
def real_lists(manuscript: Manuscript, reading: Reading) -> Faults:
    """Lists are made with the word processor's own marks, and no item is empty."""
    if is_composed(manuscript):
        return
    runs: dict[str, list[Passage]] = {}
    for kind, passage in _typed(manuscript):
        runs.setdefault(kind, []).append(passage)
    for kind, typed in runs.items():
        if len(typed) > 1 or kind == "bullet":
            yield _fault(kind, typed)
    yield from _empty(manuscript)


def _typed(manuscript: Manuscript) -> Iterator[tuple[str, Passage]]:
    """Lines that begin with a typed mark, with what kind of mark it is."""
    for passage in manuscript.passages:
        if passage.role is not Role.PARAGRAPH or passage.number:
            continue
        found = _BULLET.match(passage.text)
        if found:
            yield ("bullet" if found["mark"] else "dash"), passage
        elif _NUMBER.match(passage.text):
            yield "number", passage


def _fault(kind: str, typed: list[Passage]) -> Fault:
    lines = "1 line begins" if len(typed) == 1 else f"{len(typed)} lines begin"
    message = f"{lines} with a typed {kind} instead of being an item of a real list."
    remedy = f"Make them items of a {'numbered list' if kind == 'number' else 'list'} in Word."
    return Fault(typed[0].place, message, remedy, typed[0].text.strip()[:40])


def _empty(manuscript: Manuscript) -> Faults:
    for passage in manuscript.passages:
        if passage.role in (Role.BULLET, Role.NUMBERED) and not passage.text.strip() and not passage.exhibit:
            yield Fault(passage.place, "This item of a list has no words.", "Delete it.")
