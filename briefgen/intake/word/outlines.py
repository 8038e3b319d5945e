"""An annex without a table: headings or numbered paragraphs as commitments, what stands below each as its follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from briefgen.intake.reading import Told
from briefgen.intake.word.cells import read_items, read_number
from briefgen.intake.word.rows import AnnexRows, PointRead
from briefgen.model.manuscript import Manuscript, Passage, Role


def read_outline(manuscript: Manuscript) -> AnnexRows:
    """The points of a file that has headings with bullets below, or numbered paragraphs with bullets below.

    The heading directly above bullets is the commitment; one above several of these is the title of their part. Where
    no heading has bullets below it, each numbered paragraph that has is a commitment.
    """
    body = [each for each in manuscript.body if each.cell is None and each.text.strip()]
    for is_point in (_is_heading, _is_numbered):
        found = _read(body, is_point)
        if len(found.points) > 1:
            return found
    return AnnexRows()


def _is_heading(passage: Passage) -> bool:
    return passage.role is Role.HEADING


def _is_numbered(passage: Passage) -> bool:
    return passage.role is Role.NUMBERED or bool(read_number([passage]).number)


def _read(body: Sequence[Passage], is_point: Callable[[Passage], bool]) -> AnnexRows:
    found = AnnexRows()
    starts = [at for at, each in enumerate(body) if is_point(each)]
    for start, end in pairwise([*starts, len(body)]):
        _section(body[start], body[start + 1 : end], found)
    if not found.points:
        return AnnexRows()
    for each in body[: starts[0] if starts else 0]:
        found.told.append(Told("paragraphs outside the points", each.place, each.text[:80], 0))
    return found


def _section(head: Passage, below: Sequence[Passage], found: AnnexRows) -> None:
    bullets = any(each.role is Role.BULLET for each in below)
    if not bullets:
        found.part = " ".join(head.text.split()) if head.role is Role.HEADING and not below else found.part
        for each in below or ([head] if head.role is not Role.HEADING else []):
            found.told.append(Told("paragraphs outside the points", each.place, each.text[:80], 0))
        return
    bare = tuple(replace(span, bold=False) for span in head.spans) if _is_heading(head) else head.spans
    numbered = read_number([replace(head, spans=bare)])
    point = PointRead(numbered, head.place, found.part, list(numbered.pieces))
    point.items += read_items(below).items
    found.points.append(point)
