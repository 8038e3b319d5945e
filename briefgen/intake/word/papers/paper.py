"""A paper as it was read: its head, its paragraphs as rows of the table `paragraphs`, or its body as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.findings import Finding, Place, declare, warning
from briefgen.intake.reading import Told
from briefgen.intake.word.letters import LetterRead
from briefgen.intake.word.texts import TextReader
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.model.richtext import Span

About: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""What the head of a document says, as under `about` in dossier.yaml."""


OTHERWISE: Final = declare("IMP-040", "What stands in an imported paper stands so in the document made of it.")
_SHOWN: Final = 3


class PaperRow(NamedTuple):
    """A row of the table `paragraphs`, without its key and day.

    Attributes:
        text: marked-up text; dates and amounts are values where these are the same words again.
        heading: of a participant: the group.
        name, function: of who said a quotation; the name of a participant.
        href: where a link goes, or "".
    """

    kind: str
    text: str
    place: Place
    heading: str = ""
    name: str = ""
    function: str = ""
    href: str = ""


class PaperRead(Struct, frozen=True):
    """One paper; what it does not say is "" or None.

    Attributes:
        file: its name.
        kind: as in `DOCUMENT_KINDS`; "" where the file is none of the papers, and then there is nothing else.
        title: marked-up text.
        day: of its dateline, or the last day that its head names.
        place: of its dateline.
        about: entries of the document's head, as templates see them.
        body: Markdown of its body, or of the text on the cover of conclusions.
        letter: where it is one.
        told: what is in none of these, or stands there otherwise than in the paper.
    """

    file: str
    kind: str = ""
    title: str = ""
    day: date | None = None
    place: str = ""
    institution: str = ""
    language: str = "en"
    about: About = field(default_factory=dict)
    rows: tuple[PaperRow, ...] = ()
    body: str = ""
    letter: LetterRead | None = None
    told: tuple[Told, ...] = ()


def losses_of(paper: PaperRead) -> Iterator[Finding]:
    """A warning for each kind of thing that is not in the document of a paper, or is there otherwise."""
    kinds: dict[str, list[Told]] = {}
    for each in paper.told:
        kinds.setdefault(each.what, []).append(each)
    for what, those in kinds.items():
        words = ", ".join(f"“{each.words}”" for each in those[:_SHOWN] if each.words)
        more = " …" if len(those) > _SHOWN else ""
        message = f"{what}: {len(those)}" + (f" ({words}{more})." if words else ".")
        yield warning(OTHERWISE, those[0].place, message, "Look whether the document needs them.")


class PaperWork(Struct):
    """What those who read a paper share.

    Attributes:
        pieces: the paragraphs of its body that say something.
        told: what they tell of.
    """

    manuscript: Manuscript
    language: str
    pieces: Sequence[Passage]
    told: list[Told] = field(default_factory=list)
    texts: TextReader = field(default_factory=lambda: TextReader([], headings=True))

    def tell(self, what: str, pieces: Iterable[Passage]) -> None:
        """Tell of paragraphs."""
        self.told += [Told(what, each.place, one_line_of(each)[:80], 0) for each in pieces]

    def text(self, *pieces: Passage) -> str:
        """Paragraphs as marked-up text, whatever they are in the paper: no bullet, no number."""
        return self.texts.read([replace(each, role=Role.PARAGRAPH, number="", level=0) for each in pieces])

    def plain(self, text: str) -> str:
        """A short text whose looks the template decides, as marked-up text."""
        return self.texts.read([Passage((Span(" ".join(text.split())),), Place(self.manuscript.name))])


def one_line_of(passage: Passage) -> str:
    """The words of a paragraph in one line."""
    return " ".join(passage.text.split())
