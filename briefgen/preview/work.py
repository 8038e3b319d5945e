"""Long work that is started from the page: many files made at once, with progress, and stopped when somebody says so.

It is what `briefgen make` does: all files are written, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.commands.make import MakeResult, make
from briefgen.errors import BriefgenError, UsageProblemError
from briefgen.findings import Finding, Grade
from briefgen.outputs import Output
from briefgen.preview.panels import problem_of
from briefgen.production.order import Files, Order

_SHOWN = 12  # names of files
_PATIENCE = 10  # seconds

Tell = Callable[[Mapping[str, Any]], object]


class WorkStoppedError(BriefgenError):
    """Somebody has stopped it (nothing was written)."""


class Work(Struct):
    """One order that is being made.

    Attributes:
        what: what it makes, in words.
        root: of the workspace, from which paths are told.
        tell: is told how far it is.
    """

    what: str
    root: Path
    tell: Tell
    is_stopped: Event = field(default_factory=Event)

    def run(self, order: Order) -> None:
        """Makes and writes the files; says how it ended, whatever happens."""
        self._say("running")
        try:
            result = make(order, self._progress, self._watch)
        except WorkStoppedError:
            self._say("stopped", message="Stopped; nothing was written.")
        except BriefgenError as problem:
            self._say("failed", **problem_of(problem))
        except Exception as problem:
            self._say("failed", problem=f"This is a defect in briefgen ({type(problem).__name__}: {problem}).")
            raise
        else:
            self._say("done", **self._outcome(result))

    def _outcome(self, result: MakeResult) -> dict[str, Any]:
        names = [_below(path, self.root) for path in result.paths]
        kept = [_below(path, self.root) for path in result.kept]
        return {"files": names[:_SHOWN], "count": len(names), "kept": kept, "warnings": _count(result.findings)}

    def _progress(self, files: Files, count: int) -> Iterator[Output | None]:
        self._watch(0, count)
        for done, file in enumerate(files, 1):
            yield file
            self._watch(done, count)

    def _watch(self, done: int, count: int) -> None:
        if self.is_stopped.is_set():
            raise WorkStoppedError("It was stopped.")
        self._say("running", done=done, count=count)

    def _say(self, state: str, **more: object) -> None:
        self.tell({"what": self.what, "state": state, **more})


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _count(findings: tuple[Finding, ...]) -> int:
    return sum(1 for each in findings if each.grade > Grade.HINT)


class WorkPlace(Struct):
    """Where one order is made at a time."""

    tell: Tell
    _work: Work | None = None
    _thread: Thread | None = None
    _lock: Lock = field(default_factory=Lock)

    def start(self, order: Order, what: str, root: Path) -> None:
        """Begins to make an order.

        Raises:
            UsageProblemError: another one is being made.
        """
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                raise UsageProblemError("Something else is being made.", "Wait for it, or stop it.")
            self._work = Work(what, root, self.tell)
            self._thread = Thread(target=self._work.run, args=(order,), daemon=True, name="work")
            self._thread.start()

    def stop(self) -> None:
        """Stops what is being made, before its next file; waits for nothing."""
        if self._work is not None:
            self._work.is_stopped.set()

    def close(self) -> None:
        """Stops it and waits for its end, so that nothing is left half done."""
        self.stop()
        if self._thread is not None:
            self._thread.join(_PATIENCE)


def order_for_many(order: Order, asked: Mapping[str, str]) -> tuple[Order, str]:
    """The order for what the page asks for, and what it is in words.

    Args:
        order: for the document that is shown.
        asked: `many` is languages, recipients, or documents; `format` is docx or pdf.

    Raises:
        UsageProblemError: it asks for something else.
    """
    many, form = asked.get("many", ""), asked.get("format", "docx")
    if many not in _MANY or form not in _FORMATS:
        raise UsageProblemError(f"“{many}” as “{form}” is nothing that can be made.")
    changed, words = _MANY[many]
    made = replace(order, draft=False, format=form, **changed)
    return made, f"{words.format(order.documents[0])} as {_FORMATS[form]}, as of {order.as_of.isoformat()}"


_FORMATS = {"docx": "Word files", "pdf": "PDFs"}
_MANY: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "languages": ({"languages": ("all",), "recipients": ()}, "The {} in all languages"),
    "recipients": ({"recipients": ("all",), "languages": ()}, "The {} to all recipients"),
    "documents": ({"documents": ("all",), "recipients": ()}, "All documents"),
}
