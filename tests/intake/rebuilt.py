"""What was read, made into an annex again: the rows go into a workspace of their own, and a command makes the paper."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefgen.intake.histories import JoinedLedger
from briefgen.intake.reading import Reading
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Span
from briefgen.production.documents import make_documents
from briefgen.production.order import Order, Where
from briefgen.word.reader import read_manuscript
from tests.sample_dossier import ROOT

_DOSSIER = """title: {title}
place: Brussels
languages: [{language}]
headings: {{commitment: {left}, follow-up: {right}}}
signatory: {{name: A. Peeters, function: The President, institution: European Institution}}
documents: {{annex: annex.docx}}
"""
_COMMITMENTS = "point,number,part,as_of,recorded,state,text"
_FOLLOW_UPS = "point,item,as_of,recorded,group,state,due,owner,source,text"


class Shown(NamedTuple):
    """A paragraph of an annex as its readers see it."""

    cell: tuple[int, int, int] | None
    role: Role
    level: int
    text: str
    looks: str


def annexed(ledger: JoinedLedger, reading: Reading, folder: Path, template: bytes | None = None) -> bytes:
    """The annex of a reading's day, made of a ledger."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    if template is not None:
        (folder / "templates" / "annex.docx").write_bytes(template)
    data = folder / "data" / "imported"
    data.mkdir(parents=True)
    (folder / "briefgen.toml").write_text('dossier = "imported"\n', encoding="utf-8")
    left, right = (_quoted(each or "–") for each in reading.headings)
    texts = {"title": _quoted(reading.title), "language": reading.language, "left": left, "right": right}
    (data / "dossier.yaml").write_text(_DOSSIER.format(**texts), encoding="utf-8")
    (data / "commitments.csv").write_text(_table(_COMMITMENTS, ledger.commitments), encoding="utf-8")
    (data / "followup.csv").write_text(_table(_FOLLOW_UPS, ledger.follow_ups), encoding="utf-8")
    order = Order(
        Where(folder), _day(reading), today=_day(reading), documents=("annex",), languages=(reading.language,)
    )
    return make_documents(order, check=False).files[0].data


def _day(reading: Reading) -> date:
    assert reading.as_of is not None
    return reading.as_of


def _quoted(text: str) -> str:
    return f'"{text}"' if '"' not in text else f"'{text}'"


def _table(head: str, rows: Iterable[object]) -> str:
    written = io.StringIO()
    names = head.split(",")
    csv.writer(written).writerows([names, *([getattr(row, name) or "" for name in names] for row in rows)])
    return written.getvalue()


def shown(docx: bytes) -> list[Shown]:
    """The paragraphs of the body that say something."""
    return [_shown(each) for each in read_manuscript(docx, "annex.docx").body if each.text.strip()]


def words_in_cells(docx: bytes) -> dict[tuple[int, int, int] | None, list[str]]:
    """The words of each cell, without those of what a table has around it."""
    found: dict[tuple[int, int, int] | None, list[str]] = {}
    for each in shown(docx):
        found.setdefault(each.cell, []).extend(each.text.split())
    return found


def notes(docx: bytes) -> list[str]:
    """The texts of its notes."""
    return [each.text for each in read_manuscript(docx, "annex.docx").passages if each.role is Role.NOTE]


def _shown(passage: Passage) -> Shown:
    cell = (passage.cell.table, passage.cell.row, passage.cell.column) if passage.cell else None
    return Shown(cell, passage.role, passage.level, _plain(passage.text).strip(), "".join(_looks(passage.spans)))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _looks(spans: Sequence[Span]) -> Iterable[str]:
    """The letters with their looks: ** and * before each word that has them."""
    for span in spans:
        signs = "*" * (2 * span.bold + span.italic) + ("[" * bool(span.href)) + ("^" * (span.note is not None))
        yield from (f"{signs}{word}" for word in ("".join(_plain(span.text).split()) or signs))
