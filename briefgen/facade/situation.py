"""What stands on a day, for programs: points, items and figures to read, a table to look at, documents to be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof import Situation, situation_as_of
from briefgen.asof.overview import PointOverview, overview
from briefgen.asof.situation import Item, Point
from briefgen.commands.status import line_of, texts_of
from briefgen.compose import keys
from briefgen.compose.texts import Texts
from briefgen.contributions.contents import owners_in
from briefgen.facade.document import Document
from briefgen.facade.requests import MakeOptions, names_of, with_options
from briefgen.facade.table import ShownRow, write_html, write_text
from briefgen.findings import Finding
from briefgen.model.dossier import Figure
from briefgen.production.dataframes import figures_to_dataframe, items_to_dataframe
from briefgen.production.documents import make_documents_of
from briefgen.production.order import Order
from briefgen.production.record import Record

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd


class ItemAsOf(Struct, frozen=True):
    """A follow-up item as it stands on the day.

    Attributes:
        key: its identity over all its wordings; `point` is that of the commitment that it stands under.
        text: as typed in the ledger, in light Markdown with values.
        words: as its reader meets it, on one line, in the language of the dossier.
        state: "done", "ongoing", "planned", "delayed", "blocked" or "".
        due: the deadline as typed, or ""; `first_due` the first that was promised, `moves` how often it was moved.
        as_of: the day from which the wording holds.
        confirmed: the day on which it was last confirmed without new words, or None.
        overdue: whether the deadline has passed and it is not done.
    """

    key: str
    point: str
    text: str
    words: str
    state: str
    due: str
    first_due: str
    moves: int
    owner: str
    source: str
    group: str
    as_of: date
    confirmed: date | None
    overdue: bool

    @property
    def owners(self) -> tuple[str, ...]:
        """Those whose it is; in `owner` several stand with semicolons between them."""
        return owners_in(self.owner)


class PointAsOf(Struct, frozen=True):
    """A commitment and how far it is on the day.

    Attributes:
        key: its key; `number` as printed, `part` the title of its section.
        text, words: as for an item.
        state: the gravest state among its items, or "".
        last_update: the day of its newest wording or confirmation; None without items.
        next_due: the deadline, as typed, that ends first among its open items, or "".
        overdue: how many of its items are past their deadline.
    """

    key: str
    number: str
    part: str
    text: str
    words: str
    state: str
    last_update: date | None
    next_due: str
    overdue: int
    items: tuple[ItemAsOf, ...]


class DossierAsOf(Struct, frozen=True, dict=True):
    """What stands on a day. In a notebook it shows itself as a table, and printed as plain text.

    >>> import briefgen
    >>> situation = briefgen.open("follow-up").dossier().as_of("2023-03-17")
    >>> point = situation.points[0]
    >>> point.number, point.state, point.items[0].point == point.key
    ('1', 'ongoing', True)

    Attributes:
        findings: what is doubtful in the tables, but no error.
    """

    _record: Record
    _order: Order
    findings: tuple[Finding, ...]

    @property
    def as_of(self) -> date:
        """The day."""
        return self._order.as_of

    @property
    def known_on(self) -> date | None:
        """The day up to which entries had been recorded, or None for all that is known by now."""
        return self._order.known_on

    @cached_property
    def points(self) -> tuple[PointAsOf, ...]:
        """Every commitment that stands, in the file's order, with its items."""
        texts, _ = texts_of(self._record, self._situation)
        rows = zip(self._situation.points, overview(self._situation), strict=True)
        return tuple(_point(point, counted, texts) for point, counted in rows)

    @property
    def items(self) -> tuple[ItemAsOf, ...]:
        """All items that stand, point by point."""
        return tuple(item for point in self.points for item in point.items)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The figures as they stand, by name; values are exact.

        >>> import briefgen
        >>> figures = briefgen.open("follow-up").dossier().as_of("2023-03-17").figures
        >>> figures["resettlement-funding"].value, figures["resettlement-funding"].unit
        (Decimal('480000000'), 'EUR')
        """
        return self._situation.figures

    def to_frame(self, of: Literal["items", "figures"] = "items") -> pd.DataFrame:
        """The items, or the figures, as a DataFrame: a row each, with texts as they are typed.

        >>> import briefgen
        >>> situation = briefgen.open("follow-up").dossier().as_of("2023-03-17")
        >>> len(situation.to_frame()) >= len(situation.items)  # a point without items has a row too
        True
        >>> list(situation.to_frame("figures").columns[:3])
        ['figure', 'value', 'unit']
        """
        return (figures_to_dataframe if of == "figures" else items_to_dataframe)(self._situation)

    def annex(self, *, language: str | None = None, **options: Unpack[MakeOptions]) -> Document:
        """The annex.

        >>> import briefgen
        >>> situation = briefgen.open("follow-up").dossier().as_of("2023-03-17")
        >>> situation.annex(language="fr", since="2023-03-06")
        <Document annex-2023-03-17.fr.docx>

        Args:
            language: its code; without one, the language that the texts are written in.
            options: see `MakeOptions`.

        Raises:
            FindingsError: see `make`.
        """
        return self.make("annex", language=language, **options)

    def letter(self, *, to: str | None = None, language: str | None = None, **options: Unpack[MakeOptions]) -> Document:
        """The letter, dated the day.

        >>> import briefgen
        >>> briefgen.open("follow-up").dossier().as_of("2023-03-20").letter(to="be").name
        'letter-2023-03-20.be.en.docx'

        Args:
            to: the key of a recipient, whose language it is then in; without one it has no addressee.
            language: its code, for a letter without an addressee.
            options: see `MakeOptions`.

        Raises:
            FindingsError: see `make`.
        """
        return self.make("letter", to=to, language=language, **options)

    def make(
        self, document: str, *, language: str | None = None, to: str | None = None, **options: Unpack[MakeOptions]
    ) -> Document:
        """A document of the dossier by its name.

        >>> import briefgen
        >>> briefgen.open("follow-up").dossier().as_of("2023-03-17").make("annex").name
        'annex-2023-03-17.en.docx'

        Args:
            document: as `dossier.yaml` names it.
            language, to: as for `annex` and `letter`.
            options: see `MakeOptions`.

        Raises:
            UsageProblemError: the dossier has no such document, language or recipient.
            FindingsError: findings at error level, which the error has, stop the document.
        """
        [made] = self.make_all(document, languages=language, to=to, **options)
        return made

    def make_all(
        self,
        *documents: str,
        languages: str | tuple[str, ...] | list[str] | None = None,
        to: str | tuple[str, ...] | list[str] | None = None,
        executor: Executor | None = None,
        **options: Unpack[MakeOptions],
    ) -> tuple[Document, ...]:
        """Several documents at once, all or none.

        >>> import briefgen
        >>> situation = briefgen.open("follow-up").dossier().as_of("2023-03-17")
        >>> [each.name for each in situation.make_all("annex", languages=["en", "pl"])]
        ['annex-2023-03-17.en.docx', 'annex-2023-03-17.pl.docx']

        Args:
            documents: names; "all" or none stand for every document of the dossier.
            languages, to: one or several, or "all"; a letter is made once for each recipient, in its language.
            executor: who makes them: any executor of `concurrent.futures`, or dask's `client.get_executor()`. Its
                workers have the same briefgen and read no file. It is left open. Without one, this thread.
            options: see `MakeOptions`.

        Returns:
            The documents in the order asked for. Each has all findings of the run.

        Raises:
            UsageProblemError, FindingsError: see `make`.
        """
        names = documents or ("all",)
        order = replace(self._order, documents=names, languages=names_of(languages), recipients=names_of(to))
        made = make_documents_of(self._record, with_options(order, options), executor=executor)
        found, asked = tuple(made.workshop.findings), replace(made.workshop.order, engine=options.get("engine", "auto"))
        inputs = (self._record.workspace.templates, self._record.folder)
        return tuple(Document(each.path.name, each.data, found, asked, inputs) for each in made.files)

    @cached_property
    def _situation(self) -> Situation:
        return situation_as_of(self._record.dossier, self.as_of, self.known_on)

    @property
    def heading(self) -> str:
        """Title and day, as the table has them above it."""
        known = f", as known on {self.known_on}" if self.known_on else ""
        return f"{self._record.dossier.title}: situation as of {self.as_of}{known}"

    def __str__(self) -> str:
        return write_text(self.heading, list(_rows(self.points)))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return write_html(self.heading, list(_rows(self.points)))


def _point(point: Point, counted: PointOverview, texts: Texts) -> PointAsOf:
    about = point.commitment
    return PointAsOf(
        about.point,
        about.number,
        about.part,
        about.text,
        line_of(texts.block(keys.commitment(about))),
        counted.state.value if counted.state else "",
        counted.last_update,
        counted.next_due,
        counted.overdue,
        tuple(_item(each, texts) for each in point.items),
    )


def _item(item: Item, texts: Texts) -> ItemAsOf:
    row = item.follow_up
    return ItemAsOf(
        key=item.key,
        point=row.point,
        text=row.text,
        words=line_of(texts.block(keys.followup(row))),
        state=row.state.value if row.state else "",
        due=row.due,
        first_due=item.first_due,
        moves=len(item.moves),
        owner=row.owner,
        source=row.source,
        group=row.group,
        as_of=row.as_of,
        confirmed=item.confirmed,
        overdue=item.overdue,
    )


def _rows(points: tuple[PointAsOf, ...]) -> Iterator[ShownRow]:
    """A row for each point, then one for each of its items."""
    for point in points:
        section = f"{point.part}: {point.words}" if point.part and not point.number else point.words
        yield ShownRow(point.number, section, point.state, point.next_due, is_point=True)
        yield from (ShownRow("", each.words, each.state, each.due, each.owner) for each in point.items)
