"""The two engines, each filling a template of the corpus."""

from __future__ import annotations

import io
import warnings
from functools import cache

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
    """The document of docxtpl, whose texts are escaped as ours always are."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from docxtpl import DocxTemplate

        template = DocxTemplate(io.BytesIO(case.path.read_bytes()))
        data = case.oracle(template) if case.oracle else case.data
        template.render(dict(data), autoescape=True)
        saved = io.BytesIO()
        template.save(saved)
        return saved.getvalue()
