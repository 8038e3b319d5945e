"""How the cells of a sheet look: bold, italics and links become markup, and what no table can show is reported.

A drafter's formatting says things that the cells' texts do not: rows hidden or filtered, cells merged, words struck
through or raised, a colour that stands for urgent, a comment. What marked-up text can hold is written into it (see
`briefgen.text`); each of the others gets a finding, so that nothing vanishes without a word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec.structs import replace

from briefgen.findings import Finding, Place, error, hint, warning
from briefgen.sources import rules
from briefgen.sources.files.sheets.cells import CellComment, Sheet, SheetCell, TextLook
from briefgen.sources.files.text import cell_lines

OWN_NOTES: Final = "briefgen"
"""The author of the notes on the columns of a new workbook, which explain them to who fills it in."""
_LINK: Final = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_IN_ADDRESS: Final = re.compile(r"[\s()<>\\{}]")
_LINE_START: Final = re.compile(r"[ \t]*(?:[•‣◦▪●\uf0b7][ \t]*|[-*·–—][ \t]+|[0-9]+[.)][ \t]+|#+[ \t]+)?")


class SheetColours:
    """The colours of one sheet's cells, by column and row (from 1), as far as they have any."""

    def __init__(self) -> None:
        self.found: dict[int, dict[int, str]] = defaultdict(dict)

    def record(self, cell: SheetCell, row: int, column: int) -> None:
        """Record the colour of a cell that holds something and has no link: a link's colour is that of all links."""
        if parts := {look.colour for _, look in cell.runs} - {""}:
            self.found[column][row] = " ".join(sorted(parts))

    def finding(self, place: Place, sheet: Sheet, header: int, letters: Sequence[str]) -> Finding | None:
        """One hint at the cells that differ from the rest of their column by colour alone, or None.

        Args:
            place: the file and sheet.
            sheet: as read.
            header: the row with the headings, whose colours say nothing.
            letters: of its columns.
        """
        cells: list[tuple[int, int]] = []
        for column, rows in self.found.items():
            counts = Counter(rows.values())
            filled = sum(number > header and sheet.cell(number, column) != "" for number in sheet.rows)
            counts[""] = filled - len(rows)
            usual = counts.most_common(1)[0][0]
            cells += [(row, column) for row, colour in rows.items() if colour != usual]
        if not cells:
            return None
        names = [f"{letters[column - 1]}{row}" for row, column in sorted(cells)]
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        remedy = "Where a colour means something, say it in words or in a column."
        message = f"what the colours of cells mean is not read ({shown})."
        return hint(rules.LOOK, replace(place, row=min(cells)[0]), message, remedy)


def parts_findings(cell: SheetCell, text: str, at: Place, target: str) -> Iterator[Finding]:
    """What is lost of a cell whose column holds plain text: how parts of it look, and its link.

    Args:
        cell: as read; how it looks as a whole is taken for the look of the sheet, and not of the text.
        text: what is read of it.
        at: its place.
        target: where its link goes, or "".
    """
    parts = [look for _, look in cell.runs] if cell.is_parted else []
    lost = {name for look in parts for name in (*look.unwritable, *_written(look.bold, look.italic))}
    if lost := lost | ({cell.style.look.raised} - {""}):
        yield _lost_look(at, lost, "This column holds plain text: say it in words.")
    if target and target.removeprefix("mailto:").rstrip("/") not in text:
        remedy = "This column holds plain text: write the address itself, where it is to be read."
        yield hint(rules.LOOK, at, f"the link of the cell, to {target}, is not read.", remedy, target)


def mark_up(
    cell: SheetCell, text: str, at: Place, target: str, write: Callable[[str], str] = str
) -> tuple[str, tuple[Finding, ...]]:
    """The cell's text as marked-up text, and what could not be written into it.

    Args:
        cell: as read.
        text: its characters.
        at: its place.
        target: where its link goes, or "".
        write: makes marked-up text of the characters of parts that look differently.
    """
    parts = [(write(cell_lines(part)), look) for part, look in cell.runs] if cell.is_parted else []
    runs = parts or [(text, cell.style.look)]
    if not target and all(look.is_plain for _, look in runs):
        return text, ()
    marked, lost = _marked(runs)
    lost |= {name for _, look in runs for name in look.unwritable if not (target and name == "underlining")}
    findings = [_lost_look(at, lost, "Say it in words, or type ** or * around the words yourself.")] if lost else []
    if not target:
        return marked, tuple(findings)
    if not _LINK.match(target) or "](" in text:
        message = f"the link of the cell, to {target}, is not read."
        return marked, (*findings, warning(rules.LOOK, at, message, "Links go to https, http or mailto.", target))
    return _linked(marked, target), tuple(findings)


def _lost_look(at: Place, lost: Iterable[str], remedy: str) -> Finding:
    return warning(rules.LOOK, at, f"the look of the text is not read: {', '.join(sorted(lost))}.", remedy)


def _linked(text: str, target: str) -> str:
    address = _IN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), target)
    lines = ((line, _line_start(line)) for line in text.split("\n"))
    return "\n".join(
        f"{line[:start]}[{_escaped(line[start:].strip())}]({address})" if line[start:].strip() else line
        for line, start in lines
    )


def _escaped(words: str) -> str:
    return re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", words)


def _line_start(line: str) -> int:
    """Where the words of a line begin, behind a bullet or number."""
    found = _LINE_START.match(line)
    return found.end() if found else 0


def _marked(runs: Sequence[tuple[str, TextLook]]) -> tuple[str, set[str]]:
    """The runs as one text with `**` and `*`, and what could not be marked."""
    text = "".join(part for part, _ in runs)
    looks = [(look.bold, look.italic) for part, look in runs for _ in part]
    lost: set[str] = set()
    lines, begin = [], 0
    for line in text.split("\n"):
        lines.append(_marked_line(line, looks[begin : begin + len(line)], lost))
        begin += len(line) + 1
    return "\n".join(lines), lost


def _marked_line(line: str, looks: Sequence[tuple[bool, bool]], lost: set[str]) -> str:
    start = _line_start(line)
    pieces, at = [line[:start]], start
    for (bold, italic), group in groupby(looks[start:]):
        end = at + len(list(group))
        words = line[at:end].strip()
        first = at + line[at:end].find(words)
        around = line[:first][-1:], line[first + len(words) :][:1]
        mark = "*" * (2 * bold + italic)
        if mark and words and not _can_mark(words, around, mark):
            lost.update(_written(bold, italic))
            mark = ""
        pieces.append(line[at:end].replace(words, f"{mark}{words}{mark}", 1) if words else line[at:end])
        at = end
    return "".join(pieces)


def _written(bold: bool, italic: bool) -> Iterator[str]:
    yield from (name for name, there in (("bold", bold), ("italics", italic)) if there)


def _can_mark(words: str, around: tuple[str, str], mark: str) -> bool:
    """Whether asterisks around the words are read as markup (CommonMark 0.31, 6.2: flanking delimiter runs)."""
    before, after = around
    opens = words[0].isalnum() or not before.isalnum()
    closes = words[-1].isalnum() or not after.isalnum()
    return opens and closes and not (mark == "*" and before.isalnum()) and "*" not in words


def formula_finding(function: str, at: Place) -> Finding:
    """That a cell's formula gives another value tomorrow, or a link that only Excel follows."""
    if function == "HYPERLINK":
        message = "the link that the formula =HYPERLINK(…) makes is not read, only its words."
        return warning(rules.LOOK, at, message, "Replace the formula by its value, and set the link with Ctrl+K.")
    message = f"the formula ={function}(…) gives another value each time; the one saved with the workbook was read."
    return warning(rules.VOLATILE, at, message, "Replace the formula by its value.", function)


def comment_finding(comment: CellComment, at: Place) -> Finding | None:
    """What stands in a cell's comment, which no document shows."""
    if comment.author == OWN_NOTES:
        return None
    # of a thread the file holds a notice for older programs, and behind it what was written
    words = " ".join(comment.text.rpartition("Comment:\n")[2].split())
    shown = f"{words[:60]}…" if len(words) > 60 else words
    message = f"a comment of the cell is not read: “{shown}”."
    return hint(rules.COMMENT, at, message, "See to it, and delete it when it is done.", shown)


def look_findings(
    sheet: Sheet, place: Place, columns: Sequence[str], keys: frozenset[str], *, below: int = 0
) -> Iterator[Finding]:
    """What the formatting of a sheet hides or makes ambiguous.

    Args:
        sheet: as read.
        place: the file and sheet.
        columns: the names of the columns, from the header.
        keys: the columns that no row may lack.
        below: the row with the headings of a tracker: cells merged above it are titles, and cells merged downwards
            below it have been read for each of their rows.
    """
    if sheet.is_hidden:
        yield warning(rules.HIDDEN, place, "the sheet is hidden; it was read all the same.", "Show the sheet.")
    yield from _hidden_rows(sheet, place)
    yield from _hidden_columns(sheet, place, columns)
    yield from _merged_cells(sheet, place, columns, keys, below)


def _hidden_rows(sheet: Sheet, place: Place) -> Iterator[Finding]:
    hidden = sorted({number for number in sheet.hidden_rows if number <= sheet.height})
    if not hidden:
        return
    how = "filtered out" if sheet.is_filtered else "hidden"
    message = f"rows are {how} ({spans(hidden)}); they were read all the same."
    remedy = "Clear the filter, or show the rows; delete those that shall not count."
    yield warning(rules.HIDDEN, replace(place, row=hidden[0]), message, remedy)


def _hidden_columns(sheet: Sheet, place: Place, columns: Sequence[str]) -> Iterator[Finding]:
    for first, last in sheet.hidden_columns:
        for name in columns[first - 1 : last]:
            if name:
                message = f"the column “{name}” is hidden; it was read all the same."
                yield warning(rules.HIDDEN, replace(place, column=name), message, "Show the column.")


def _merged_cells(
    sheet: Sheet, place: Place, columns: Sequence[str], keys: frozenset[str], below: int
) -> Iterator[Finding]:
    for area in sheet.merged:
        names = [name for name in columns[area.first_column - 1 : area.last_column] if name]
        is_read = below and (area.first_row <= below or area.first_column == area.last_column)
        if not names or is_read:
            continue
        at = replace(place, row=area.first_row, column=names[0], spot=f"cells {area.name}")
        message = f"the cells {area.name} are merged; only the first of them holds the text."
        report = error if keys.intersection(names) else warning
        yield report(rules.MERGED, at, message, "Unmerge them and fill in each row.")


def spans(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours joined: "4–6, 9"."""
    ordered = list(numbers)
    starts = ordered[:1] + [later for earlier, later in pairwise(ordered) if later != earlier + 1]
    ends = [earlier for earlier, later in pairwise(ordered) if later != earlier + 1] + ordered[-1:]
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))
