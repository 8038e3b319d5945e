"""A dossier that is kept as it was read: the same again, and never a former state of a file."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefgen.cache import Cache
from briefgen.findings import Finding
from briefgen.model.dossier import Dossier
from briefgen.sources import dossier_folder, read_dossier
from briefgen.sources.ledger.assembly import DossierParts, assemble_dossier
from tests.sources.folders import a_folder, a_workbook


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The dossiers, each time that one is put together from its tables."""
    names: list[str] = []

    def counted(material: DossierParts, place: str) -> tuple[Dossier, tuple[Finding, ...]]:
        names.append(material.id)
        return assemble_dossier(material, place)

    monkeypatch.setattr(dossier_folder, "assemble_dossier", counted)
    return names


def test_the_second_time_the_dossier_and_its_findings_are_the_same(
    tmp_path: Path, cache: Cache, assembled: list[str]
) -> None:
    folder = a_folder(
        tmp_path, {"followup.csv": "point,item,as_of,state,text\ndublin,FU-1,2023-03-01,done,Go.\nno,,,,\n"}
    )
    first = read_dossier(folder, cache=cache)
    assert first[1]
    assert read_dossier(folder, cache=cache) == first
    assert len(assembled) == 1


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("commitments.csv", "key,number,as_of,text\ndublin,1,2023-02-09,Two more.\n"),
        ("letter.md", "Another body.\n"),
        ("letter.2023-03-17.md", "A later body.\n"),
        ("notes.xlsx", a_workbook({"followup": [["point"]]})),
        ("recipients.csv", "recipient,language,name,salutation,address\nat,en,N. N.,,\n"),
    ],
)
def test_a_file_that_was_changed_or_added_is_read(
    tmp_path: Path, cache: Cache, file: str, content: str | bytes
) -> None:
    folder = a_folder(tmp_path)
    before = read_dossier(folder, cache=cache)
    (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
    after = read_dossier(folder, cache=cache)
    assert after == read_dossier(folder)
    assert after != before


def test_a_file_that_is_gone_is_missed(tmp_path: Path, cache: Cache) -> None:
    folder = a_folder(tmp_path, {"letter.md": "A body.\n"})
    read_dossier(folder, cache=cache)
    (folder / "letter.md").unlink()
    assert read_dossier(folder, cache=cache) == read_dossier(folder)


def test_files_of_a_pattern_in_a_folder_below_are_watched_too(tmp_path: Path, cache: Cache) -> None:
    folder = a_folder(tmp_path)
    with (folder / "dossier.yaml").open("a") as stream:
        stream.write("sources: {followup: {file: from/*.csv}}\n")
    (folder / "from").mkdir()
    rows = "point,item,as_of,state,text\ndublin,FU-1,2023-03-01,done,{}\n"
    for text in ("Sent.", "Sent again."):
        (folder / "from" / "home.csv").write_text(rows.format(text))
        dossier, _ = read_dossier(folder, cache=cache)
        assert [each.text for each in dossier.follow_ups] == [text]


def test_what_a_database_holds_is_never_kept(tmp_path: Path, cache: Cache) -> None:
    folder = a_folder(tmp_path)
    with (folder / "dossier.yaml").open("a") as stream:
        stream.write("sources: {recipients: {url: 'sqlite:///people.db', table: recipients}}\n")
    for name in ("N. N.", "M. M."):
        with closing(sqlite3.connect(folder / "people.db")) as database, database:
            database.execute("drop table if exists recipients")
            database.execute("create table recipients (recipient, language, name)")
            database.execute("insert into recipients values ('at', 'en', ?)", [name])
        dossier, _ = read_dossier(folder, cache=cache)
        assert [each.name for each in dossier.recipients] == [name]


def test_bytes_that_cannot_be_read_any_more_do_no_harm(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_folder(tmp_path)
    first = read_dossier(folder, cache=cache)

    def broken(_: bytes) -> object:
        raise pickle.UnpicklingError

    monkeypatch.setattr(pickle, "loads", broken)
    assert read_dossier(folder, cache=cache) == first
