"""What programs do with any Word files, whoever made them: look for mistakes, compare two."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from briefgen.commands.redline import compare
from briefgen.facade.document import AnyPath, Document
from briefgen.facade.requests import Day, day_of, surroundings
from briefgen.findings import Finding
from briefgen.library import read_template_file
from briefgen.production.order import Order, Where
from briefgen.redline import source_of

AnyPaper = AnyPath | bytes | Document


def check(
    paper: AnyPaper, *, as_of: Day | None = None, workspace: AnyPath | None = None, house: str | None = None
) -> tuple[Finding, ...]:
    """What a careful reader would object to in a Word file, as `briefgen check FILE` says it.

    >>> import briefgen
    >>> letter = briefgen.open("follow-up").dossier().as_of("2023-03-20").letter(to="be")
    >>> [finding.message for finding in briefgen.check(letter) if finding.grade is briefgen.Grade.ERROR]
    []

    Args:
        paper: the path of a file, its bytes, or a document.
        as_of: the day that it speaks of, where it is not the one that it names.
        workspace: the folder of the workspace whose settings hold; without one, that around the current folder, if any.
        house: whose way of writing values is expected; without one, that which the file was made by, else "eu".

    Returns:
        The findings, gravest first. Empty is good.

    Raises:
        UnreadableInputError: it is no Word document, or cannot be read.
        UsageProblemError: there is no such file, workspace or house.
    """
    from briefgen.commands.check import Inspection, check_bytes  # with all rules: only programs that check files

    name, data = _read(paper, "document.docx")
    day = None if as_of is None else day_of(as_of)
    where = Where(Path(), Path(workspace) if workspace else None, house=house)
    return check_bytes(Inspection(where, day or date.max, day), data, name).findings


def redline(old: AnyPaper, new: AnyPaper) -> Document:
    """Two Word files as one with tracked changes: accepting all gives the new one, rejecting all the old one.

    >>> import briefgen
    >>> dossier = briefgen.open("follow-up").dossier()
    >>> briefgen.redline(dossier.as_of("2023-03-06").annex(), dossier.as_of("2023-03-17").annex()).name
    'redline-annex-2023-03-17.en.docx'

    Args:
        old, new: the path of a file, its bytes, or a document.

    Returns:
        The document; its findings say what was taken for the same, and what cannot be tracked.

    Raises:
        UnreadableInputError: one of the files is no Word document, or cannot be read.
        UsageProblemError: there is no such file.
    """
    (before, older), (after, newer) = _read(old, "The older file"), _read(new, "The newer file")
    name = f"redline-{Path(after).stem}.docx" if isinstance(new, Document | str | os.PathLike) else "redline.docx"
    made = compare(older, newer, (before, after), name)
    day = date.fromisoformat(source_of(newer, after).date[:10])
    order = Order(Where(Path()), day, day, (), environment=surroundings())
    return Document(name, made.docx, made.findings, order, tuple(map(Path, _paths(old, new))))


def _read(paper: AnyPaper, otherwise: str) -> tuple[str, bytes]:
    """What messages call a paper, and its bytes."""
    if isinstance(paper, Document):
        return paper.name, paper.docx
    if isinstance(paper, bytes):
        return otherwise, paper
    file = read_template_file(Path(paper))
    return file.name, file.data


def _paths(*papers: AnyPaper) -> list[AnyPath]:
    """Those that are files already, over which nothing is written."""
    return [each for each in papers if isinstance(each, str | os.PathLike)]
