"""The real papers as Word files that are laid out as they were: with heads in tables, banners in page headers.

Beyond the plain transcription this gives back what the conversion to text took away: marks of notes inside emphasis,
headings, pages that broke a paragraph. No word changes.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from itertools import pairwise

import docx

from tests.corpus.authoring import saved
from tests.seeds.transcription import seed_lines, transcribed

_PARTNERS = "Albania|Bosnia and Herzegovina|Kosovo|Montenegro|North Macedonia|Serbia"
_HEADINGS = {"Analysis of results obtained": "# ", "Work methodology": "## ", "Results of the data analysis": "## "}
_LABELS = re.compile(r"(From|On|To|No\. prev\. doc\.|Subject): ")
_BANNER = ("A SILK ROUTES", "BUDAPES")
_LETTER_ENDS = 62


@lru_cache(maxsize=8)
def laid_out(number: str, *, typed_numbers: bool = False) -> bytes:
    """A paper of the seeds; of seed 000 the letter alone.

    Args:
        typed_numbers: whether its paragraphs have typed numbers, not Word's.
    """
    lines = {"000": _letter, "001": _note, "002": _conclusions, "003": _results, "004": _summary}[number]()
    if typed_numbers:
        lines = [re.sub(r"^ *(?:- )?(\d+\.) ", "\\1\u00a0", line) for line in lines]
    data = transcribed(lines)
    return _with_banner(data) if number == "004" else data


def _letter() -> list[str]:
    return seed_lines("000")[:_LETTER_ENDS]


def _note() -> list[str]:
    lines = [re.sub(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\*(?!\*)", r"*\1", line) for line in seed_lines("001")]
    lines = [re.sub(rf"^[-•] \**({_PARTNERS})(:?)\**$", r"### \1\2", line) for line in lines]
    marks = ((next((mark for start, mark in _HEADINGS.items() if line.startswith(start)), "") + line) for line in lines)
    return [line.strip() if re.match(r" *\d\. ", line) else line for line in marks]


def _conclusions() -> list[str]:
    return [_LABELS.sub("\\1:\t", line, count=1) for line in seed_lines("002")]


def _results() -> list[str]:
    targets = iter(range(1, 10))
    return [re.sub(r"\(#\)", lambda _: f"(https://example.org/{next(targets)})", line) for line in seed_lines("003")]


def _summary() -> list[str]:
    found: list[str] = []
    for line in seed_lines("004"):
        if line.startswith(_BANNER):
            continue
        if line[:1].islower():
            at = max(number for number, each in enumerate(found) if each.strip())
            found[at] = f"{found[at].rstrip()} {line}"
        else:
            found.append(line)
    return found


def _with_banner(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    header = document.sections[0].header
    header.paragraphs[0].text = "BUDAPEST PROCESS"
    header.add_paragraph("A SILK ROUTES PARTNERSHIP FOR MIGRATION")
    return saved(document)


def with_quotations(data: bytes) -> bytes:
    """The paragraphs above a line with a name and a function as quotations, by their style."""
    document = docx.Document(io.BytesIO(data))
    said = document.paragraphs
    for before, line in pairwise(said):
        if re.match(r"(?:Eduardo|Josep) \w+, ", line.text):
            before.style = document.styles["Quote"]
    return saved(document)
