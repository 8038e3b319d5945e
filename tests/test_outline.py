"""The outline that golden files are made of, and the golden files themselves."""

from pathlib import Path

import pytest

from tests.outline import assert_golden, outline
from tests.word.changes import swap, with_change
from tests.word.good import good_document

GOOD = """\
[heading 1] Situation as of 17 March 2023
[heading 2] Borders
[Normal] **Agreed**[^comment 0][^footnote 1][the report](https://example.eu/report){ins: now}{del: then}ongoing
[Normal] {picture “The institution's emblem”}
[table Annex Table]
| row 1 (header)
  | cell
      [Normal] Commitment
  | cell
      [Normal] Follow-up
| row 2 (cantSplit)
  | cell
      [Normal] Secure the border
  | cell
      [Annex Bullet (list 1, level 0)] Talks go on.
[Normal]
--- section 1: header (default) ---
[Normal] The Institution
--- section 1: footer (default) ---
[Normal] Page {field PAGE}{field NUMPAGES}
--- footnote 1 ---
[Normal]  Of 17 March.
--- comment 0 ---
[Normal] Check.
--- docProps/core.xml ---
title: Follow-up
creator: A. Drafter
language: en-GB
created: 2023-03-17T00:00:00Z
"""


def test_the_outline_of_the_good_document() -> None:
    assert outline(good_document()) == GOOD


def line_with(words: str, old: str, new: str) -> str:
    lines = outline(with_change(swap(old, new))).splitlines()
    return next(line for line in lines if words in line)


BORDERS = "<w:r><w:t>Borders</w:t></w:r>"


@pytest.mark.parametrize(
    ("run", "line"),
    [
        ("<w:r><w:rPr><w:i/></w:rPr><w:t>Borders</w:t></w:r>", "*Borders*"),
        ('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Borders</w:t></w:r>', "Borders"),
        ("<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>Borders </w:t></w:r>", "***Borders***"),
        ('<w:r><w:rPr><w:rStyle w:val="X"/></w:rPr><w:t>Borders</w:t></w:r>', "{style X: Borders}"),
        ("<w:r><w:t>Borders</w:t><w:br/><w:t>and</w:t><w:tab/><w:t>roads</w:t></w:r>", "Borders⏎and\troads"),
        ('<w:hyperlink w:anchor="x"><w:r><w:t>Borders</w:t></w:r></w:hyperlink>', "[Borders](#x)"),
        ("<w:r><w:t>Borders</w:t><w:newThing/></w:r>", "Borders<unknown w:newThing>"),
        ("<w:newThing/><w:r><w:t>Borders</w:t></w:r>", "<unknown w:newThing>Borders"),
    ],
)
def test_looks_links_and_unknown_things_show(run: str, line: str) -> None:
    assert line_with("Borders", BORDERS, run) == f"[heading 2] {line}"


def test_an_unknown_block_shows() -> None:
    assert line_with("unknown", "<w:p/><w:sectPr>", "<w:newBlock/><w:sectPr>") == "<unknown w:newBlock>"


def test_spans_and_row_properties_show() -> None:
    wide = '<w:tcW w:w="4500" w:type="dxa"/><w:gridSpan w:val="2"/>'
    assert line_with("cell (", '<w:tcW w:w="4500" w:type="dxa"/>', wide) == "  | cell (spans 2)"


def test_a_golden_file_that_differs_fails_with_the_lines_that_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_UPDATE_GOLDEN", "1")
    assert_golden("annex", "one\ntwo\n", tmp_path)
    monkeypatch.delenv("BRIEFGEN_UPDATE_GOLDEN")
    assert_golden("annex", "one\ntwo\n", tmp_path)
    with pytest.raises(pytest.fail.Exception, match=r"(?s)annex\.txt.*-two\n\+three"):
        assert_golden("annex", "one\nthree\n", tmp_path)


def test_a_golden_file_that_is_missing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIEFGEN_UPDATE_GOLDEN", raising=False)
    with pytest.raises(pytest.fail.Exception, match=r"no golden file letter\.txt"):
        assert_golden("letter", "x", tmp_path)
