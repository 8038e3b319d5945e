"""The corrigendum: what an edition that was sent should have said, as “for … read …”, point by point and item by item.

The edition is the situation of its day as it was known when it was sent; what it should have said is the situation of
the same day as it is known now. Each text is rendered with the figures of its own situation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof import Point, Situation
from briefgen.compose import keys
from briefgen.compose.context import DocumentDraft, DocumentKind, texts_for
from briefgen.compose.keys import DossierText
from briefgen.compose.schema import ListOf, Schema
from briefgen.compose.texts import Texts
from briefgen.findings import declare, error
from briefgen.model.manuscript import Passage
from briefgen.model.richtext import RichText

_SCHEMA: Final[Schema] = {
    "edition": "the number of the edition that is corrected; empty where none is",
    "sent": "the day on which it was sent (date); empty where none is",
    "corrections": ListOf(
        key="the key of the item, or of the point or paragraph itself",
        number="the number of the point, may be empty",
        is_first="whether it is the first of its point",
        kind="reworded, added or deleted",
        old="the wording that was sent (rich text), empty for one that is added",
        new="the wording to be read (rich text), empty for one that is deleted",
        place="file and row that it comes from",
    ),
}
NO_EDITION: Final = declare("EDN-006", "A corrigendum is made for an edition that was sent.")
_NOTHING: Final = RichText()


class _Wording(Struct, frozen=True):
    """One text of an edition: what it is about, and how it reads."""

    point: str
    number: str
    key: str
    text: RichText
    place: str


def _compose(draft: DocumentDraft) -> dict[str, Any]:
    correction = draft.request.correction
    if correction is None:
        remedy = "Take it out of what is made: briefgen corrigendum DOCUMENT --edition N."
        draft.add([error(NO_EDITION, draft.situation.profile.place, "a corrigendum is of an edition.", remedy)])
    found = list(_corrections(draft)) if correction else []
    return {
        "title": draft.dated_title,
        **draft.head_and_body(),
        "edition": correction.edition if correction else "",
        "sent": correction.sent if correction else "",
        "corrections": found,
    }


def _corrections(draft: DocumentDraft) -> Iterator[dict[str, Any]]:
    correction = draft.request.correction
    assert correction, "asked for where there is one"
    # the other situation has other figures, so what was rendered for this one is of no use to it
    old_texts = texts_for(correction.before, replace(draft.request, renderers={}))
    old = {each.key: each for each in _wordings(correction.before, correction.document, old_texts)}
    new = {each.key: each for each in _wordings(draft.situation, correction.document, draft.texts_for("corrections"))}
    draft.add(old_texts.findings)
    last = None
    for key in _in_order(list(old), list(new)):
        before, after = old.get(key), new.get(key)
        if before is None or after is None or str(before.text) != str(after.text):
            shown = after or before
            assert shown, "in one of the two"
            yield _correction(before, after, shown, is_first=shown.point != last)
            last = shown.point


def _correction(before: _Wording | None, after: _Wording | None, shown: _Wording, *, is_first: bool) -> dict[str, Any]:
    return {
        "key": shown.key.partition("/")[2],
        "number": shown.number,
        "is_first": is_first,
        "kind": "reworded" if before and after else "added" if after else "deleted",
        "old": before.text if before else _NOTHING,
        "new": after.text if after else _NOTHING,
        "place": shown.place,
    }


def _in_order(old: list[str], new: list[str]) -> list[str]:
    """The keys of both, in the order of the new ones; one that is gone stands behind the one that it stood behind."""
    order = list(new)
    for at, key in enumerate(old):
        if key not in order:
            before = next((each for each in reversed(old[:at]) if each in order), None)
            order.insert(order.index(before) + 1 if before else 0, key)
    return order


def _wordings(situation: Situation, document: str, texts: Texts) -> Iterator[_Wording]:
    """The texts of a document that are dated, in its order: its paragraphs where it has any, else the points."""
    paragraphs = situation.paragraphs(document)
    if paragraphs:
        for row in paragraphs:
            text = texts.block(keys.paragraph(row))
            yield _Wording(row.paragraph, "", f"/{row.paragraph}", text, str(row.place))
    else:
        yield from _of_points(situation.points, texts)


def _of_points(points: Iterable[Point], texts: Texts) -> Iterator[_Wording]:
    for point in points:
        commitment = point.commitment
        about = commitment.point, commitment.number
        rows: list[tuple[str, DossierText]] = [(f"point/{commitment.point}", keys.commitment(commitment))]
        # an item that has moved to another point is deleted there and added here
        rows += [(f"{commitment.point}/{item.key}", keys.followup(item.follow_up)) for item in point.items]
        for key, text in rows:
            yield _Wording(*about, key, texts.block(text), str(text.place))


def _passages(draft: DocumentDraft) -> Iterator[Passage]:
    """Its title; the rules have seen its texts in the document that it corrects."""
    yield draft.title_passage(draft.dated_title)


CORRIGENDUM = DocumentKind("corrigendum", _compose, _passages, _SCHEMA, must_print=("corrections",))
