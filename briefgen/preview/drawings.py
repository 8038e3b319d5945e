"""The pages of documents as pictures: the first as soon as it is drawn, the others when the page asks for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Condition, Lock

from msgspec import Struct, field

from briefgen.errors import BriefgenError, OutputError
from briefgen.outputs import Output
from briefgen.pages.drawing import DrawnPage, PageDrawer
from briefgen.pages.engine import is_installed
from briefgen.preview.desk import Made
from briefgen.production.formats import PdfSource

_LARGEST = 48 << 20
"""Characters of all pages that are kept."""

_PATIENCE = 90  # seconds: the engine gives up after sixty


class Drawing(Struct):
    """The pages of one document, as they come.

    Attributes:
        remarks: what is not on them, in words.
        problem: why there are no more of them, if they ended before their time.
    """

    key: str
    pages: list[DrawnPage] = field(default_factory=list)
    remarks: tuple[str, ...] = ()
    problem: BriefgenError | None = None
    is_whole: bool = False
    _changed: Condition = field(default_factory=Condition)

    def add(self, page: DrawnPage) -> None:
        """One more page is drawn."""
        with self._changed:
            self.pages.append(page)
            self._changed.notify_all()

    def end(self, problem: BriefgenError | None = None) -> None:
        """No more pages come."""
        with self._changed:
            self.problem, self.is_whole = problem, True
            self._changed.notify_all()

    def page(self, number: int) -> DrawnPage:
        """A page by its number from 0; waits for it.

        Raises:
            BriefgenError: it cannot be drawn, or there is none of that number.
        """
        with self._changed:
            self._changed.wait_for(lambda: number < len(self.pages) or self.is_whole, _PATIENCE)
        if number < len(self.pages):
            return self.pages[number]
        raise self.problem or OutputError(f"The document has no page {number + 1}.")

    @property
    def size(self) -> int:
        """How much is kept of it, in characters."""
        return sum(len(each.svg) for each in self.pages)


class Drawings(Struct):
    """Draws documents in a thread of its own, and keeps those that were looked at last."""

    drawer: PageDrawer
    _kept: OrderedDict[str, Drawing] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "pages"))

    @property
    def possible(self) -> bool:
        """Whether there is an engine that draws pages."""
        return is_installed()

    def of(self, made: Made) -> Drawing:
        """The drawing of a document, which is begun if it is not there; it is there at once, its pages come."""
        key = sha256(made.shown).hexdigest()[:32]
        with self._lock:
            drawing = self._kept.get(key)
            if drawing is None:
                drawing = self._kept[key] = Drawing(key)
                self._pool.submit(_draw, drawing, Output(made.output.path, made.shown), self.drawer)
            self._kept.move_to_end(key)
            self._drop_oldest()
        return drawing

    def find(self, key: str) -> Drawing | None:
        """A drawing that is still there."""
        return self._kept.get(key)

    def close(self) -> None:
        """Ends the engine and the thread."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.drawer.close()

    def _drop_oldest(self) -> None:
        size = sum(each.size for each in self._kept.values())
        while size > _LARGEST and len(self._kept) > 1:
            size -= self._kept.popitem(last=False)[1].size


def _draw(drawing: Drawing, file: Output, drawer: PageDrawer) -> None:
    try:
        drawing.remarks = draw_document(file, drawer, drawing.add)
    except BriefgenError as problem:
        drawing.end(problem)
    except Exception as problem:  # whatever it is, somebody waits
        drawing.end(OutputError(f"The pages cannot be drawn ({type(problem).__name__})."))
        raise
    else:
        drawing.end()


def draw_document(file: Output, drawer: PageDrawer, tell: Callable[[DrawnPage], object]) -> tuple[str, ...]:
    """Draws the pages of a Word file with what it says on so many pages as it has.

    Args:
        tell: is given each page.

    Returns:
        What the pages do not show, in words.

    Raises:
        OutputError: see `PageDrawer.draw`.
    """
    source = PdfSource(file)
    count = None
    if source.on_pages() is not file.data:  # it says something else on one page than on many
        counted: list[DrawnPage] = []
        drawer.draw(source.for_rdocx(), counted.append)
        count = len(counted)
    remarks = drawer.draw(source.for_rdocx(count), tell)
    return (*(f"{each}: not as in Word" for each in source.drawings), *remarks)
