"""Anchors outlive another program: a document saved again, with rows moved, deleted or doubled, and the newer one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from lxml import etree

from briefgen.redline import redline
from tests import validators
from tests.redline.resolver import accepted, plain, rejected
from tests.sample_documents import document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
POINTS = ("1", "2a", "2b")
Edit = Callable[[Any], None]


def body_of(docx: bytes) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read(MAIN))


def edited(docx: bytes, edit: Edit) -> bytes:
    """The document after an edit of its body."""
    root, made = body_of(docx), io.BytesIO()
    edit(root)
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, etree.tostring(root) if name == MAIN else source.read(name))
    return made.getvalue()


@cache
def annex(day: str, *, saved_again: bool = False) -> bytes:
    """The sample's annex of a day; as LibreOffice saves it if asked for."""
    data = document(f"annex-{day}")
    if not saved_again:
        return data
    with TemporaryDirectory() as folder:
        path = Path(folder) / "annex.docx"
        path.write_bytes(data)
        (Path(folder) / "saved").mkdir()
        return validators.convert([path], Path(folder) / "saved", "docx")[path].read_bytes()


def rows(root: Any) -> dict[str, Any]:
    """The rows of the points by their numbers."""
    found = {}
    for row in root.iter(f"{W}tr"):
        number = re.match(r"(\d+[ab]?)\. ", "".join(next(row.iter(f"{W}tc")).itertext(f"{W}t")))
        if number:
            found[number[1]] = row
    return found


def anchors(element: Any, letter: str = "[pr]") -> list[str]:
    """The identities that the anchors in an element say, without what the records said."""
    names = (each.get(f"{W}name") for each in element.iter(f"{W}bookmarkStart"))
    return [name[:22] for name in names if re.match(f"_bg{letter}", name)]


def lines(docx: bytes) -> Iterator[tuple[str, str, str]]:
    """Of each paragraph that both documents have: its anchor, what it said, what it says."""
    for paragraph in body_of(docx).iter(f"{W}p"):
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        whole = [] if row is None else row.findall(f"{W}trPr/{W}ins") + row.findall(f"{W}trPr/{W}del")
        if not whole:
            gone, come = (text_of(paragraph, drop) for drop in ("ins", "del"))
            yield next(iter(anchors(paragraph, "p")), ""), gone, come


def text_of(paragraph: Any, drop: str) -> str:
    texts = paragraph.iter(f"{W}t", f"{W}delText")
    return "".join(each.text or "" for each in texts if next(each.iterancestors(f"{W}{drop}"), None) is None)


def mispaired(made: bytes, old: bytes, new: bytes) -> list[tuple[str, str]]:
    """Paragraphs that were of one record and now are of another, by what each document says of its own texts."""
    before, after = (records(docx) for docx in (old, new))
    both = ((one, other) for _, one, other in lines(made) if one in before and other in after)
    return [(one, other) for one, other in both if not before[one] & after[other]]


def records(docx: bytes) -> dict[str, set[str]]:
    """The records from which each text of a document comes."""
    found: dict[str, set[str]] = {}
    for paragraph in body_of(docx).iter(f"{W}p"):
        for anchor in anchors(paragraph, "p"):
            found.setdefault(text_of(paragraph, "del"), set()).add(anchor)
    return found


def row_changes(made: bytes) -> list[tuple[str, str]]:
    """Rows that came or went: how, and the beginning of what they say."""
    found = []
    for row in body_of(made).iter(f"{W}tr"):
        for kind in ("ins", "del"):
            if row.find(f"{W}trPr/{W}{kind}") is not None:
                text = "".join(each.text or "" for each in next(row.iter(f"{W}tc")).iter(f"{W}t", f"{W}delText"))
                found.append((kind, text.partition(".")[0]))
    return found


def move(root: Any) -> None:
    """Point 1 behind point 2b."""
    known = rows(root)
    known["2b"].addnext(known["1"])


def delete(root: Any) -> None:
    """Point 2a is gone."""
    gone = rows(root)["2a"]
    gone.getparent().remove(gone)


def double(root: Any, *, above: bool = False) -> None:
    """Point 2a is there twice; a bookmark is not copied with the text."""
    row = rows(root)["2a"]
    copy = deepcopy(row)
    for mark in list(copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    (row.addprevious if above else row.addnext)(copy)


def double_above(root: Any) -> None:
    """The same, the copy above."""
    double(root, above=True)


@pytest.mark.render
@pytest.mark.parametrize("day", ["2023-03-06", "2023-03-17"])
def test_libreoffice_keeps_all_anchors(day: str) -> None:
    assert sorted(anchors(body_of(annex(day, saved_again=True)))) == sorted(anchors(body_of(annex(day))))


@pytest.mark.render
def test_a_document_saved_again_is_paired_with_the_newer_one_by_its_anchors() -> None:
    old, new = annex("2023-03-06", saved_again=True), annex("2023-03-20")
    made = redline(old, new)
    assert (accepted(made.docx), rejected(made.docx)) == (plain(new), plain(old))
    assert mispaired(made.docx, old, new) == []
    assert made.unsure == ()
    assert row_changes(made.docx) == row_changes(redline(annex("2023-03-06"), new).docx)


EDITS = {
    move: [("ins", "1"), ("del", "1")],
    delete: [("ins", "2a")],
    double: [("del", "2a")],
    double_above: [("del", "2a")],
}
OTHERS = {"ins": "del", "del": "ins"}


@pytest.mark.render
@pytest.mark.parametrize("saved_again", [True, False])
@pytest.mark.parametrize(("edit", "wanted"), EDITS.items())
def test_a_row_that_was_moved_deleted_or_doubled_is_recognised(
    edit: Edit, wanted: list[tuple[str, str]], saved_again: bool
) -> None:
    old, new = edited(annex("2023-03-17", saved_again=saved_again), edit), annex("2023-03-20")
    usual = row_changes(redline(annex("2023-03-17"), new).docx)
    made = redline(old, new)
    assert (accepted(made.docx), rejected(made.docx)) == (plain(new), plain(old))
    assert mispaired(made.docx, old, new) == []
    assert sorted(row_changes(made.docx)) == sorted([*usual, *wanted])


@pytest.mark.parametrize(("edit", "wanted"), EDITS.items())
def test_the_same_edits_of_the_newer_document_are_the_opposite_changes(
    edit: Edit, wanted: list[tuple[str, str]]
) -> None:
    old, new = annex("2023-03-17"), edited(annex("2023-03-20"), edit)
    usual = row_changes(redline(old, annex("2023-03-20")).docx)
    made = redline(old, new)
    assert (accepted(made.docx), rejected(made.docx)) == (plain(new), plain(old))
    assert mispaired(made.docx, old, new) == []
    opposite = [(OTHERS[kind], point) for kind, point in wanted]
    assert sorted(row_changes(made.docx)) == sorted([*usual, *opposite])
