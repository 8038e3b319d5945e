from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.folders import found, read

FIGURES = "figure,as_of,value\nfunds,2023-03-01,5\n"


def a_followup(text: str) -> str:
    quoted = text.replace('"', '""')
    return f'point,item,as_of,text\ndublin,a,2023-03-01,"{quoted}"\n'


@pytest.mark.parametrize(
    "text",
    [
        'By {{ date("2023-03-14") }}, see point {{ point("borders") }}: {{ figure("funds") }}.',
        "**Bold** and [a link](https://europa.eu), A & B <c> ]]> =cmd|' /C calc'!A0",
        "العربية 🙂 no\u00a0break\n\nsecond paragraph\tand a tab " + "x" * 10_000,
    ],
)
def test_a_sound_text_is_kept_to_the_letter(tmp_path: Path, text: str) -> None:
    dossier, findings = read(tmp_path, {"followup.csv": a_followup(text), "figures.csv": FIGURES})
    assert findings == ()
    assert dossier.follow_ups[0].text == text


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for x in y %}{% endfor %}", "{{ nonsense(1) }}"])
def test_a_text_with_anything_but_the_vocabulary_is_refused(tmp_path: Path, text: str) -> None:
    files = {"followup.csv": a_followup(f"Sixty {text}")}
    findings = found(tmp_path, files)
    assert findings
    assert findings[0].startswith("followup.csv, row 2, column text, character ")
    assert "DATA-029" in findings[0]
    assert read(tmp_path, files)[0].follow_ups[0].text == f"Sixty {text}"  # a draft shows it as it was typed


@pytest.mark.parametrize(
    ("call", "suggestion"),
    [('point("border")', "Did you mean “borders”?"), ('figure("fund")', "Did you mean “funds”?")],
)
def test_a_call_that_names_nothing_is_reported_with_the_near_name(tmp_path: Path, call: str, suggestion: str) -> None:
    [finding] = found(tmp_path, {"followup.csv": a_followup(f"See {{{{ {call} }}}}"), "figures.csv": FIGURES})
    assert "DATA-030" in finding
    assert suggestion in finding


def test_the_letter_is_checked_by_line_and_character(tmp_path: Path) -> None:
    findings = found(tmp_path, {"letter.md": "First line.\n\nSecond {{ 7*7 }}\n"})
    assert findings
    assert findings[0].startswith("letter.md, line 3, character 8")


def test_control_characters_in_the_letter_are_refused(tmp_path: Path) -> None:
    [finding] = found(tmp_path, {"letter.md": "First\x0c line.\n"})
    assert finding.startswith("letter.md")
    assert "U+000C" in finding


@pytest.mark.parametrize(
    "yaml",
    [
        "title: x\nletter: {salutation: 'Dear {{ 7*7 }}'}\n",
        "title: x\nletter: {closing: '{{ 7*7 }}'}\n",
        "title: x\ndocuments: {annex: {template: a.docx, title: '{{ 7*7 }}'}}\n",
    ],
)
def test_texts_of_dossier_yaml_are_checked(tmp_path: Path, yaml: str) -> None:
    findings = found(tmp_path, {"dossier.yaml": yaml})
    assert findings
    assert findings[0].startswith("dossier.yaml, line 2")
    assert "DATA-029" in findings[0]
