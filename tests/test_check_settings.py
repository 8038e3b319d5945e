"""`[checks]` in briefgen.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefgen.errors import FindingsError, UnreadableInputError
from briefgen.findings import Place, warning
from briefgen.production.rule_findings import judge
from briefgen.workspace import open_workspace
from briefgen.workspace.baseline import with_baseline, write_baseline
from briefgen.workspace.check_settings import CheckSettings, KnownFinding, check_settings_of

SOUND = """\
[checks]
stale-after = 45
unchanged-after = 4
slips-after = 2
select = ["AMT", "SUM-001"]
ignore = ["AMT-003"]

[[checks.baseline]]
rule = "AMT-006"
words = "EUR 600 million"
file = "letter.md"
reason = "The fund is named in the letter alone."
"""


def settings_in(folder: Path, text: str) -> CheckSettings:
    (folder / "briefgen.toml").write_text(text, encoding="utf-8")
    return check_settings_of(open_workspace(folder).checks)


def refusals_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(FindingsError) as refused:
        settings_in(folder, text)
    return [f"{each.place.line} {each.rule} {each.message}" for each in refused.value.findings]


def test_the_settings_are_read(tmp_path: Path) -> None:
    entry = KnownFinding("AMT-006", "The fund is named in the letter alone.", "letter.md", "EUR 600 million")
    assert settings_in(tmp_path, SOUND) == CheckSettings(45, ("AMT", "SUM-001"), ("AMT-003",), (entry,), 4, 2)


def test_a_workspace_that_says_nothing_asks_every_rule(tmp_path: Path) -> None:
    assert settings_in(tmp_path, 'place = "Brussels"') == CheckSettings()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("[checks]\nstale = 30", "2 WORKSPACE-001 The key “stale” is unknown."),
        ("[checks]\nstale-after = 0", "2 WORKSPACE-002 “stale-after” must be a number of days, at least 1."),
        ("[checks]\nstale-after = true", "2 WORKSPACE-002 “stale-after” must be a number of days, at least 1."),
        ("[checks]\nslips-after = 0", "2 WORKSPACE-002 “slips-after” must be a number of slips, at least 1."),
        (
            "[checks]\nunchanged-after = 1.5",
            "2 WORKSPACE-002 “unchanged-after” must be a number of annexes, at least 1.",
        ),
        ('[checks]\nselect = "AMT"', "2 WORKSPACE-002 “select” must be a list of rules."),
        ("[checks]\nignore = [1]", "2 WORKSPACE-002 “ignore” must be a list of rules."),
        ("checks = 1", "1 WORKSPACE-002 “checks” must be a table."),
        ("[checks]\nbaseline = 1", "2 WORKSPACE-002 “baseline” must be a list of tables."),
        ('[[checks.baseline]]\nreason = "x"', "1 WORKSPACE-002 “baseline” has an entry without its rule."),
        ('[[checks.baseline]]\nrule = "AMT-001"', "1 WORKSPACE-002 “baseline” has an entry without its reason."),
        (
            '[[checks.baseline]]\nrule = "AMT-001"\nreason = "x"\nword = "y"',
            "4 WORKSPACE-001 The key “word” is unknown.",
        ),
        (
            '[[checks.baseline]]\nrule = "AMT-001"\nreason = "x"\nwords = 1',
            "1 WORKSPACE-002 “baseline” has an entry that is no text.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, refusal: str) -> None:
    assert refusals_of(tmp_path, text) == [refusal]


@pytest.mark.parametrize(
    ("entry", "is_known"),
    [
        (KnownFinding("AMT-006", "why"), True),
        (KnownFinding("AMT-006", "why", words="600"), True),
        (KnownFinding("AMT-006", "why", file="letter.md"), True),
        (KnownFinding("AMT-006", "why", words="EUR 500"), False),
        (KnownFinding("AMT-006", "why", file="figures.csv"), False),
        (KnownFinding("AMT-005", "why"), False),
    ],
)
def test_a_known_finding_is_told_by_rule_file_and_words(entry: KnownFinding, is_known: bool) -> None:
    finding = warning("AMT-006", Place("letter.md", line=3), "the annex lacks it.", words="EUR 600 million")
    assert entry.covers(finding) is is_known


FOUND = warning("PUN-003", Place("followup.csv", row=2), "a dash", words="1-2")


def baseline_in(folder: Path, content: bytes) -> CheckSettings:
    (folder / "baseline.toml").write_bytes(content)
    return check_settings_of(with_baseline({"stale-after": 45}, folder))


def test_the_baseline_of_a_dossier_is_read_behind_that_of_the_workspace(tmp_path: Path) -> None:
    found = baseline_in(tmp_path, write_baseline([FOUND, FOUND], "It stood so."))
    entry = KnownFinding("PUN-003", "It stood so.", "followup.csv", "1-2", listed_in="baseline.toml")
    assert found == CheckSettings(45, baseline=(entry,))


def test_what_a_program_has_listed_is_known_by_all_of_its_words(tmp_path: Path) -> None:
    [entry] = baseline_in(tmp_path, write_baseline([FOUND], "x")).baseline
    assert [entry.covers(replace(FOUND, words=words)) for words in ("1-2", "11-22")] == [True, False]


def test_signs_of_any_kind_are_written_and_read(tmp_path: Path) -> None:
    words = 'a "quoted" \\ text\nin\ttwo “lines” \x7f'
    [entry] = baseline_in(tmp_path, write_baseline([replace(FOUND, words=words)], "x")).baseline
    assert entry.words == words


@pytest.mark.parametrize("content", [b"[[baseline", b"\xff"])
def test_a_baseline_that_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableInputError, match="check --write-baseline"):
        baseline_in(tmp_path, content)


def test_an_entry_without_its_rule_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FindingsError):
        baseline_in(tmp_path, b'[[baseline]]\nreason = "x"\n')


def test_all_entries_of_a_program_that_find_nothing_any_more_are_told_of_together(tmp_path: Path) -> None:
    settings = baseline_in(tmp_path, write_baseline([FOUND, replace(FOUND, words="3-4")], "x"))
    [told] = judge([], settings).findings
    assert (told.rule, told.message.startswith("the baseline knows 2 findings")) == ("WORKSPACE-003", True)
