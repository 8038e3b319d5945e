"""The only door to `out/`: names files and writes them, all or none, and never over somebody's own edits."""

from briefgen.outputs.naming import output_path
from briefgen.outputs.staging import Output, Stage, StagedOutput
from briefgen.outputs.writing import Outcome, Written, rehearsal, rehearsing, write_outputs

__all__ = [
    "Outcome",
    "Output",
    "Stage",
    "StagedOutput",
    "Written",
    "output_path",
    "rehearsal",
    "rehearsing",
    "write_outputs",
]
