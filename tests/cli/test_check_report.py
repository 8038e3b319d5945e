"""What `briefgen check` prints, of one paper and of many: how much, folded, sorted, and what could not be read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.test_check import WRONG_SUM, a_file, with_a_wrong_sum
from tests.workspaces import Workspace, a_workspace

TWICE = "EUR €{} million was paid."
"""AMT-002, an error."""


def run_of(folder: Path, *paragraphs: str) -> Workspace:
    a_file(folder / "note.docx", *paragraphs)
    return Workspace(folder, "")


def places(err: str) -> list[str]:
    return [line.split(",")[1].partition(":")[0].strip() for line in err.splitlines() if line.startswith("note.docx,")]


class TestTheFirstLine:
    @pytest.mark.parametrize(
        ("paragraphs", "line"),
        [
            (["Ten trees stand there."], "note.docx: nothing found"),
            ([TWICE.format(1)], "note.docx: 1 error"),
            ([TWICE.format(1), TWICE.format(2)], "note.docx: 2 errors of one kind"),
            ([TWICE.format(1), TWICE.format(2), "It was an European plan."], "note.docx: 3 errors of 2 kinds"),
        ],
    )
    def test_says_how_many_of_how_many_kinds(self, tmp_path: Path, paragraphs: list[str], line: str) -> None:
        run = run_of(tmp_path, *paragraphs).run("check", "note.docx", "--ignore", "SPC")
        assert run.out == f"{line}; read as a paper of the EU’s institutions; --house changes it\n"

    def test_of_several_files_counts_all_and_a_line_for_each_follows(self, tmp_path: Path) -> None:
        files = [a_file(tmp_path / f"{name}.docx", TWICE.format(1)) for name in "ab"]
        run = Workspace(tmp_path, "").run("check", *files, "--ignore", "SPC", "--as-of", "2023-03-01")
        first, *others = run.out.splitlines()
        assert first == "2 files: 2 errors of one kind"
        assert [line.partition(";")[0] for line in others] == ["a.docx: 1 error", "b.docx: 1 error"]


class TestFolding:
    def five(self, folder: Path, *options: str) -> str:
        paragraphs = [TWICE.format(each) for each in range(1, 6)]
        return run_of(folder, *paragraphs).run("check", "note.docx", "--select", "AMT-002", *options).err

    def test_the_fourth_finding_of_a_rule_and_those_behind_it_are_counted(self, tmp_path: Path) -> None:
        err = self.five(tmp_path)
        assert places(err) == ["paragraph 1", "paragraph 2", "paragraph 3"]
        assert err.endswith("  … and 2 more of AMT-002 in note.docx; --all shows them.\n")

    def test_with_all_each_is_shown(self, tmp_path: Path) -> None:
        err = self.five(tmp_path, "--all")
        assert len(places(err)) == 5 and "more of" not in err

    def test_three_are_shown_as_they_are(self, tmp_path: Path) -> None:
        run = run_of(tmp_path, *map(TWICE.format, (1, 2, 3))).run("check", "note.docx", "--select", "AMT-002")
        assert len(places(run.err)) == 3 and "more of" not in run.err

    def test_many_files_are_counted_by_the_first_three(self, tmp_path: Path) -> None:
        files = [a_file(tmp_path / f"{name}.docx", TWICE.format(1)) for name in "abcdefgh"]
        err = Workspace(tmp_path, "").run("check", *files, "--select", "AMT-002").err
        assert "… and 5 more of AMT-002 in d.docx, e.docx, f.docx and 2 other files; --all" in err

    def test_programs_get_all_of_them(self, tmp_path: Path) -> None:
        run = run_of(tmp_path, *map(TWICE.format, range(1, 6))).run("check", "note.docx", "--format", "json")
        assert sum(each["rule"] == "AMT-002" for each in json.loads(run.out)) == 5


class TestSorting:
    SLIPS = ("It was the the plan.", "It was an European plan.", "It met the the Board.")
    TEXTS = (SLIPS[0], TWICE.format(1), SLIPS[1], TWICE.format(2), SLIPS[2])

    def sorted_by(self, folder: Path, *options: str) -> list[str]:
        run = run_of(folder, *self.TEXTS).run("check", "note.docx", "--select", "AMT-002", "--select", "GRM", *options)
        return [line.split(", ")[-1] if "note.docx" in line else line for line in run.err.splitlines()]

    def test_the_gravest_come_first_by_themselves(self, tmp_path: Path) -> None:
        rules = [line.split()[3] for line in self.sorted_by(tmp_path) if line.startswith("paragraph")]
        assert rules == ["AMT-002:", "GRM-002:", "AMT-002:", "GRM-001:", "GRM-001:"]

    def test_by_place_they_come_in_the_order_of_reading(self, tmp_path: Path) -> None:
        numbers = [line[10] for line in self.sorted_by(tmp_path, "--by", "place") if line.startswith("paragraph")]
        assert numbers == sorted(numbers) and len(numbers) == 5

    def test_by_rule_each_rule_has_a_heading_with_its_number_and_what_it_asks(self, tmp_path: Path) -> None:
        lines = [line for line in self.sorted_by(tmp_path, "--by", "rule") if not line.startswith((" ", "paragraph"))]
        assert [line.partition(":")[0] for line in lines] == ["AMT-002, 2 times", "GRM-002, once", "GRM-001, 2 times"]
        assert lines[0].endswith("An amount has the currency's code or its sign, not both.")


class TestWhatCannotBeRead:
    @pytest.fixture
    def files(self, tmp_path: Path) -> list[Path]:
        (tmp_path / "bad.docx").write_bytes(b"no package")
        return [tmp_path / "bad.docx", a_file(tmp_path / "note.docx", TWICE.format(1)), tmp_path / "gone.docx"]

    def test_what_was_read_is_printed_and_the_exit_code_says_that_something_was_not(self, files: list[Path]) -> None:
        run = Workspace(files[0].parent, "").run("check", *files)
        assert run.code == 2
        assert run.out.startswith("1 of 3 files could be looked at: 3 errors of 2 kinds")
        assert "bad.docx: error DOC-006: " in run.err and "gone.docx: error DOC-006: There is no file" in run.err
        assert "note.docx, paragraph 1: error AMT-002" in run.err
        assert "bad.docx: not looked at, see its finding" in run.out

    def test_programs_get_it_too(self, files: list[Path]) -> None:
        run = Workspace(files[0].parent, "").run("check", *files, "--format", "json")
        assert [(each["file"], each["rule"]) for each in json.loads(run.out) if each["grade"] == "error"] == [
            ("bad.docx", "DOC-006"),
            ("gone.docx", "DOC-006"),
            ("note.docx", "AMT-002"),
        ]
        run = Workspace(files[0].parent, "").run("check", *files, "--format", "sarif")
        assert (run.code, len(json.loads(run.out)["runs"][0]["results"])) == (2, 4)

    def test_the_others_are_annotated(self, files: list[Path]) -> None:
        run = Workspace(files[0].parent, "").run("check", *files, "--annotate", files[0].parent / "copies")
        assert [path.name for path in (files[0].parent / "copies").iterdir()] == ["note.docx"] and run.code == 2

    def test_a_house_that_there_is_not_stops_all(self, files: list[Path]) -> None:
        run = Workspace(files[0].parent, "").run("check", *files, "--house", "nowhere")
        assert (run.code, run.out) == (2, "") and "nowhere" in run.err


@pytest.fixture
def two(tmp_path: Path) -> Workspace:
    """A workspace with two dossiers, each with a wrong sum."""
    workspace = a_workspace(tmp_path / "two")
    with_a_wrong_sum(workspace)
    other = Workspace(workspace.root, "autumn")
    other.data.mkdir()
    for path in workspace.data.iterdir():
        other.write(path.name, path.read_bytes())
    return workspace


class TestAllDossiers:
    def test_each_is_looked_at_and_files_are_called_by_it(self, two: Workspace) -> None:
        run = two.run("check", "--dossier", "all", "--as-of", "2023-03-20")
        assert run.code == 1
        first, *others = run.out.splitlines()
        assert first == "2 dossiers: 2 errors of one kind"
        assert [line.partition(" ")[0] for line in others] == ["autumn", "spring-summit"]
        assert "autumn/followup.csv, row 9" in run.err and "spring-summit/followup.csv, row 9" in run.err

    def test_one_of_them_is_called_by_its_folder_as_well(self, two: Workspace) -> None:
        for command in (("check",), ("annex",)):
            run = two.run(*command, "--dossier", "autumn", "--as-of", "2023-03-20")
            assert run.code == 1 and run.err.startswith("autumn/followup.csv, row 9")

    def test_programs_find_the_files(self, two: Workspace) -> None:
        run = two.run("check", "--dossier", "all", "--as-of", "2023-03-20", "--format", "sarif")
        results = json.loads(run.out)["runs"][0]["results"]
        physical = [each["locations"][0]["physicalLocation"] for each in results if each["ruleId"] == "SUM-001"]
        assert [each["artifactLocation"]["uri"] for each in physical] == [
            "data/autumn/followup.csv",
            "data/spring-summit/followup.csv",
        ]
        assert all(each["region"]["startLine"] == 9 for each in physical)

    def test_one_that_cannot_be_read_stops_no_other(self, two: Workspace) -> None:
        Workspace(two.root, "autumn").write("dossier.yaml", b"\xff\xfe\x00")
        run = two.run("check", "--dossier", "all", "--as-of", "2023-03-20")
        assert run.code == 2 and "spring-summit/followup.csv, row 9" in run.err
        assert run.out.startswith("1 of 2 dossiers could be looked at: ")

    def test_so_is_one_whose_description_is_at_fault(self, two: Workspace) -> None:
        Workspace(two.root, "autumn").write("baseline.toml", '[[baseline]]\nrule = "SUM-001"\n')
        run = two.run("check", "--dossier", "all", "--as-of", "2023-03-20")
        assert "autumn/baseline.toml: error WORKSPACE-002" in run.err and "spring-summit/followup.csv, row 9" in run.err

    def test_a_known_finding_of_one_is_not_stale_because_the_other_has_it_not(self, two: Workspace) -> None:
        settings = two.root / "briefgen.toml"
        entry = '[[checks.baseline]]\nrule = "SUM-001"\nfile = "followup.csv"\nwords = "{}"\nreason = "As agreed."\n'
        settings.write_text(settings.read_text() + entry.format("52 transfers"))
        Workspace(two.root, "autumn").replace("followup.csv", "52 transfers", "56 transfers")
        run = two.run("check", "--dossier", "all", "--as-of", "2023-03-20", "-v", "--all")
        assert "WORKSPACE-003" not in run.err and run.code == 0
        two.replace("followup.csv", "52 transfers", "56 transfers")
        assert "WORKSPACE-003" in two.run("check", "--dossier", "all", "--as-of", "2023-03-20", "-v", "--all").err

    def test_copies_lie_in_a_folder_of_each(self, two: Workspace) -> None:
        two.run("check", "--dossier", "all", "--as-of", "2023-03-20", "--annotate", "copies")
        names = sorted(path.relative_to(two.root).as_posix() for path in (two.root / "copies").rglob("annex*"))
        assert names == [f"copies/{each}/annex-2023-03-20.en.DRAFT.docx" for each in ("autumn", "spring-summit")]

    def test_each_gets_its_baseline(self, two: Workspace) -> None:
        run = two.run("check", "--dossier", "all", "--as-of", "2023-03-20", "--write-baseline")
        assert len(run.paths) == 2
        assert two.run("check", "--dossier", "all", "--as-of", "2023-03-20").code == 0

    def test_files_are_not_asked_for_together_with_it(self, two: Workspace) -> None:
        run = two.run("check", "--dossier", "all", a_file(two.root / "note.docx", "Ten."))
        assert run.code == 2 and "--dossier all is about the dossiers" in run.err

    @pytest.mark.parametrize(
        "call",
        [("annex", "--as-of", "2023-03-20"), ("status", "--as-of", "today"), ("changes", "--since", "2023-03-01")],
    )
    def test_other_commands_refuse_it_in_plain_words(self, two: Workspace, call: tuple[str, ...]) -> None:
        run = two.run(*call, "--dossier", "all")
        assert run.code == 2
        assert "`--dossier all` is for `briefgen check` alone" in run.err and "autumn, spring-summit" in run.err


def test_as_of_today_finds_what_fell_due(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "STA-006" not in workspace.run("check").err
    monkeypatch.setattr("briefgen.cli.options.today", lambda: date(2023, 5, 2))
    err = workspace.run("check", "--as-of", "today", "--select", "STA-006").err
    assert "“patrols” was due by 30 April 2023" in err.replace("\u00a0", " ")


class TestTheBaseline:
    def known_in(self, workspace: Workspace) -> str:
        return (workspace.data / "baseline.toml").read_text(encoding="utf-8")

    def test_reasons_are_kept_when_it_is_written_anew(self, workspace: Workspace) -> None:
        with_a_wrong_sum(workspace).run("check", "--as-of", "2023-03-20", "--write-baseline")
        ours = 'reason = "The figures are of two days."'
        text = self.known_in(workspace)
        (workspace.data / "baseline.toml").write_text(text.replace(text[text.index("reason") :].strip(), ours))
        workspace.write(
            "followup.csv",
            (workspace.data / "followup.csv").read_text(encoding="utf-8") + WRONG_SUM.replace("sum,", "other,", 1),
        )
        workspace.replace(
            "followup.csv", 'other,2023-03-02,2023-03-02,,done,,,,"52', 'other,2023-03-02,2023-03-02,,done,,,,"53'
        )
        workspace.run("check", "--as-of", "2023-03-20", "--write-baseline")
        again = self.known_in(workspace)
        assert again.count("[[baseline]]") == 2 and ours in again and "It was known on" in again

    def test_what_was_not_asked_stays(self, workspace: Workspace) -> None:
        with_a_wrong_sum(workspace).run("check", "--as-of", "2023-03-20", "--write-baseline")
        before = self.known_in(workspace)
        workspace.run("check", "--as-of", "2023-03-20", "--select", "AMT", "--write-baseline")
        assert self.known_in(workspace) == before

    def test_what_is_not_there_any_more_goes(self, workspace: Workspace) -> None:
        with_a_wrong_sum(workspace).run("check", "--as-of", "2023-03-20", "--write-baseline")
        workspace.replace("followup.csv", "52 transfers", "56 transfers")
        workspace.run("check", "--as-of", "2023-03-20", "--write-baseline")
        assert "[[baseline]]" not in self.known_in(workspace)

    @pytest.mark.parametrize(
        ("entry", "call", "is_stale"),
        [
            ('rule = "SUM-001"\nfile = "paper.docx"', (), False),
            ('rule = "SUM-001"\nfile = "letter.md"', (), True),
            ('rule = "SUM-001"', (), True),
            ('rule = "SUM-001"', ("--select", "AMT"), False),
            ('rule = "CHG-001"', ("--since", "2023-03-01"), False),
            ('rule = "SUM-001"', ("paper.docx",), False),
            ('rule = "SUM-001"\nfile = "paper.docx"', ("paper.docx",), True),
            ('rule = "SUM-001"\nfile = "other.docx"', ("paper.docx",), False),
            ('rule = "TRL-001"\nfile = "locale/fr.po"', ("-l", "en"), False),
        ],
    )
    def test_an_entry_is_stale_only_where_its_file_was_read_and_its_rule_asked(
        self, workspace: Workspace, entry: str, call: tuple[str, ...], is_stale: bool
    ) -> None:
        a_file(workspace.root / "paper.docx", "Ten trees.")
        settings = workspace.root / "briefgen.toml"
        settings.write_text(f'{settings.read_text()}\n[[checks.baseline]]\n{entry}\nreason = "As agreed."\n')
        assert ("WORKSPACE-003" in workspace.run("check", *call, "-v", "--all").err) is is_stale
