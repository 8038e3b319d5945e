"""The summary of a meeting: numbered paragraphs, and participants that are counted and listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefgen.compose.paper import Paper
from briefgen.compose.rows import Record, RowComposer
from briefgen.findings import did_you_mean
from briefgen.localise import Localiser
from briefgen.model.paragraphs import ParagraphEntry


def summary_fields(paper: Paper) -> dict[str, Any]:
    """Paragraphs, each with its number, and participants."""
    localiser = paper.request.localiser
    present = [row for row in paper.rows if row.kind == "participant"]
    groups = list(_groups(present, RowComposer(paper.texts_if_printed("participants")), localiser))
    # texts name and count them: what is listed needs its translation even where the template lists nobody
    listed = list(_groups(present, RowComposer(paper.texts), localiser)) if _speaks_of_them(paper.rows) else groups
    words = {**paper.texts.words, **_words({each["key"]: each for each in listed})}
    paper.texts = replace(paper.texts, words=words)
    rows = [row for row in paper.rows if row.kind != "participant"]
    blocks = list(numbered(paper.composer("blocks", "paragraphs").records(rows)))
    return {
        "blocks": blocks,
        "paragraphs": [block for block in blocks if block["kind"] == "paragraph"],
        "participants": {"count": len(present), "groups": groups, "by_group": {each["key"]: each for each in groups}},
    }


def numbered(records: Iterable[Record]) -> Iterator[Record]:
    """The records with the number of each paragraph; what is none has an empty one."""
    number = 0
    for record in records:
        is_paragraph = record["kind"] == "paragraph"
        number += is_paragraph
        yield {**record, "number": str(number) if is_paragraph else ""}


def _speaks_of_them(rows: Iterable[ParagraphEntry]) -> bool:
    return any("listed" in row.text for row in rows)


def _groups(rows: Iterable[ParagraphEntry], composer: RowComposer, localiser: Localiser) -> Iterator[Record]:
    """The participants by what they stand under, each group in the order of the file."""
    gathered: dict[str, list[ParagraphEntry]] = {}
    for row in rows:
        gathered.setdefault(row.heading, []).append(row)
    for key, found in gathered.items():
        names = [composer.name(row) or composer.text(row) for row in found]
        yield {
            "key": key,
            "heading": composer.heading(found[0]),
            "count": len(names),
            "listed": localiser.join([str(name) for name in names]),
            "members": [{"key": row.paragraph, "name": name} for row, name in zip(found, names, strict=True)],
        }


def _words(groups: Mapping[str, Record]) -> Mapping[str, Any]:
    def group(name: str) -> Record:
        if name not in groups:
            there = f"There are: {', '.join(groups)}." if groups else "There are none."
            raise LookupError(f"no participant stands under “{name}”. {did_you_mean(name, groups) or there}")
        return groups[name]

    return {
        "counted": lambda *names: str(sum(group(name)["count"] for name in dict.fromkeys(names))),
        "listed": lambda name: group(name)["listed"],
    }
