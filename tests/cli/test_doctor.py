"""`briefgen doctor`: what it says of a computer that has everything, and of what is missing on another."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.commands.doctor import Computer, Examined, Health, engines, examine, install_line, is_well
from briefgen.opc.read import read_package
from briefgen.outputs.fonts import font_families, font_folders, stand_ins
from briefgen.production.order import Where
from briefgen.word.wml.fonts import fonts_named
from tests.sample_dossier import ROOT
from tests.workspaces import Workspace, a_workspace, run

OFFICE = Examined("LibreOffice", Health.FINE, "LibreOffice 24.8 (/usr/bin/soffice)")
NO_OFFICE = Examined("LibreOffice", Health.MISSING, "No LibreOffice was found.", "Install it.")


@pytest.fixture
def around(tmp_path: Path) -> Computer:
    """A computer without LibreOffice and of few fonts, in a folder without a workspace."""
    environment = {"BRIEFGEN_SOFFICE": "nowhere", "HOME": str(tmp_path / "home")}
    return Computer(Where(tmp_path), environment, "utf-8")


def found(around: Computer) -> dict[str, Examined]:
    return {each.topic: each for each in examine(around)}


def in_workspace(around: Computer, workspace: Workspace) -> Computer:
    return replace(around, where=replace(around.where, start=workspace.root))


def a_program(folder: Path, prints: str) -> str:
    """A program that says what version it is."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\necho '{prints}'\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def a_font(*families: str, at: int = 0) -> bytes:
    """A font that says no more than which families it belongs to, as Windows and as the Macintosh write it.

    Args:
        at: where it begins in its file.
    """
    texts = [(3, 1, each.encode("utf-16-be")) for each in families] + [(1, 0, families[0].encode("mac-roman"))]
    records, storage = b"", b""
    for kind, (platform, encoding, text) in enumerate(texts):
        records += struct.pack(">6H", platform, encoding, 0, 1 if kind != 1 else 16, len(text), len(storage))
        storage += text
    table = struct.pack(">3H", 0, len(texts), 6 + len(records)) + records + storage
    return struct.pack(">4s4H", b"\0\1\0\0", 1, 0, 0, 0) + struct.pack(">4s3I", b"name", 0, at + 28, len(table)) + table


class TestTheCommand:
    def test_says_what_there_is_and_fits_80_columns(self, tmp_path: Path) -> None:
        done = run("doctor", "--workspace", a_workspace(tmp_path).root, cwd=tmp_path)
        assert "versions" in done.out
        assert "with the dossiers: spring-summit" in " ".join(done.out.split())
        lines = [line for line in done.out.splitlines() if "/" not in line]  # a path is not broken
        assert max(map(len, lines)) <= 80

    def test_says_the_same_to_programs(self, tmp_path: Path) -> None:
        done = run("doctor", "--workspace", a_workspace(tmp_path).root, "--format", "json", cwd=tmp_path)
        told = json.loads(done.out)
        assert done.code == (0 if told["well"] else 1)
        assert set(told["examined"][0]) == {"topic", "health", "says", "remedy"}

    def test_ends_with_1_where_something_is_broken_and_says_only_that_when_quiet(self, tmp_path: Path) -> None:
        (tmp_path / "briefgen.toml").write_text("dossier = spring", encoding="utf-8")
        done = run("doctor", "-q", cwd=tmp_path)
        assert done.code == 1
        assert "is not TOML" in " ".join(done.out.split())
        assert "versions" not in done.out


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("pipx_metadata.json", "pipx install --force 'FILE.whl[pages]', with the wheel for FILE.whl"),
        ("uv-receipt.toml", "uv tool install --force 'FILE.whl[pages]', with the wheel for FILE.whl"),
        ("pyvenv.cfg", "pip install 'briefgen[pages]'"),
    ],
)
def test_an_extra_is_installed_as_briefgen_was(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).write_text("")
    assert install_line("pages", tmp_path) == line


class TestEngines:
    def test_one_of_two_is_enough(self) -> None:
        assert [each.health for each in engines("0.16.3", NO_OFFICE)] == [Health.FINE, Health.NOTE]
        assert [each.health for each in engines("", OFFICE)] == [Health.NOTE, Health.FINE]
        assert is_well(engines("0.16.3", NO_OFFICE))

    def test_none_at_all_is_missing_and_told_how_to_get(self) -> None:
        missing = list(engines("", NO_OFFICE))
        assert not is_well(missing)
        assert "briefgen[pages]" in missing[0].remedy

    @pytest.mark.parametrize(
        ("prints", "says"),
        [
            ("LibreOffice 24.8.4.2 480(Build:2)", "LibreOffice 24.8.4.2 ("),
            ("LibreOffice 7.3.7.2 30(Build:2)", "is too old"),
            ("", "of a version that it does not say"),
        ],
    )
    def test_libreoffice_says_its_version(self, around: Computer, tmp_path: Path, prints: str, says: str) -> None:
        environment = {**around.environment, "BRIEFGEN_SOFFICE": a_program(tmp_path, prints)}
        assert says in found(replace(around, environment=environment))["LibreOffice"].says


class TestFonts:
    def test_families_are_read_from_font_files_and_the_rest_is_passed_over(self, tmp_path: Path) -> None:
        (tmp_path / "below").mkdir()
        (tmp_path / "below" / "one.TTF").write_bytes(a_font("Garamond", "Garamond Premier"))
        one = a_font("Twin One", at=20)
        starts = struct.pack(">4s4I", b"ttcf", 0x10000, 2, 20, 20 + len(one))
        (tmp_path / "twins.ttc").write_bytes(starts + one + a_font("Twin Two", at=20 + len(one)))
        for name, data in {"short.ttf": b"\0\1", "wild.otf": b"\xff" * 400, "page.txt": a_font("Text")}.items():
            (tmp_path / name).write_bytes(data)
        assert font_families([tmp_path]) == {"garamond", "garamond premier", "twin one", "twin two"}

    def test_folders_are_those_of_the_system_and_of_the_user(self, tmp_path: Path) -> None:
        (tmp_path / ".fonts").mkdir()
        (tmp_path / "Fonts").mkdir()
        assert tmp_path / ".fonts" in font_folders({"HOME": str(tmp_path)})
        assert tmp_path / "Fonts" in font_folders({"WINDIR": str(tmp_path)})

    def test_others_of_the_same_widths_stand_in(self) -> None:
        assert stand_ins("Arial", frozenset({"liberation sans"})) == ["Liberation Sans"]
        assert stand_ins("Garamond", frozenset({"liberation sans"})) == []

    def test_those_of_a_template_are_its_styles_and_its_theme(self) -> None:
        data = (ROOT / "templates" / "annex.docx").read_bytes()
        assert fonts_named(read_package(data, "annex.docx")) & {"Arial", "Times New Roman"}

    def test_that_a_template_names_and_that_are_missing_are_told_with_a_way_out(
        self, around: Computer, tmp_path: Path
    ) -> None:
        workspace = a_workspace(tmp_path / "with")
        told = found(in_workspace(around, workspace))["fonts"]
        assert told.health is not Health.MISSING
        assert "Arial" in told.says

    def test_of_a_template_that_cannot_be_read_are_told_with_its_name(self, around: Computer, tmp_path: Path) -> None:
        workspace = a_workspace(tmp_path / "with")
        workspace.template("annex.docx", b"no Word file")
        told = found(in_workspace(around, workspace))["templates"]
        assert (told.health, told.says.startswith("annex.docx cannot be read")) == (Health.MISSING, True)


def test_no_workspace_is_a_note_but_one_that_was_named_is_missing(around: Computer, tmp_path: Path) -> None:
    assert found(around)["workspace"].health is Health.NOTE
    named = replace(around, where=replace(around.where, workspace=tmp_path / "none"))
    assert found(named)["workspace"].health is Health.MISSING


def test_the_cache_has_a_size_or_is_off(around: Computer, tmp_path: Path) -> None:
    assert "off" in found(around)["cache"].says
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "one.kept").write_bytes(b"1" * 1_200_000)
    told = found(replace(around, where=replace(around.where, cache=folder)))["cache"].says
    assert told == f"{folder}: 1 file, 1.2 MB; it may be deleted at any time"


@pytest.mark.parametrize(
    ("encoding", "health"), [("utf-8", Health.FINE), ("cp1252", Health.NOTE), ("ascii", Health.NOTE)]
)
def test_a_console_without_all_signs_is_a_note(around: Computer, encoding: str, health: Health) -> None:
    assert found(replace(around, encoding=encoding))["console"].health is health


def test_libraries_and_what_an_extra_is_for_are_told_with_their_versions(around: Computer) -> None:
    told = found(around)
    assert "lxml " in told["libraries"].says
    assert told["extra sql"].says.startswith("tables from a database: ")
