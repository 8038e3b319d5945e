"""DOCX in and out: the template engine, a library of its own that knows nothing of dossiers, dates or languages.

from briefgen.word import Template

template = Template.open("annex.docx")
template.render_to("out.docx", {"title": "Follow-up", "points": [{"number": "1"}]})

Everything that programs need is imported from here: templates, rich text, images and sub-documents, findings, the
reader of finished files, lint.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefgen.findings import Finding, Grade, Place
from briefgen.opc.read import PackageRefusedError
from briefgen.opc.seal import is_untouched, read_properties
from briefgen.word.faults import RULES, RenderingError, TemplateFaultsError
from briefgen.word.lint import LintProblem, LintResult, inspect, lint
from briefgen.word.template import DocumentProperties, Template

if TYPE_CHECKING:
    from briefgen.model.richtext import Block, Kind, RichText, Span, plain
    from briefgen.word.inserts import Listing
    from briefgen.word.inserts.images import Emu, ImageRefusedError, InlineImage
    from briefgen.word.inserts.subdocument import SubDocument
    from briefgen.word.lint import accessibility
    from briefgen.word.reader import read_manuscript
    from briefgen.word.wording import FixedText, Wording, fixed_texts, unlike_tags, value_in

__all__ = [
    "RULES",
    "Block",
    "DocumentProperties",
    "Emu",
    "Finding",
    "FixedText",
    "Grade",
    "ImageRefusedError",
    "InlineImage",
    "Kind",
    "LintProblem",
    "LintResult",
    "Listing",
    "PackageRefusedError",
    "Place",
    "RenderingError",
    "RichText",
    "Span",
    "SubDocument",
    "Template",
    "TemplateFaultsError",
    "Wording",
    "accessibility",
    "fixed_texts",
    "inspect",
    "is_untouched",
    "lint",
    "plain",
    "read_manuscript",
    "read_properties",
    "unlike_tags",
    "value_in",
]

# start-up: templates of our own documents in their own language need none of these, so they are imported when first
# asked for
_LAZY = {
    "briefgen.model.richtext": ("Block", "Kind", "RichText", "Span", "plain"),
    "briefgen.word.inserts": ("Listing",),
    "briefgen.word.inserts.images": ("Emu", "ImageRefusedError", "InlineImage"),
    "briefgen.word.inserts.subdocument": ("SubDocument",),
    "briefgen.word.lint.accessible": ("accessibility",),
    "briefgen.word.reader": ("read_manuscript",),
    "briefgen.word.wording": ("FixedText", "Wording", "fixed_texts", "unlike_tags", "value_in"),
}
_MODULE_OF = {name: module for module, names in _LAZY.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _MODULE_OF:
        return getattr(import_module(_MODULE_OF[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
