"""`briefgen fill`: the engine alone, with any template and any data."""

from pathlib import Path

import pytest

from tests.word.docx_templates import a_template, p, tbl, texts, tr
from tests.workspaces import Run, run, start

TEMPLATE = a_template(
    p("Guests of {{ host }}"),
    tbl(tr("{%tr for guest in guests %}", ""), tr("{{ guest.name }}", "{{ guest.seat }}"), tr("{%tr endfor %}", "")),
)
JSON = '{"host": "M & <S>", "guests": [{"name": "Ana", "seat": 7}, {"name": "Bea", "seat": 12}]}'
YAML = 'host: "M & <S>"\nguests:\n- {name: Ana, seat: "7"}\n- {name: Bea, seat: "12"}\n'
SAID = ["Guests of M & <S>", "Ana", "7", "Bea", "12"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is no workspace, with a template and data."""
    (tmp_path / "guests.docx").write_bytes(TEMPLATE)
    (tmp_path / "guests.json").write_text(JSON)
    (tmp_path / "guests.yaml").write_text(YAML)
    return tmp_path


def fill(folder: Path, *args: str) -> Run:
    return run("fill", *args, cwd=folder)


@pytest.mark.parametrize("data", ["guests.json", "guests.yaml"])
def test_a_template_is_filled_with_json_and_yaml_without_a_workspace(folder: Path, data: str) -> None:
    done = fill(folder, "guests.docx", data, "-o", "list.docx")
    assert (done.code, done.out, done.err) == (0, "list.docx\n", "")
    assert [text for text in texts((folder / "list.docx").read_bytes()) if text] == SAID


def test_it_works_in_a_process_of_its_own_with_the_same_bytes(folder: Path) -> None:
    fill(folder, "guests.docx", "guests.json", "-o", "one.docx")
    other = start("fill", "guests.docx", "guests.json", "-o", "two.docx", cwd=folder, TZ="Asia/Tokyo", LC_ALL="C")
    assert (other.code, other.err) == (0, "")
    assert (folder / "one.docx").read_bytes() == (folder / "two.docx").read_bytes()


def test_data_that_are_not_there_are_missed_in_this_folder(folder: Path) -> None:
    done = fill(folder, "guests.docx", "guest.yaml", "-o", "list.docx")
    assert done.code == 2
    assert "guest.yaml: there is no such file in this folder." in done.err
    assert "Did you mean “guests.yaml”?" in done.err


def test_an_output_edited_by_hand_is_replaced_by_force_only(folder: Path) -> None:
    (folder / "list.docx").write_bytes(a_template(p("my own notes")))
    refused = fill(folder, "guests.docx", "guests.json", "-o", "list.docx")
    assert refused.code == 2
    assert "--force" in refused.err
    assert texts((folder / "list.docx").read_bytes()) == ["my own notes"]
    assert fill(folder, "guests.docx", "guests.json", "-o", "list.docx", "--force").code == 0


def test_the_output_is_named(folder: Path) -> None:
    assert fill(folder, "guests.docx", "guests.json").code == 2
    refused = fill(folder, "guests.docx", "guests.json", "-o", "list.txt")
    assert refused.code == 2
    assert "-o list.docx" in refused.err


@pytest.mark.parametrize(
    ("template", "data", "words"),
    [
        ("gests.docx", "guests.json", "There is no file gests.docx"),
        ("guests.docx", "gests.json", "Did you mean “guests.json”?"),
        ("guests.json", "guests.json", "guests.json"),
        ("guests.docx", "guests.docx", "guests.docx"),
        (".", "guests.json", "is a folder"),
    ],
)
def test_a_file_that_is_missing_or_of_the_wrong_kind_is_named(
    folder: Path, template: str, data: str, words: str
) -> None:
    done = fill(folder, template, data, "-o", "list.docx")
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert not (folder / "list.docx").exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("d.json", '{"host": "x"', "d.json, line 1"),
        ("d.yaml", "host: [x", "d.yaml, line"),
        ("d.json", "[1, 2]", "not fields with names"),
        ("d.yaml", "", "d.yaml"),
    ],
)
def test_data_that_cannot_be_read_are_named_with_the_place(folder: Path, name: str, content: str, words: str) -> None:
    (folder / name).write_text(content)
    done = fill(folder, "guests.docx", name, "-o", "list.docx")
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_field_that_is_missing_is_named_with_tag_and_record(folder: Path) -> None:
    (folder / "d.json").write_text('{"host": "x", "guests": [{"name": "Ana", "seat": 1}, {"name": "Bea"}]}')
    done = fill(folder, "guests.docx", "d.json", "-o", "list.docx")
    assert done.code == 1
    assert "guests.docx, table 1, row 2, column 2" in done.err
    assert "{{ guest.seat }}" in done.err
    assert "Bea" in done.err
    assert not (folder / "list.docx").exists()


def test_a_missing_field_is_named_with_its_record_and_its_file(folder: Path) -> None:
    (folder / "guests.json").write_text(JSON.replace('"name": "Bea"', '"nmae": "Bea"'))
    done = fill(folder, "guests.docx", "guests.json", "-o", "list.docx")
    assert done.code == 1
    assert "{{ guest.name }}: “name” is not a field of this record; it has: nmae, seat" in done.err
    assert "(while putting in guests[2])" in done.err
    assert "Correct the tag in guests.docx, or the data in guests.json." in done.err
    assert not (folder / "list.docx").exists()


def test_all_fields_that_the_data_does_not_have_are_named_in_one_run(folder: Path) -> None:
    tags = ("{{ hots }}", "{% for guest in guests %}{{ guest.naem }}{% endfor %}", "{{ nobody | default('') }}")
    (folder / "guests.docx").write_bytes(a_template(*map(p, tags)))
    done = fill(folder, "guests.docx", "guests.json", "-o", "list.docx")
    assert done.code == 1
    assert "{{ hots }}" in done.err
    assert "{{ guest.naem }}: “naem” is not a field of “guests”" in done.err
    assert "Did you mean “name”?" in done.err
    assert "Nothing was written: 2 errors." in done.err


def test_fields_that_the_template_does_not_use_are_hinted_at_when_asked(folder: Path) -> None:
    (folder / "guests.yaml").write_text(f"{YAML}notes: none\n".replace('seat: "7"', 'seat: "7", diet: vegan'))
    assert fill(folder, "guests.docx", "guests.yaml", "-o", "list.docx").err == ""
    done = fill(folder, "guests.docx", "guests.yaml", "-o", "list.docx", "-v")
    assert done.code == 0
    assert "guests.yaml: hint TPL-021: guests.docx does not use: guests[].diet, notes\n" in done.err


def test_many_unused_fields_are_summed_up(folder: Path) -> None:
    (folder / "guests.yaml").write_text(YAML + "".join(f"further{n}: x\n" for n in range(40)))
    done = fill(folder, "guests.docx", "guests.yaml", "-o", "list.docx", "-v")
    assert "further0" in done.err
    assert "and 28 more" in done.err


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u202a"])
def test_a_sign_that_turns_the_writing_is_warned_of_and_written(folder: Path, sign: str) -> None:
    (folder / "guests.json").write_text(JSON.replace("Ana", f"A{sign}na"))
    done = fill(folder, "guests.docx", "guests.json", "-o", "list.docx")
    assert done.code == 0
    assert "list.docx: warning DOC-001" in done.err
    assert f"U+{ord(sign):04X}" in done.err


@pytest.mark.parametrize("name", ["{{ guest.name }}", "{% if %}", "a_x000D_b"])
def test_braces_and_codes_of_the_data_are_text(folder: Path, name: str) -> None:
    (folder / "guests.json").write_text(JSON.replace("Ana", name))
    done = fill(folder, "guests.docx", "guests.json", "-o", "list.docx")
    assert (done.code, done.err) == (0, "")
    assert name in texts((folder / "list.docx").read_bytes())


def test_what_is_left_out_of_a_template_is_said(folder: Path) -> None:
    (folder / "guests.docx").write_bytes(a_template(p("{{ host }}"), parts={"word/webextensions/a.xml": "<x/>"}))
    done = fill(folder, "guests.docx", "guests.json", "-o", "list.docx")
    assert done.code == 0
    assert "guests.docx: warning TPL-031: it was saved beside the task pane of an Office add-in" in done.err
