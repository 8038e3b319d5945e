"""`briefgen check`: the dossier, finished files, choosing rules, what is known, and what an error stops."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from briefgen.word.reader import read_manuscript
from tests.corpus.authoring import an_empty_document, saved
from tests.word.docx_templates import a_template, p
from tests.word.good import OFFICE
from tests.workspaces import Workspace

TEXT = "52 transfers were made: 20 from Italy, 20 from Cyprus and 16 from Malta."
WRONG_SUM = f'dublin,sum,2023-03-02,2023-03-02,,done,,,,"{TEXT}"\n'


def a_file(path: Path, *paragraphs: str, language: str = "en-GB") -> Path:
    document = an_empty_document()
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), language)
    for text in paragraphs:
        document.add_paragraph(text)
    path.write_bytes(saved(document))
    return path


def with_a_wrong_sum(workspace: Workspace) -> Workspace:
    text = (workspace.data / "followup.csv").read_text(encoding="utf-8")
    workspace.write("followup.csv", text + WRONG_SUM)
    return workspace


def test_the_sample_dossier_is_free_of_errors_and_warnings_in_all_its_languages(sample: Workspace) -> None:
    run = sample.run("check")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("february-2023-european-council as of 2023-03-20, in en, fr, pl: 4 hints")


@pytest.mark.parametrize("day", ["2023-02-09", "2023-03-06", "2023-03-17", "2023-03-20"])
def test_nor_do_its_annexes_have_any_on_the_four_days(sample: Workspace, day: str) -> None:
    assert sample.run("annex", "--as-of", day).err == ""


def test_a_finding_names_file_row_and_column_what_is_wrong_and_what_to_do(workspace: Workspace) -> None:
    run = with_a_wrong_sum(workspace).run("check", "--as-of", "2023-03-20")
    assert run.code == 1
    assert "followup.csv, row 9, column text" in run.err
    assert "error SUM-001: " in run.err and "56" in run.err and "52" in run.err
    assert "spring-summit as of 2023-03-20, in en: 1 error" in run.out


def test_an_error_stops_the_annex_and_a_draft_is_written_all_the_same(workspace: Workspace) -> None:
    with_a_wrong_sum(workspace)
    run = workspace.run("annex", "--as-of", "2023-03-20")
    assert (run.code, workspace.made()) == (1, [])
    assert "SUM-001" in run.err and "Nothing was written: 1 error" in run.err
    run = workspace.run("annex", "--as-of", "2023-03-20", "--draft")
    assert (run.code, workspace.made()) == (1, ["annex-2023-03-20.en.DRAFT.docx"])


def test_what_is_wrong_with_the_annex_alone_does_not_stop_the_letter(workspace: Workspace) -> None:
    assert with_a_wrong_sum(workspace).run("letter", "--as-of", "2023-03-20").code == 0


def test_what_is_wrong_with_the_letter_alone_does_not_stop_the_annex(workspace: Workspace) -> None:
    workspace.write("letter.md", f"{TEXT}\n")
    assert workspace.run("letter", "--as-of", "2023-03-20").code == 1
    assert workspace.run("annex", "--as-of", "2023-03-20").code == 0


def test_two_processes_find_the_same(workspace: Workspace) -> None:
    with_a_wrong_sum(workspace)
    one = workspace.run("make", "annex", "letter", "--as-of", "2023-03-20")
    assert workspace.run("make", "annex", "letter", "--as-of", "2023-03-20", "--jobs", "2") == one


def test_what_was_asked_once_is_found_again_from_the_cache(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(workspace.root / "cache"))
    monkeypatch.delenv("BRIEFGEN_CACHE", raising=False)
    with_a_wrong_sum(workspace)
    first = workspace.run("annex", "--as-of", "2023-03-20")
    assert list((workspace.root / "cache").rglob("*.kept"))
    assert workspace.run("annex", "--as-of", "2023-03-20") == first
    workspace.replace("followup.csv", "52 transfers", "56 transfers")
    assert workspace.run("annex", "--as-of", "2023-03-20").code == 0


def test_what_was_found_in_a_long_file_is_found_again_and_damage_to_what_is_kept_does_no_harm(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(workspace.root / "cache"))
    monkeypatch.delenv("BRIEFGEN_CACHE", raising=False)
    lines = [f"Meeting {number} was held." for number in range(600)]
    path = a_file(workspace.root / "long.docx", *lines, TEXT)
    first = workspace.run("check", str(path))
    kept = list((workspace.root / "cache").rglob("*.kept"))
    assert "SUM-001" in first.err and kept
    assert workspace.run("check", str(path)) == first
    for each in kept:
        each.write_bytes(each.read_bytes()[:-9] + b"something")
    assert workspace.run("check", str(path)) == first
    assert "SUM-001" not in workspace.run("check", str(path), "--ignore", "SUM").err
    a_file(path, *lines, TEXT.replace("52", "56"))
    assert "SUM-001" not in workspace.run("check", str(path)).err


class TestChoosing:
    def test_only_what_is_selected_is_asked(self, workspace: Workspace) -> None:
        with_a_wrong_sum(workspace)
        assert "SUM-001" in workspace.run("check", "--as-of", "2023-03-20", "--select", "SUM").err
        assert workspace.run("check", "--as-of", "2023-03-20", "--select", "AMT").code == 0

    def test_what_is_ignored_is_not(self, workspace: Workspace) -> None:
        run = with_a_wrong_sum(workspace).run("check", "--as-of", "2023-03-20", "--ignore", "SUM-001")
        assert "SUM-001" not in run.err

    def test_a_rule_that_does_not_exist_is_refused(self, workspace: Workspace) -> None:
        run = workspace.run("check", "--select", "SMU")
        assert run.code == 2
        assert "“SMU” is neither a rule of the checks nor the beginning of one" in run.err

    def test_one_in_the_settings_is_a_finding_there_and_nothing_was_to_be_written(self, workspace: Workspace) -> None:
        (workspace.root / "briefgen.toml").write_text('[checks]\nignore = ["SMU"]\n', encoding="utf-8")
        run = workspace.run("check")
        assert run.code == 1
        assert "briefgen.toml: error WORKSPACE-004: “SMU” is neither" in run.err
        assert run.err.endswith("Stopped: 1 error.\n")

    def test_the_workspace_chooses_for_everybody(self, workspace: Workspace) -> None:
        with_a_wrong_sum(workspace)
        settings = workspace.root / "briefgen.toml"
        settings.write_text(settings.read_text() + '\n[checks]\nignore = ["SUM"]\n')
        assert workspace.run("annex", "--as-of", "2023-03-20").code == 0

    def test_a_rule_of_the_workspace_that_does_not_exist_stops_the_annex_too(self, workspace: Workspace) -> None:
        settings = workspace.root / "briefgen.toml"
        settings.write_text(settings.read_text() + '\n[checks]\nignore = ["SMU"]\n')
        run = workspace.run("annex", "--as-of", "2023-03-20")
        assert run.code == 1 and "“SMU” is neither a rule of the checks nor the beginning of one" in run.err

    def test_a_known_finding_is_held_back_and_counted(self, workspace: Workspace) -> None:
        with_a_wrong_sum(workspace)
        settings = workspace.root / "briefgen.toml"
        entry = '[[checks.baseline]]\nrule = "SUM-001"\nfile = "followup.csv"\nreason = "As agreed."\n'
        settings.write_text(f"{settings.read_text()}\n{entry}")
        run = workspace.run("check", "--as-of", "2023-03-20")
        assert run.code == 0
        assert "1 more is known (briefgen.toml)" in run.out
        assert workspace.run("annex", "--as-of", "2023-03-20").code == 0

    def test_an_entry_that_knows_nothing_any_more_is_told(self, workspace: Workspace) -> None:
        settings = workspace.root / "briefgen.toml"
        entry = '[[checks.baseline]]\nrule = "SUM-001"\nwords = "42 transfers"\nreason = "As agreed."\n'
        settings.write_text(f"{settings.read_text()}\n{entry}")
        run = workspace.run("check", "--as-of", "2023-03-20", "-v")
        assert "WORKSPACE-003" in run.err and "SUM-001 “42 transfers”" in run.err


@pytest.mark.parametrize("languages", ["[{}]", "[en, {}]", "[{}, en, fr]"])
def test_a_language_of_thousands_of_letters_is_refused_in_words(workspace: Workspace, languages: str) -> None:
    workspace.replace("dossier.yaml", "[en]", languages.format("x" * 5000))
    run = workspace.run("check", "--as-of", "2023-03-20")
    assert run.code in {1, 2} and "defect" not in run.err and "x" * 20 in run.err


@pytest.mark.parametrize("call", [("template", "check"), ("check",), ("check", "--dossier")])
def test_so_is_a_name_of_thousands_of_letters_on_the_command_line(workspace: Workspace, call: tuple[str, ...]) -> None:
    run = workspace.run(*call, "x" * 5000)
    assert run.code == 2 and "defect" not in run.err


class TestAFinishedFile:
    def test_needs_no_workspace(self, tmp_path: Path) -> None:
        path = a_file(tmp_path / "note.docx", "EUR €480 million was paid on 14 March 2023.")
        run = Workspace(tmp_path, "").run("check", path)
        assert run.code == 1
        assert "note.docx, paragraph 1" in run.err and "AMT-002" in run.err
        assert run.out.startswith("note.docx: 1 error")

    def test_that_is_no_word_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "note.docx").write_bytes(b"not a package")
        run = Workspace(tmp_path, "").run("check", tmp_path / "note.docx")
        assert run.code == 2 and "note.docx" in run.err

    def test_in_a_language_without_rules_does_not_keep_the_others_from_being_read(self, tmp_path: Path) -> None:
        languages = {"a": "uk-UA", "b": "tr", "c": "en-GB", "d": "nb-NO"}
        files = [
            a_file(tmp_path / f"{name}.docx", "EUR €480 million was paid.", language=each)
            for name, each in languages.items()
        ]
        run = Workspace(tmp_path, "").run("check", *files)
        assert run.code == 1
        assert re.findall(r"(\w).docx: warning LAY-009: .*“(\w+)”", run.err) == [("a", "uk"), ("b", "tr"), ("d", "nb")]
        assert re.findall(r"(\w).docx, .*AMT-002", run.err) == ["c"]
        assert [line[:6] for line in run.out.splitlines()[1:]] == ["a.docx", "b.docx", "c.docx", "d.docx"]

    def test_gets_a_comment_at_each_finding_in_a_copy(self, tmp_path: Path) -> None:
        path = a_file(tmp_path / "note.docx", "A sound sentence.", "EUR €480 million was paid.")
        run = Workspace(tmp_path, "").run("check", path, "--annotate", tmp_path / "copies")
        assert run.out.splitlines()[-1] == "copies/note.docx"
        copy = (tmp_path / "copies" / "note.docx").read_bytes()
        assert b"AMT-002" in _comments(copy)
        texts = [each.text for each in read_manuscript(copy, "note.docx").body if each.text]
        assert texts == ["A sound sentence.", "EUR €480 million was paid."]

    @pytest.mark.parametrize(
        ("settings", "target", "left_out"),
        [
            (
                "attachedTemplate",
                "file:///C:/House.dotx",
                "it is attached to a template elsewhere (file:///C:/House.dotx)",
            ),
            ("attachedTemplate", "House%20style.dotx", "it is attached to a template elsewhere (House style.dotx)"),
            ("mailMergeSource", "file:///C:/a.csv", "it is connected to a mail merge (file:///C:/a.csv)"),
        ],
    )
    def test_is_told_of_what_its_copy_is_without(
        self, tmp_path: Path, settings: str, target: str, left_out: str
    ) -> None:
        parts = {
            "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="rId1" Type="{OFFICE}/{settings}" Target="{target}" '
            'TargetMode="External"/></Relationships>'
        }
        (tmp_path / "note.docx").write_bytes(a_template(p("A sound sentence."), parts=parts))
        check = ("check", tmp_path / "note.docx")
        run = Workspace(tmp_path, "").run(*check, "--annotate", tmp_path / "copies")
        assert run.code == 0
        assert f"note.docx: warning DOC-005: {left_out}" in run.err
        assert "DOC-005" not in Workspace(tmp_path, "").run(*check).err


def test_a_file_without_end_is_checked_as_far_as_that_takes_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.docx").write_bytes(a_template(p("It counts them."), p("They were 50,000 in all.")))
    workspace = Workspace(tmp_path, "")
    assert "NUM-001" in workspace.run("check", tmp_path / "note.docx").err
    monkeypatch.setattr("briefgen.commands.check.MOST_PASSAGES", 1)
    run = workspace.run("check", tmp_path / "note.docx")
    assert "DOC-006: only the first 1 of its" in run.err
    assert "NUM-001" not in run.err


def _comments(document: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return package.read("word/comments.xml")


def test_the_documents_of_a_dossier_can_be_annotated(workspace: Workspace) -> None:
    run = with_a_wrong_sum(workspace).run("check", "--as-of", "2023-03-20", "--annotate", "copies")
    assert run.code == 1
    names = sorted(path.name for path in (workspace.root / "copies").iterdir())
    assert names == ["annex-2023-03-20.en.DRAFT.docx", "letter-2023-03-20.en.DRAFT.docx"]
    assert b"SUM-001" in _comments((workspace.root / "copies" / names[0]).read_bytes())


class TestForPrograms:
    def test_json_holds_every_finding(self, workspace: Workspace) -> None:
        run = with_a_wrong_sum(workspace).run("check", "--as-of", "2023-03-20", "--format", "json")
        found = [each for each in json.loads(run.out) if each["rule"] == "SUM-001"]
        assert [(each["grade"], each["file"], each["row"], each["column"]) for each in found] == [
            ("error", "followup.csv", 9, "text")
        ]

    def test_sarif_names_the_file_by_its_path_and_the_rule_by_what_it_asks(self, workspace: Workspace) -> None:
        run = with_a_wrong_sum(workspace).run("check", "--as-of", "2023-03-20", "--format", "sarif")
        (log,) = json.loads(run.out)["runs"]
        result = next(each for each in log["results"] if each["ruleId"] == "SUM-001")
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert place == "data/spring-summit/followup.csv"
        assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["shortDescription"]["text"].endswith(".")


class TestExplaining:
    def test_a_rule_is_shown_with_its_examples(self, workspace: Workspace) -> None:
        run = workspace.run("check", "--explain", "AMT-002")
        assert run.code == 0
        assert run.out.startswith("AMT-002 (error): ")
        assert "  wrong: " in run.out and "  right: " in run.out and "  source: " in run.out

    def test_it_is_said_what_a_rule_lets_be_and_how_to_leave_it_out(self, workspace: Workspace) -> None:
        out = workspace.run("check", "--explain", "STA-007").out
        assert "  let be: Items with a deadline ahead" in out and "stale-after under [checks]" in out
        assert 'To leave it out for everybody, in briefgen.toml:\n  [checks]\n  ignore = ["STA-007"]\n' in out
        settings = workspace.root / "briefgen.toml"
        lines = out[out.index("  [checks]") : out.index("For once")]
        settings.write_text(settings.read_text() + re.sub(r"(?m)^  ", "", lines))
        assert "STA-007" not in workspace.run("check", "--as-of", "today", "--all", "-v").err
        baseline = re.sub(r"(?m)^  ", "", out[out.index("  [[checks.baseline]]") :])
        settings.write_text(f'dossier = "{workspace.dossier}"\n{baseline}')
        assert workspace.run("check").code == 0

    def test_of_a_rule_that_cannot_be_ignored_the_baseline_is_shown(self, workspace: Workspace) -> None:
        out = workspace.run("check", "--explain", "DATA-009").out
        assert "ignore" not in out and 'rule = "DATA-009"' in out

    def test_all_rules_are_listed_with_examples_and_the_lines_to_quiet_one_once(self, workspace: Workspace) -> None:
        *blocks, quiet = workspace.run("check", "--explain", "all").out.split("\n\n")
        assert len(blocks) > 160 and all(re.match(r"[A-Z]+-\d+( \(\w+\))?: ", block) for block in blocks)
        assert sum("\n  wrong: " in block for block in blocks) > 80
        assert quiet.startswith("To leave one of them out")

    @pytest.mark.parametrize(
        ("rule", "line"),
        [
            ("DATA-006", "DATA-006: A date is written as year-month-day and is a day of the calendar.\n"),
            ("tpl-001", "TPL-001: a tag is opened but not closed\n"),
            ("ASOF", "ASOF-001: The as-of date does not lie in the future.\n\nASOF-002: "),
        ],
    )
    def test_a_rule_on_data_templates_or_the_call_is_shown_too(
        self, workspace: Workspace, rule: str, line: str
    ) -> None:
        assert workspace.run("check", "--explain", rule).out.startswith(line)

    def test_an_unknown_rule_is_refused_with_the_nearest(self, workspace: Workspace) -> None:
        run = workspace.run("check", "--explain", "AMT-0022")
        assert run.code == 2 and "Did you mean “AMT-002”?" in run.err

    def test_of_a_family_that_there_is_the_rules_are_named(self, workspace: Workspace) -> None:
        err = workspace.run("check", "--explain", "AMT-9").err
        assert "AMT-001, AMT-002" in err and "DAT" not in err


class TestOverTime:
    ROWS = (
        "dublin,plan,2023-03-01,2023-03-01,,planned,2023-04,,,The plan is being written.\n"
        "dublin,plan,2023-03-08,2023-03-08,,planned,2023-05,,,The plan is being written.\n"
    )

    def test_the_history_of_the_dossier_is_looked_at(self, workspace: Workspace) -> None:
        workspace.write("followup.csv", (workspace.data / "followup.csv").read_text(encoding="utf-8") + self.ROWS)
        run = workspace.run("check", "--select", "CHG")
        assert (
            "column due: warning CHG-002: “plan” was due “2023-04” as of 1 March 2023 and is due “2023-05”" in run.err
        )
        assert "CHG-002" not in workspace.run("check", "--select", "CHG", "--since", "2023-03-08").err

    def test_a_row_that_changes_what_was_sent_is_held_against_the_register(self, workspace: Workspace) -> None:
        header = "edition,document,language,recipient,as_of,known_on,sent,digest\n"
        workspace.write("issued.csv", f"{header}1,annex,en,,2023-03-06,,2023-03-07,{'a' * 64}\n")
        late = "dublin,plan,2023-03-02,2023-03-14,,,,,,The plan is being written.\n"
        workspace.write("followup.csv", (workspace.data / "followup.csv").read_text(encoding="utf-8") + late)
        run = workspace.run("check", "--select", "CHG")
        assert "CHG-008: “plan”: the annex of 6 March 2023 (sent on 7 March 2023) did not have it" in run.err

    def test_since_a_day_is_for_the_dossier(self, workspace: Workspace) -> None:
        file = a_file(workspace.root / "note.docx", "Ten trees.")
        run = workspace.run("check", "--since", "2023-03-01", file)
        assert (run.code, "--since is for the dossier" in run.err) == (2, True)

    def test_annexes_are_compared_from_the_oldest_to_the_newest(self, workspace: Workspace) -> None:
        folder = workspace.root / "sent"
        files = (folder / "annex-2023-03-20.docx", folder / "annex-2023-03-06.docx")
        workspace.run("annex", "--as-of", "2023-03-06", "-o", files[1])
        workspace.replace("commitments.csv", "**Transfers:** more", "**Transfers:** fewer")
        workspace.run("annex", "--as-of", "2023-03-20", "-o", files[0])
        run = workspace.run("check", "--select", "CHG", *files, "--annotate", workspace.root / "copies")
        assert "annex-2023-03-20.docx, table 1, row 2, column 1" in run.err and "warning CHG-009" in run.err
        comments = read_manuscript((workspace.root / "copies" / files[0].name).read_bytes(), files[0].name)
        assert comments.as_of is not None

    def test_files_of_one_name_are_told_apart_by_their_folders(self, workspace: Workspace) -> None:
        folders = [workspace.root / name for name in ("a", "b")]
        for each in folders:
            each.mkdir()
        one, other = (a_file(each / "note.docx", "Ten trees.") for each in folders)
        run = workspace.run("check", one, other)
        assert "a/note.docx: nothing found" in run.out and "b/note.docx: nothing found" in run.out
        assert "compared in the order given" in run.out
