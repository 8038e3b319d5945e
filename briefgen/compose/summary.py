"""The summary of a meeting: numbered paragraphs, and participants that are counted and listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from briefgen.compose.context import DocumentDraft, DocumentKind
from briefgen.compose.paragraphs import RECORD, SCHEMA, Record, RowComposer, compose_with, paragraphs_of, row_passages
from briefgen.compose.schema import ByName, ListOf, Schema
from briefgen.compose.texts import Texts
from briefgen.compose.vocabulary import Words
from briefgen.findings import did_you_mean
from briefgen.localise import Localiser
from briefgen.model.kinds import ParagraphEntry

_BLOCKS: Final = ListOf(**RECORD, number="of a paragraph, counted from 1; empty for any other kind")
_GROUPS: Final = ListOf(
    key="what the column “heading” says, as typed",
    heading="the same, in the document’s language (rich text)",
    count="how many there are",
    listed="all of them in a sentence: a, b and c",
    members=ListOf(key="the participant’s own key", name="the name"),
)
_SCHEMA: Final[Schema] = {
    **SCHEMA,
    "blocks": _BLOCKS,
    "paragraphs": _BLOCKS,
    "participants": {
        "count": "how many there are in all groups",
        "groups": _GROUPS,
        "by_group": ByName("the same groups by what the column “heading” says", _GROUPS),
    },
}


def _compose(draft: DocumentDraft) -> dict[str, Any]:
    """Paragraphs, each with its number, and participants."""
    groups = _groups(draft, _asked_if_printed(draft))
    rows = [row for row in paragraphs_of(draft) if row.kind != "participant"]
    blocks = list(_with_numbers(RowComposer(draft.texts_for("blocks", "paragraphs")).records(rows)))
    count = sum(group["count"] for group in groups.values())
    fields = {
        "blocks": blocks,
        "paragraphs": [block for block in blocks if block["kind"] == "paragraph"],
        "participants": {"count": count, "groups": list(groups.values()), "by_group": groups},
    }
    return compose_with(draft, fields)


def _words(draft: DocumentDraft) -> Words:
    """The texts may count and list the participants."""
    # whoever is listed in a text needs a translation even where the template lists nobody
    texts = draft.common_texts if _is_listing(draft) else _asked_if_printed(draft)
    groups = _groups(draft, texts)

    def group(name: str) -> Record:
        if name not in groups:
            there = f"There are: {', '.join(groups)}." if groups else "There are none."
            raise LookupError(f"no participant stands under “{name}”. {did_you_mean(name, groups) or there}")
        return groups[name]

    return {
        "counted": lambda *names: str(sum(group(name)["count"] for name in dict.fromkeys(names))),
        "listed": lambda name: group(name)["listed"],
    }


def _asked_if_printed(draft: DocumentDraft) -> Texts:
    """What renders the names of participants, which cannot speak of participants themselves."""
    return draft.common_texts if draft.request.prints("participants") else draft.common_texts.without_asking()


def _is_listing(draft: DocumentDraft) -> bool:
    return any("listed" in text for text in (draft.document.body, *(row.text for row in paragraphs_of(draft))))


def _with_numbers(records: Iterable[Record]) -> Iterator[Record]:
    """The records with the number of each paragraph; what is none has an empty one."""
    number = 0
    for record in records:
        is_paragraph = record["kind"] == "paragraph"
        number += is_paragraph
        yield {**record, "number": str(number) if is_paragraph else ""}


def _groups(draft: DocumentDraft, texts: Texts) -> dict[str, Record]:
    """The participants by their heading, each group in the order of the file."""
    rows: dict[str, list[ParagraphEntry]] = {}
    for row in paragraphs_of(draft):
        if row.kind == "participant":
            rows.setdefault(row.heading, []).append(row)
    composer, localiser = RowComposer(texts), draft.request.localiser
    return {heading: _group(each, composer, localiser) for heading, each in rows.items()}


def _group(rows: list[ParagraphEntry], composer: RowComposer, localiser: Localiser) -> Record:
    names = [composer.name(row) or composer.text(row) for row in rows]
    return {
        "key": rows[0].heading,
        "heading": composer.heading(rows[0]),
        "count": len(names),
        "listed": localiser.join([str(name) for name in names]),
        "members": [{"key": row.paragraph, "name": name} for row, name in zip(rows, names, strict=True)],
    }


SUMMARY = DocumentKind(
    "summary",
    _compose,
    row_passages,
    _SCHEMA,
    words=_words,
    must_not_be_empty=("blocks", "body"),
    must_print=("blocks", "body", "paragraphs", "participants"),
)
