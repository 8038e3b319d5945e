"""Papers that people have as Word files: notes, Council conclusions, pages of main results, summaries of meetings.

`paper_of` reads one, `files_of_paper` gives the files of the dossier that makes it again,
`losses_of` what that dossier has otherwise.
"""

from briefgen.intake.word.papers.files import files_of_paper
from briefgen.intake.word.papers.paper import PaperRead, PaperRow, losses_of
from briefgen.intake.word.papers.reader import PAPER_KINDS, paper_of

__all__ = ["PAPER_KINDS", "PaperRead", "PaperRow", "files_of_paper", "losses_of", "paper_of"]
