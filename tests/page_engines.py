"""The layout engines that tests hold against each other; where one is missing, a test that needs it is left out.

Not on the build server (environment variable CI), which has both: there such a test fails.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise

import pytest

from briefgen.model.manuscript import Manuscript, Role
from briefgen.outputs.office import Office
from briefgen.outputs.pdf import find_missing_words
from briefgen.pages.engine import draw_pdfs

_HERE = os.environ.get("CI") is None
needs_rdocx = pytest.mark.skipif(_HERE and find_spec("rdocx") is None, reason="rdocx is not installed")
needs_office = pytest.mark.skipif(_HERE and shutil.which("soffice") is None, reason="LibreOffice is not installed")


def with_rdocx(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """PDFs by rdocx, by the names of the documents."""
    pdfs = draw_pdfs(list(documents.values()), os.environ)
    return dict(zip(documents, (each.data for each in pdfs), strict=True))


def with_office(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """PDFs by LibreOffice, by the names of the documents."""
    pdfs = Office(os.environ).pdfs([(f"{name}.docx", data) for name, data in documents.items()])
    return dict(zip(documents, pdfs, strict=True))


Engine = Callable[[Mapping[str, bytes]], dict[str, bytes]]
both_engines = pytest.mark.parametrize(
    "engine",
    [
        pytest.param(with_rdocx, id="rdocx", marks=needs_rdocx),
        pytest.param(with_office, id="libreoffice", marks=(needs_office, pytest.mark.render)),
    ],
)

_HEADS = (Role.TITLE, Role.HEADING, Role.CAPTION)
_NUMBER = ".{0,10}"  # between a head and what follows it: the number or sign of a list


def heads_alone(manuscript: Manuscript, pages: Sequence[str]) -> list[str]:
    """Headings, and captions above tables, that do not stand on one page with the beginning of what follows them."""
    squeezed = [_squeezed(page) for page in pages]
    return [head for head, both in _pairs(manuscript) if not any(re.search(both, page) for page in squeezed)]


def count_heads(manuscript: Manuscript) -> int:
    """How many heads `heads_alone` looks for."""
    return sum(1 for _ in _pairs(manuscript))


def _pairs(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    for head, follows in pairwise(each for each in manuscript.body if _squeezed(each.text)):
        if head.role in _HEADS and (head.role is not Role.CAPTION or follows.cell is not None):
            yield head.text, re.escape(_squeezed(head.text)) + _NUMBER + re.escape(_squeezed(follows.text)[:12])


def _squeezed(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text)).casefold()


def lost_words(document: Sequence[str], pages: Sequence[str]) -> Sequence[str]:
    """The words of a document's paragraphs that its pages lack."""
    missing = find_missing_words(document, [], pages)
    return missing.words if missing else []
