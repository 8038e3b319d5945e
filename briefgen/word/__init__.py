"""DOCX in and out: the template engine, a library of its own that knows nothing of dossiers, dates or languages.

from briefgen.word import Template

template = Template.read(data, "annex.docx")
document = template.render({"title": "Follow-up", "points": [{"number": "1"}]})
"""

from briefgen.word.lint import LintProblem, accessibility, lint
from briefgen.word.package import PackageRefusedError
from briefgen.word.problems import RULES, RenderingError, TemplateFaultsError
from briefgen.word.seal import is_untouched, read_properties
from briefgen.word.template import DocumentProperties, Template

__all__ = [
    "RULES",
    "DocumentProperties",
    "LintProblem",
    "PackageRefusedError",
    "RenderingError",
    "Template",
    "TemplateFaultsError",
    "accessibility",
    "is_untouched",
    "lint",
    "read_properties",
]
