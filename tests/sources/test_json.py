from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.errors import UnreadableInputError
from briefgen.sources import read_data


def data(tmp_path: Path, text: str | bytes, name: str = "data.json") -> object:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_data(path)


def test_json_is_read_with_exact_numbers(tmp_path: Path) -> None:
    value = data(tmp_path, '{"a": [1, 1.10, -2.5e3, true, null, "x\\n\\u00e9"], "b": {"a": "same key, other object"}}')
    assert value == {
        "a": [1, Decimal("1.10"), Decimal("-2500"), True, None, "x\né"],
        "b": {"a": "same key, other object"},
    }
    assert isinstance(value, dict)
    assert str(value["a"][1]) == "1.10"


@pytest.mark.parametrize("content", [b'\xef\xbb\xbf{"a": "\xc3\xa9"}', '{"a": "é"}'.encode("utf-16")])
def test_byte_order_marks_are_read(tmp_path: Path, content: bytes) -> None:
    assert data(tmp_path, content) == {"a": "é"}


@pytest.mark.parametrize("text", ['"NaN"', '"{[:,]}"', '"a\\"b: c"', '{"": ""}', "[]", "3", '"🙂 \\ud83d\\ude42"'])
def test_texts_that_look_like_json_are_texts(tmp_path: Path, text: str) -> None:
    data(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('{"a": 1,\n "a": 2}', 2, 2, "the key “a” stands there twice"),
        ('{"a": 1,\n "\\u0061": 2}', 2, 2, "the key “a” stands there twice"),
        ("[1,\n  NaN]", 2, 3, "NaN is not a value"),
        ("[-Infinity]", 1, 2, "-Infinity is not a value"),
        ('{"a": "\\ud800"}', 1, 7, "U+D800"),
        ('{"a\\u0000": 1}', 1, 2, "U+0000"),
        ('{"a": "x\x0b"}', 1, 9, "control character"),
        ('{"a": 1,}', 1, 8, "a comma stands before the closing bracket"),
        ("[1, 2,\n ]", 1, 6, "a comma stands before the closing bracket"),
        ('{"a": [1, 2], "b" 3}', 1, 19, "a colon is missing"),
        ('{"a": 1} x', 1, 10, "behind the end of the data"),
        ("{'a': 1}", 1, 2, "Check commas"),
        ("", 1, 1, "the file is empty"),
        ('{"a": }', 1, 7, "a value is missing"),
        ('{"a": “x”}', 1, 7, "straight quotation marks"),
        ("{a: 1}", 1, 2, "the name of a field"),
        ('{"a": 1 "b": 2}', 1, 9, "a comma is missing"),
        ('{"a": "x', 1, 7, "no quotation mark at its end"),
        ('{"a": "C:\\x"}', 1, 10, "write the backslash itself twice"),
        ("[1e999999]", 1, 1, "too long"),
        (f"[{'1' * 5000}]", 1, 1, "too long"),
        ("[" * 200 + "]" * 200, 1, 101, "nested more than 100 deep"),
        ("[" * 100_000 + "]" * 100_000, 1, 1, "nested more than 100 deep"),
    ],
)
def test_a_fault_is_refused_with_line_and_column(tmp_path: Path, text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(UnreadableInputError) as refusal:
        data(tmp_path, text)
    assert str(refusal.value).startswith(f"data.json, line {line}, character {column}: ")
    assert words in str(refusal.value)


def test_other_files_are_refused_by_their_ending(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"\.json or \.yaml, not as “\.toml”"):
        data(tmp_path, "a = 1", "data.toml")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data.json").mkdir()
    with pytest.raises(UnreadableInputError, match="this is a folder"):
        read_data(tmp_path / "data.json")
