"""One story of a file, the body or a header or footer, paragraph by paragraph, as passages."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.findings import Place
from briefgen.model.exhibits import Chart
from briefgen.model.manuscript import Passage, Role
from briefgen.opc.xml import Element
from briefgen.word.anchors.names import read_name
from briefgen.word.reader.figures import figures_of
from briefgen.word.reader.runs import Inline, Runs
from briefgen.word.reader.state import NoteMet, ReaderState
from briefgen.word.wml.numbering import ListCounter, ListNumber
from briefgen.word.wml.ooxml import BOOKMARK, FALLBACK, PPR, RPR, RUN, SECTPR, P, ancestor, w
from briefgen.word.wml.places import MAX_HEADING, Walk
from briefgen.word.wml.watermarks import watermark_in

_NAMED: Mapping[str, Role] = {
    "title": Role.TITLE,
    "caption": Role.CAPTION,
    **dict.fromkeys(("quote", "intense quote", "quotation", "quotations", "citation"), Role.QUOTATION),
    **dict.fromkeys(("attribution", "quote author", "quotation author", "quote source"), Role.ATTRIBUTION),
}
# what a service calls its own: "Results Quote", "Results Quote Author"
_ENDINGS = (
    *((f" {name}", role) for name, role in _NAMED.items() if role is Role.ATTRIBUTION),
    *((f" {name}", Role.QUOTATION) for name in ("quote", "quotation")),
    (" caption", Role.CAPTION),
)
_MARK, _GONE = f"{PPR}/{RPR}", (w("del"), w("moveFrom"))


def read_story(state: ReaderState, root: Element, part: str, role: Role | None = None) -> None:
    """Reads a story and puts its passages behind those that were read before.

    Args:
        state: the file; its passages, pictures and notes grow.
        root: what holds the story's paragraphs.
        part: the name of its part.
        role: HEADER or FOOTER; None for the body.
    """
    deque(walk_story(state, root, part, role), maxlen=0)


def walk_story(
    state: ReaderState, root: Element, part: str, role: Role | None = None
) -> Iterator[tuple[Element, tuple[Passage, ...]]]:
    """The same paragraph by paragraph, with the passages of each: none for what was deleted or is hidden."""
    words = state.words_for_parts.get(part, "")
    state.tables.add_all(root, words)
    related = {each.id: each for each in state.package.relationships(part)}
    runs = Runs(state.looks, related, state.notes.of_mark, state.bookmarks)
    story = _Story(state, runs, ListCounter(state.root("numbering"), state.styles), words, role)
    for paragraph, spot in Walk(None).paragraphs(root):
        if ancestor(paragraph, FALLBACK) is None and state.tables.is_seen(paragraph):
            before = len(state.passages)
            story.read(paragraph, spot.words)
            yield paragraph, tuple(state.passages[before:])


class _Story(Struct):
    """A story while it is read.

    Attributes:
        words: its part in a drafter's words, "" for the body.
        heading: the nearest heading so far.
        carried: what stood in paragraphs whose mark was deleted, so that they run on into the next.
        roles: those that styles give, by their ids.
    """

    state: ReaderState
    runs: Runs
    counter: ListCounter
    words: str
    role: Role | None
    heading: str = ""
    carried: Inline = field(default_factory=Inline)
    roles: dict[str, Role | None] = field(default_factory=dict)

    def read(self, paragraph: Element, spot: str) -> None:
        """Reads the next paragraph."""
        found = self._joined(self.runs.read(paragraph))
        if _runs_on(paragraph):
            self.carried = found
        elif not _is_hidden(paragraph, found, self.runs):
            self._put(paragraph, spot, found)
        properties = paragraph.find(PPR)
        if self.role is None and properties is not None and properties.find(SECTPR) is not None:
            self.state.notes.counter.end_section()

    def _joined(self, found: Inline) -> Inline:
        if self.role is None:
            self.state.count_languages(found.spans)
        if not self.carried.spans and not self.carried.figures:
            return found
        before, self.carried = self.carried, Inline()
        for span in found.spans:
            before.add(span)
        return Inline(before.spans, before.figures + found.figures, found.hidden)

    def _put(self, paragraph: Element, spot: str, found: Inline) -> None:
        styles = self.state.styles
        role, level, number = self._kind(paragraph)
        above, spans = self.heading, tuple(found.spans)
        self._keep_heading(role, "".join(span.text for span in spans).strip())
        place = Place(self.state.file, part=self.words, spot=spot, heading=self.heading)
        cell = self.state.tables.cell_of(paragraph)
        style, look = styles.name_of(styles.style_of(paragraph)), self.state.passage_looks.of(paragraph)
        record = _record_of(paragraph)
        passage = Passage(spans, place, role, level, number, style, cell, above, look=look, record=record)
        charts = list(self._charts(found, place))
        if spans or not charts:
            self.state.passages.append(passage)
        self.state.passages += (replace(passage, spans=(), number="", exhibit=each) for each in charts)
        self._keep_notes(place)

    def _keep_heading(self, role: Role, text: str) -> None:
        if role in (Role.HEADING, Role.TITLE) and text:
            self.heading = text[:MAX_HEADING]

    def _keep_notes(self, place: Place) -> None:
        for count, note in enumerate(self.state.notes.met, 1):
            mark = replace(place, spot=f"{place.spot}, note {count}")
            self.state.notes_met.append(NoteMet(note, mark, self.heading))
        self.state.notes.met.clear()

    def _charts(self, found: Inline, place: Place) -> Iterator[Chart]:
        self.state.watermark = next(filter(None, (self.state.watermark, *map(watermark_in, found.figures))), "")
        for picture, chart in figures_of(found.figures, self.state.package, self.runs.related, place):
            self.state.pictures.append(picture)
            if chart is not None:
                yield chart

    def _kind(self, paragraph: Element) -> tuple[Role, int, str]:
        styles = self.state.styles
        numbered = self.counter.next(paragraph)
        number = numbered.text if numbered else ""
        if self.role:
            return self.role, 0, number
        named, level = self._role_by_style(styles.style_of(paragraph)), styles.heading_level(paragraph)
        if named and (named is Role.TITLE or not level):
            return named, 0, number
        return (Role.HEADING, level, number) if level else _in_list(numbered)

    def _role_by_style(self, style_id: str) -> Role | None:
        """The role that the nearest name in a style's chain gives; headings and lists aside."""
        if style_id not in self.roles:
            roles = (_role_named(style.name.casefold()) for style in self.state.styles.chain(style_id))
            self.roles[style_id] = next((role for role in roles if role), None)
        return self.roles[style_id]


def _role_named(name: str) -> Role | None:
    exact = _NAMED.get(name)
    return exact or next((role for ending, role in _ENDINGS if name.endswith(ending)), None)


def _in_list(numbered: ListNumber | None) -> tuple[Role, int, str]:
    if numbered is None:
        return Role.PARAGRAPH, 0, ""
    return (Role.BULLET if numbered.is_bullet else Role.NUMBERED), numbered.level, numbered.text


def _record_of(paragraph: Element) -> str:
    """The digest of the record that a paragraph's own anchor names; anchors stand before all runs."""
    for child in paragraph.iterchildren(BOOKMARK, RUN):
        anchor = read_name(child.get(w("name")) or "") if child.tag == BOOKMARK else None
        if anchor and not anchor.is_row:
            return "" if anchor.is_fixed else anchor.record
        if child.tag == RUN:
            break
    return ""


def _runs_on(paragraph: Element) -> bool:
    """Whether the paragraph's mark was deleted, so that its text belongs to the next (17.13.5.15)."""
    mark = paragraph.find(_MARK)
    if mark is None or all(mark.find(tag) is None for tag in _GONE):
        return False
    following = paragraph.getnext()
    return following is not None and following.tag == P


def _is_hidden(paragraph: Element, found: Inline, runs: Runs) -> bool:
    """Whether nothing of a paragraph is shown, its mark neither."""
    return found.hidden and not found.spans and not found.figures and runs.looks.hides_mark(paragraph)
