"""What is proposed of texts, figures and translations, as files of the dossier in which the old wordings stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from briefgen.asof import Situation, situation_as_of
from briefgen.asof.standing import standing
from briefgen.commands.pull_texts import bodies_of
from briefgen.compose.keys import DossierText
from briefgen.findings import Finding, error
from briefgen.localise.po_writing import change_translations
from briefgen.model.dossier import Commitment, Figure
from briefgen.model.kinds import ParagraphEntry
from briefgen.outputs import Output
from briefgen.production.record import Record
from briefgen.pull import NOT_STANDING
from briefgen.pull.wordings import Target, TextChange, TextProposal, with_pieces
from briefgen.sources.dossier_folder import catalogue_path, file_for_rows
from briefgen.sources.files.csv_rows import Row, columns_of, missing_columns, with_columns, with_rows
from briefgen.sources.files.schema import COMMITMENTS, FIGURES, PARAGRAPHS, TableSchema

_SCHEMAS = {Target.COMMITMENT: COMMITMENTS, Target.PARAGRAPH: PARAGRAPHS, Target.FIGURE: FIGURES}
_FORMER = "former"
"""The folder, in that of a dossier, of texts that were replaced."""


class TextLedger(Struct):
    """The texts of a dossier as they stand today, and the files that take other ones.

    Attributes:
        recorded: the day on which new wordings are known.
    """

    record: Record
    recorded: date
    _situations: dict[date, Situation] = field(default_factory=dict)

    def now(self, change: TextChange) -> str | None:
        """How a text is typed today; None where it is no more."""
        if change.target is Target.TRANSLATION:
            catalogue = self.record.dossier.translations.get(change.language)
            found = catalogue.find(change.key, change.original) if catalogue else None
            wordings = found.wordings if found else (None,)
            return change.old if change.old in wordings else wordings[0]
        if change.target is Target.BODY:
            pieces = self._pieces(change)
            return pieces[change.block].source if change.block < len(pieces) else None
        row = self._row(change)
        return f"{row.value:f}" if isinstance(row, Figure) else row.text if row else None

    def _situation(self, day: date) -> Situation:
        if day not in self._situations:
            self._situations[day] = situation_as_of(self.record.dossier, day)
        return self._situations[day]

    def _pieces(self, change: TextChange) -> list[DossierText]:
        body = self._body(change)
        return body.blocks() if body else []

    def _body(self, change: TextChange) -> DossierText | None:
        situation = self._situation(change.as_of)
        bodies = (body for each in self.record.dossier.documents for body in bodies_of(situation, each))
        return next((each for each in bodies if each.place.file == change.key), None)

    def _row(self, change: TextChange) -> Commitment | ParagraphEntry | Figure | None:
        situation = self._situation(change.as_of)
        if change.target is Target.FIGURE:
            return situation.figures.get(change.key)
        if change.target is Target.COMMITMENT:
            points = (each.commitment for each in situation.points)
            return next((each for each in points if each.point == change.key), None)
        rows = standing(situation.history.paragraphs, lambda row: f"{row.document}/{row.paragraph}", change.as_of)
        return rows.get(change.key)

    def doubts(self, proposals: Iterable[TextProposal]) -> Iterator[Finding]:
        """The proposals whose rows would not stand, each with an error."""
        for each in proposals:
            change, row = each.change, self._row(each.change) if each.change.target in _SCHEMAS else None
            if row is None or not row.as_of:
                continue
            day = change.as_of if change.target is Target.FIGURE else self.recorded
            if (change.as_of, day) <= (row.as_of, row.recorded or row.as_of):
                message = (
                    f"the dossier has {change.name} as of {row.as_of} already; a row of {change.as_of} would not count."
                )
                remedy = "Report on a later day (--as-of), or correct that row by hand."
                yield error(NOT_STANDING, change.place, message, remedy, change.key)

    def outputs(self, proposals: Sequence[TextProposal]) -> Iterator[Output]:
        """The files that proposals change, and those that keep what they replace."""
        by_target: dict[Target, list[TextProposal]] = defaultdict(list)
        for each in proposals:
            by_target[each.change.target].append(each)
        for target, schema in _SCHEMAS.items():
            if by_target[target]:
                yield self._table(schema, [self.row_of(each) for each in by_target[target]])
        yield from self._bodies([each.change for each in by_target[Target.BODY]])
        yield from self._catalogues([each.change for each in by_target[Target.TRANSLATION]])

    def _table(self, schema: TableSchema, rows: Sequence[Row]) -> Output:
        folder = self.record.folder
        path = folder / file_for_rows(folder, schema.name)
        content = path.read_bytes() if path.exists() else b""
        lacking = [name for name in missing_columns(columns_of(schema, content, path.name), rows) if name in _DATED]
        content = with_columns(schema, content, path.name, lacking)
        return Output(path, with_rows(schema, content, path.name, rows))

    def row_of(self, proposal: TextProposal) -> dict[str, str]:
        """A proposed row as the cells of its table, by column."""
        change, row = proposal.change, self._row(proposal.change)
        dated = {"as_of": change.as_of.isoformat(), "recorded": self.recorded.isoformat(), "source": proposal.who}
        if isinstance(row, Figure):
            kept = {"figure": row.figure, "unit": row.unit, "part_of": row.part_of, "label": row.label}
            return {**kept, "value": change.new, "as_of": dated["as_of"], "source": proposal.who}
        if isinstance(row, Commitment):
            kept = {"point": row.point, "number": row.number, "part": row.part}
            return {**kept, "as_of": dated["as_of"], "recorded": dated["recorded"], "text": change.new}
        assert isinstance(row, ParagraphEntry), "what is no more has clashed"
        names = ("document", "paragraph", "kind", "heading", "name", "function", "href")
        return {**{name: getattr(row, name) for name in names}, **dated, "text": change.new}

    def _bodies(self, changes: Sequence[TextChange]) -> Iterator[Output]:
        files: dict[str, list[TextChange]] = defaultdict(list)
        for each in changes:
            files[each.key].append(each)
        for name, those in files.items():
            pieces = [each.source for each in self._pieces(those[0])]
            text = "\n\n".join(with_pieces(pieces, {each.block: each.new for each in those})) + "\n"
            yield from self._body_files(name, those[0], text)

    def _body_files(self, name: str, change: TextChange, text: str) -> Iterator[Output]:
        """A letter gets a file of its day, so that the one before stays; what is of that very day is kept elsewhere."""
        folder, dated = self.record.folder, f"letter.{change.as_of}.md"
        if name.startswith("letter") and name != dated:
            yield Output(folder / dated, text.encode())
            return
        former = (folder / name).read_bytes()
        yield Output(_free(folder / _FORMER / name), former)
        yield Output(folder / name, text.encode())

    def _catalogues(self, changes: Sequence[TextChange]) -> Iterator[Output]:
        for language in dict.fromkeys(each.language for each in changes):
            path = catalogue_path(self.record.folder, language)
            texts = {(each.key, each.original, each.old): each.new for each in changes if each.language == language}
            remark = f"Until {self.recorded}"
            yield Output(path, change_translations(path.read_bytes(), texts, path.name, remark))


_DATED = frozenset({"as_of", "recorded"})


def _free(path: Path) -> Path:
    """A name that no file has yet, with a number if need be."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
