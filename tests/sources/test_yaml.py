from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
from briefgen.sources import YamlDocument, read_data, read_yaml


def a_yaml(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "dossier.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def document(tmp_path: Path, text: str) -> YamlDocument:
    return read_yaml(a_yaml(tmp_path, text))


@pytest.mark.parametrize("text", ["NO", "off", "007", "12:30", "1.10", "2026-02-30", "~", "1e5", "0x1F", "yes", "null"])
def test_every_value_is_text_as_written(tmp_path: Path, text: str) -> None:
    assert document(tmp_path, f"a: {text}\n").root == {"a": text}
    assert document(tmp_path, f"- [{text}]\n").root == [[text]]
    assert document(tmp_path, f"{text}: x\n").root == {text: "x"}


def test_values_of_any_shape_are_kept(tmp_path: Path) -> None:
    text = "a:\n  - 'it''s # no comment'\n  - \"two\\nlines\"\nb: |\n  first #1\n  # second\nc: {d: [], e: ''}\n# end\n"
    assert document(tmp_path, text).root == {
        "a": ["it's # no comment", "two\nlines"],
        "b": "first #1\n# second\n",
        "c": {"d": [], "e": ""},
    }


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    assert document(tmp_path, "# nothing\n").root == ""


def test_each_value_and_key_has_its_line_and_column(tmp_path: Path) -> None:
    read = document(tmp_path, "title: x\ndocuments:\n  annex: {template: a.docx}\nlist: [p, q]\n")
    assert read.marks[("title",)] == (1, 8)
    assert read.marks[("documents", "annex", "template")] == (3, 21)
    assert read.marks[("list", 1)] == (4, 11)
    assert read.keys[("documents", "annex")] == (3, 3)
    assert str(read.place(("documents", "annex", "missing"))) == "dossier.yaml, line 3, character 10"


def test_byte_order_mark_utf_16_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    for content in (b"\xef\xbb\xbfa: x\r\nb: y\r\n", "a: x\r\nb: y\r\n".encode("utf-16")):
        assert read_yaml(a_yaml(tmp_path, content)).root == {"a": "x", "b": "y"}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: x\nb: y\na: z\n", 3, 1, "the key “a” stands there twice (first in line 1)"),
        ("a: &x y\n", 1, 4, "(anchors) are not read"),
        ("a: &x\n", 1, 4, "(anchors) are not read"),
        ("a: *x\n", 1, 4, "(anchors) are not read"),
        ("a: !!int 3\n", 1, 4, "(a tag) is not read"),
        ("a: !x {b: c}\n", 1, 4, "(a tag) is not read"),
        ("!x a: b\n", 1, 1, "(a tag) is not read"),
        ("<<: {a: b}\n", 1, 1, "(merging) is not read"),
        ("a:\n\tb: c\n", 2, 1, "indented with a tab"),
        ("a:\n\u00a0\u00a0b: c\n", 2, 1, "special space (U+00A0)"),
        ("a:\n \u2003b: c\n", 2, 2, "special space (U+2003)"),
        ("title: item #3 done\n", 1, 13, "the text “#3 done” would be lost"),
        ("title: #3\n", 1, 8, "the text “#3” would be lost"),
        ("list: [a, b #2\n  ]\n", 1, 13, "the text “#2” would be lost"),
        ("title: two\n  lines #3\n", 2, 9, "the text “#3” would be lost"),
        ("title: two\n  #3 lines\nb: x\n", 2, 3, "the text “#3 lines” would be lost"),
        ("a: x\n---\nb: y\n", 2, 1, "a second document begins here"),
        (f"a: {'[' * 3000}{']' * 3000}\n", 1, 16, "nested more than 12 deep"),
        ("a: " + "[[], " * 3000, 1, 64, "nested more than 12 deep"),
        ("a: " + "{b: " * 3000, 1, 52, "nested more than 12 deep"),
        ("- " * 3000 + "a", 1, 27, "nested more than 12 deep"),
        ('a: "\\ud800"\n', 1, 7, "escape"),
        ('a: "\\x0b"\n', 1, 4, "U+000B"),
        ('a: "\\0"\n', 1, 4, "U+0000"),
        ('a: "\\a"\n', 1, 4, "U+0007"),
        ('a: "\\f"\n', 1, 4, "U+000C"),
        ("a: x\x0cy\n", 1, 5, "U+000C"),
        ("a: b: c\n", 1, 5, "put the value in quotation marks"),
        ("a: @x\n", 1, 4, "put it in quotation marks"),
        ("a:\n  b: c\n d: e\n", 3, 2, "Check the indentation"),
        ("a: x\nb: 'open\n", 2, 4, "never closed"),
        ("a: [b\nc: d\n", 2, 2, "Check the indentation and the quotation marks"),
        ("a: [b\nc: d\n", 2, 2, "a list is opened with “[”, and neither “,” nor “]” follows here"),
        ("a: b\nc d\n", 3, 1, "a colon is missing behind a name"),
        ("a: {b\nc: d\n", 2, 2, "a bracket “{” is opened, and neither “,” nor “}” follows here"),
        ("a: {b: c, d: [e}\n", 1, 16, "a list is opened with “[”"),
        ("- a\n- [b]\n  c\n", 3, 3, "an entry of the list is expected here"),
        ("a: 'it's'\n", 1, 8, "an entry (name, colon, value) is expected here"),
        ("a: b\n---\nc: d\n]\n", 2, 1, "a second document begins here"),
        ('a: "C:\\drive"\n', 1, 7, "a backslash begins an escape"),
        ("a: |x\n  t\n", 1, 5, "no value can be written so"),
        ("[a]: b\n", 1, 1, "a key must be a plain text"),
        ("a: - b\n", 1, 4, "Begin the list on a line of its own"),
        ("a: " + "x" * (2 << 20), 1, None, "more than 1 MB"),
    ],
)
def test_what_would_change_text_in_silence_is_refused_with_its_place(
    tmp_path: Path, text: str, line: int, column: int | None, words: str
) -> None:
    with pytest.raises(UnreadableInputError) as refusal:
        document(tmp_path, text)
    place = f"dossier.yaml, line {line}" + (f", character {column}: " if column else ": ")
    assert str(refusal.value).startswith(place), str(refusal.value)
    assert words in str(refusal.value)
    assert refusal.value.remedy


def test_brackets_in_texts_are_not_nested(tmp_path: Path) -> None:
    assert document(tmp_path, "a: >-\n  " + "see [ " * 600).root == {"a": "see [ " * 600}
    many = ", ".join(["[x]"] * 600)
    assert document(tmp_path, f"a: [{many}]\n").root == {"a": [["x"]] * 600}


def test_comments_with_a_space_are_comments(tmp_path: Path) -> None:
    assert document(tmp_path, "a: x # note\nb: y\n#c: z\n  # note\nd: 'q' #1\n").root == {"a": "x", "b": "y", "d": "q"}


def test_a_file_in_windows_1252_is_recognised(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"line 2.*Windows-1252"):
        read_yaml(a_yaml(tmp_path, "a: x\nb: Übergabe\n".encode("cp1252")))


def test_a_missing_file_is_refused_with_a_near_name(tmp_path: Path) -> None:
    (tmp_path / "dossier.yml").write_text("a: b")
    with pytest.raises(UnreadableInputError, match=r"Did you mean “dossier\.yml”"):
        read_yaml(tmp_path / "dossier.yaml")


def test_the_parser_written_in_python_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    text = "a: [x, 'y']\nb: |\n  z #1\nc: {d: 007}\n"
    fast = document(tmp_path, text)
    monkeypatch.setattr("briefgen.sources.files.yaml._Parser", yaml.BaseLoader)
    assert document(tmp_path, text) == fast
    with pytest.raises(UnreadableInputError, match="line 1, character 9"):
        document(tmp_path, "a: item #3\n")


def test_data_in_yaml_is_text_but_for_the_plainest_values(tmp_path: Path) -> None:
    text = (
        "bools: [true, false]\nnothing: [null, ]\nwhole: [0, 12, -7]\nexact: [1.10, -0.5]\n"
        "texts: [NO, off, 007, 12:30, '12', \"true\", 1e5, +1, 1_000, .5, True, '']\n"
    )
    value = read_data(a_yaml(tmp_path, text))
    assert value == {
        "bools": [True, False],
        "nothing": [None],
        "whole": [0, 12, -7],
        "exact": [Decimal("1.10"), Decimal("-0.5")],
        "texts": ["NO", "off", "007", "12:30", "12", "true", "1e5", "+1", "1_000", ".5", "True", ""],
    }
    assert isinstance(value, dict)
    assert str(value["exact"][0]) == "1.10"


def test_a_key_without_a_value_is_nothing_and_not_an_empty_text(tmp_path: Path) -> None:
    assert read_data(a_yaml(tmp_path, "a:\nb: ''\n")) == {"a": None, "b": ""}
