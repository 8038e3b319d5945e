"""Pages as SVG, one document after another, by an engine that stays: for who looks at many versions of a document.

The engine (see `briefgen.pages.engine`) runs in a process of its own, which is started when the first document comes,
started again after some hundred, and after one that has ended it. Its answers are looked at as what comes from outside:
a page is text, lines and pictures, and nothing that could act or ask for something elsewhere.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from msgspec import Struct, field

from briefgen.errors import OutputError
from briefgen.opc.xml import parse_xml
from briefgen.pages.engine import refuse_missing_engine

_PROCESS = Path(__file__).with_name("rdocx_process.py")
_SECONDS = 65  # for a document; the process ends itself after sixty, where the system can do it
_LARGEST = 256 << 20  # bytes of a page
_MOST_DOCUMENTS = 200  # of one process
_MOST_FONTS = 64

_ELEMENTS = frozenset(
    "svg g a defs text tspan rect line path circle ellipse polygon polyline image clipPath use".split()
)
_PICTURE = re.compile(r"#[\w-]+|data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_WEB = re.compile(r"(?:https?:|mailto:|#)[^\x00-\x20]*")  # where a link of a document may lead
_LINKS = frozenset({"href", "src"})
_OPEN_IN_WORD = "Open the file in Word, or look at its text."


class PageFont(Struct, frozen=True):
    """A typeface that pages are drawn with; `family` is its name in them, and the key to its data."""

    family: str
    weight: str
    style: str


class DrawnPage(Struct, frozen=True):
    """A page as a picture.

    Attributes:
        svg: the picture, without its typefaces.
        count: how many pages the document has.
        typefaces: those that the page names.
    """

    svg: str
    count: int
    typefaces: tuple[PageFont, ...] = ()


Answer = Mapping[str, Any]


class PageDrawer(Struct):
    """Draws documents one by one; any thread may ask.

    Attributes:
        environment: all that the engine sees of the environment.
        fonts: the data of the typefaces by their families, TrueType or OpenType.
    """

    environment: Mapping[str, str]
    fonts: dict[str, bytes] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None
    _drawn: int = 0
    _lock: Lock = field(default_factory=Lock)

    def draw(self, document: bytes, tell: Callable[[DrawnPage], object]) -> tuple[str, ...]:
        """Draws the pages of a Word document.

        Args:
            tell: is given each page as soon as it is drawn, in their order.

        Returns:
            What the engine says it has left out.

        Raises:
            UsageProblemError: the engine is not installed.
            OutputError: it cannot draw the document, or not to its end.
        """
        refuse_missing_engine()
        with self._lock:
            count, remarks = self._draw(document, tell)
        if not count:
            raise OutputError(f"rdocx has drawn no page: {'; '.join(remarks)}.", _OPEN_IN_WORD)
        return remarks

    def close(self) -> None:
        """Ends the engine; the next document starts it again."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process, self._drawn = None, 0

    def _draw(self, document: bytes, tell: Callable[[DrawnPage], object]) -> tuple[int, tuple[str, ...]]:
        if self._drawn >= _MOST_DOCUMENTS or len(self.fonts) > _MOST_FONTS:
            self.close()
            self.fonts.clear()
        process = self._process = self._process or self._start()
        self._drawn += 1
        late = Timer(_SECONDS, process.kill)
        late.start()
        is_whole = False
        try:
            result = self._take_pages(_answers(process, document), tell)
            is_whole = True
        except (OSError, ValueError) as problem:
            raise OutputError("rdocx ended before the document was drawn.", _OPEN_IN_WORD) from problem
        finally:
            late.cancel()
            if not is_whole:
                self.close()
        return result

    def _take_pages(
        self, answers: Iterable[Answer], tell: Callable[[DrawnPage], object]
    ) -> tuple[int, tuple[str, ...]]:
        """How many pages came, and the remarks."""
        number = 0
        for number, answer in enumerate(answers):
            if "remarks" in answer:
                return number, tuple(map(str, answer["remarks"]))
            fonts = answer["fonts"]
            self.fonts |= {name: b64decode(data) for name, (_, _, data) in fonts.items() if data}
            refuse_active(svg := str(answer["page"]))
            faces = (PageFont(name, str(weight), str(style)) for name, (weight, style, _) in fonts.items())
            tell(DrawnPage(svg, int(answer["count"]), tuple(faces)))
        raise ValueError(number)

    def _start(self) -> subprocess.Popen[bytes]:
        command, pipe = [sys.executable, "-P", str(_PROCESS)], subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603  # no argument comes from a file


def _answers(process: subprocess.Popen[bytes], document: bytes) -> Iterator[Answer]:
    """Sends a document and reads the answers.

    Raises:
        OSError, ValueError: the engine has ended, or says something else.
    """
    assert process.stdin, "it was started with pipes"
    assert process.stdout, "it was started with pipes"
    process.stdin.write(len(document).to_bytes(4) + document)
    process.stdin.flush()
    while True:
        length = int.from_bytes(process.stdout.read(4))
        if not 0 < length <= _LARGEST or len(answer := process.stdout.read(length)) != length:
            raise ValueError(length)
        yield json.loads(answer)


def refuse_active(svg: str) -> None:
    """Refuses a page that is more than text, lines and pictures, and links that a document may have.

    Raises:
        OutputError: it is.
    """
    for element in parse_xml(svg.encode(), "page").iter():
        names = {str(name).rpartition("}")[2] for name in element.attrib}
        links = [value for name, value in element.attrib.items() if str(name).rpartition("}")[2] in _LINKS]
        kind = str(element.tag).rpartition("}")[2]
        may_lead = _WEB if kind == "a" else _PICTURE
        acts = any(name.casefold().startswith("on") or name == "style" for name in names)
        if kind not in _ELEMENTS or acts or not all(may_lead.fullmatch(str(each)) for each in links):
            raise OutputError("rdocx has drawn a page with more than text and pictures.", _OPEN_IN_WORD)
