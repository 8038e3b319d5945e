"""The two engines, each filling a template of the corpus."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from briefgen.errors import FindingsError
from briefgen.word import Template
from tests.corpus.case import Case


@cache
def filled_by_us(case: Case) -> bytes:
    """Our document."""
    return Template.read(case.path.read_bytes(), case.path.name).render(case.data)


def refusal(case: Case) -> str:
    """What our refusal says, "" where we do not refuse."""
    try:
        filled_by_us(case)
    except FindingsError as refused:
        return str(refused)
    return ""


@cache
def filled_by_docxtpl(case: Case) -> bytes:
    """The document of docxtpl."""
    return filled(case.path.read_bytes(), case.oracle or case.data)


def filled(template: bytes, data: Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]) -> bytes:
    """The document of docxtpl, whose texts are escaped as ours always are.

    Args:
        data: or what makes them, from docxtpl's template.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from docxtpl import DocxTemplate

        opened = DocxTemplate(io.BytesIO(template))
        opened.render(dict(data(opened) if callable(data) else data), autoescape=True)
        saved = io.BytesIO()
        opened.save(saved)
        return saved.getvalue()
