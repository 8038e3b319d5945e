"""The few names that programs build on; `import briefgen` has them all, and imports each when it is first asked for.

They rest on the same commands and productions as the command line, so both make the same bytes of the same material.
What is promised of them stands in the manual, on the page for programs.
"""

from briefgen.errors import BriefgenError, FindingsError, OutputError, UnreadableInputError, UsageProblemError
from briefgen.facade.document import Document
from briefgen.facade.files import check, redline
from briefgen.facade.requests import MakeOptions
from briefgen.facade.situation import DossierAsOf as Situation
from briefgen.facade.situation import ItemAsOf as Item
from briefgen.facade.situation import PointAsOf as Point
from briefgen.facade.workspace import OpenDossier as Dossier
from briefgen.facade.workspace import OpenWorkspace as Workspace
from briefgen.facade.workspace import open_folder as open  # noqa: A004  # as programs read it: briefgen.open("folder")
from briefgen.findings import Finding, Grade, Place
from briefgen.model.dossier import Figure
from briefgen.word import Template

__all__ = [
    "BriefgenError",
    "Document",
    "Dossier",
    "Figure",
    "Finding",
    "FindingsError",
    "Grade",
    "Item",
    "MakeOptions",
    "OutputError",
    "Place",
    "Point",
    "Situation",
    "Template",
    "UnreadableInputError",
    "UsageProblemError",
    "Workspace",
    "check",
    "open",
    "redline",
]
