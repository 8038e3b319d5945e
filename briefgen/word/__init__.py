"""DOCX in and out: the template engine, a library of its own that knows nothing of dossiers, dates or languages.

from briefgen.word import Template

template = Template.read(data, "annex.docx")
document = template.render({"title": "Follow-up", "points": [{"number": "1"}]})
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefgen.opc.read import PackageRefusedError
from briefgen.opc.seal import is_untouched, read_properties
from briefgen.word.faults import RULES, RenderingError, TemplateFaultsError
from briefgen.word.lint import LintProblem, lint
from briefgen.word.template import DocumentProperties, Template

if TYPE_CHECKING:
    from briefgen.word.inserts.image_headers import ImageRefusedError
    from briefgen.word.inserts.images import Emu, InlineImage
    from briefgen.word.inserts.listing import Listing
    from briefgen.word.inserts.subdocument import SubDocument
    from briefgen.word.lint import accessibility
    from briefgen.word.wording.fixed import FixedText, Wording, fixed_texts, unlike_tags

__all__ = [
    "RULES",
    "DocumentProperties",
    "Emu",
    "FixedText",
    "ImageRefusedError",
    "InlineImage",
    "LintProblem",
    "Listing",
    "PackageRefusedError",
    "RenderingError",
    "SubDocument",
    "Template",
    "TemplateFaultsError",
    "Wording",
    "accessibility",
    "fixed_texts",
    "is_untouched",
    "lint",
    "read_properties",
    "unlike_tags",
]

# what programs make, and translations: templates of our own documents in their own language do not need it, so it is
# imported when first asked for
_LATE = {
    "Emu": "briefgen.word.inserts.images",
    "ImageRefusedError": "briefgen.word.inserts.image_headers",
    "InlineImage": "briefgen.word.inserts.images",
    "Listing": "briefgen.word.inserts.listing",
    "accessibility": "briefgen.word.lint.accessible",
    "SubDocument": "briefgen.word.inserts.subdocument",
    **dict.fromkeys(("FixedText", "Wording", "fixed_texts", "unlike_tags"), "briefgen.word.wording.fixed"),
}


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
