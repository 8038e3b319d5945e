"""The regions of docs/reference: commands as `--help` says them, words for values, columns of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click
import pandas as pd

import briefgen
from briefgen.cli.group import group
from briefgen.model.vocabulary import WORDS
from briefgen.sources.files.schema import BESIDE_THE_RECORD, TABLES, Column, ColumnKind, TableSchema
from tests.manual_tables import table

_WIDTH = 90
_BEFORE = "That is "  # a text may not begin with a number in figures
_ADDRESSED = "[{}](../data.md#whom-a-letter-addresses)"
KINDS: Mapping[ColumnKind, str] = {
    ColumnKind.TEXT: "text",
    ColumnKind.KEY: "key",
    ColumnKind.DATE: "date",
    ColumnKind.NUMBER: "number",
    ColumnKind.STATE: "state",
    ColumnKind.DUE: "[date, exact or imprecise](../data.md#dates-exact-and-imprecise)",
    ColumnKind.MARKDOWN: "[marked-up text](../data.md#marked-up-text)",
    ColumnKind.PARAGRAPH: "[kind of paragraph](../papers.md#paragraphs)",
    ColumnKind.GENDER: _ADDRESSED.format("gender"),
    ColumnKind.OFFICE: _ADDRESSED.format("office"),
}
# an example of each word that a text of the follow-up may have; the others speak of the document around them
EXAMPLES: Mapping[str, str] = {
    "date": 'date("2023-03-14")',
    "when": 'when("2023-03-14")',
    "by": 'by("2023-05-31")',
    "since": 'since("2023-03-14")',
    "money": 'money("480 million")',
    "number": "number(50000)",
    "percent": "percent(12.5)",
    "figure": 'figure("funding")',
    "point": 'point("dublin")',
    "state": 'state("BE")',
    "capital": 'capital("BE")',
    "spelt": "spelt(3)",
}
ELSEWHERE: Mapping[str, str] = {
    "plural": 'the form that a number takes, as `plural(3, one="state", other="states")`',
    "_": "a phrase of the catalogue, in the language of the document",
    "gendered": "the word for the gender of the recipient, in letters and e-mails",
    "salutation": "the salutation once more, in the closing of a letter or e-mail",
    "chart": "puts a chart into a note or another paper",
    "table": "puts a table into a note or another paper",
    "ref": "the number of a table or chart, as “Table 1”",
    "cell": "a value of a table",
    "total": "the sum of a table",
    "share": "the share of a row in a table",
    "leader": "the row of a table that comes first, or second …",
    "rows": "how many rows a table has",
    "counted": "how many participants there are, in a summary",
    "listed": "the participants by name, in a summary",
}


def commands() -> str:
    """What `--help` prints, of every command."""
    return "\n".join(f"## `{name}`\n\n```text\n{text}\n```\n" for name, text in _helped("briefgen", group))


def _helped(name: str, command: click.Command, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    settings = {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    context = click.Context(command, parent, name, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found
            yield from _helped(each, found, context)


def words() -> str:
    """Each word, where it may stand, and what an example gives."""
    languages = {"en": "English", "fr": "French", "de": "German"}
    said = [_said(language) for language in languages]
    rows = ((f"`{call}`", *(each[word] for each in said)) for word, call in EXAMPLES.items())
    others = ((f"`{word.name}`", ELSEWHERE[word.name]) for word in WORDS if word.name not in EXAMPLES)
    tables = f"{table(('you type', *languages.values()), rows)}\n{table(('word', 'gives'), others)}"
    of_texts = ", ".join(f"`{word.name}`" for word in WORDS if word.is_for_texts_only)
    return f"{tables}\nTexts alone have {of_texts}: in templates these are names of fields.\n"


def _said(language: str) -> Mapping[str, str]:
    """What the examples give in a dossier that is written in a language."""
    texts = {word: f"{_BEFORE}{{{{ {call} }}}}." for word, call in EXAMPLES.items()}
    agreed = pd.DataFrame({"point": ["dublin"], "number": ["10"], "text": ["Transfers"]})
    done = pd.DataFrame({"point": "dublin", "item": list(texts), "as_of": "2023-03-01", "text": list(texts.values())})
    figures = pd.DataFrame({"figure": ["funding"], "as_of": ["2023-03-01"], "value": ["600 million"], "unit": ["EUR"]})
    dossier = briefgen.Dossier.from_frames(
        commitments=agreed, followup=done, tables={"figures": figures}, description={"languages": [language]}
    )
    items = dossier.as_of("2023-03-17").items
    return {item.key: item.words[len(_BEFORE) : -1] for item in items}


def columns() -> str:
    """Each table with its columns."""
    return "\n".join(map(_table_of, (*TABLES, *BESIDE_THE_RECORD)))


def _table_of(schema: TableSchema) -> str:
    more = "\nOther columns of your own may stand beside these.\n" if schema.open else ""
    heading = ("column", "holds", "must be filled")
    return f"## `{schema.name}`\n\n{table(heading, map(_row, schema.columns))}{more}"


def _row(column: Column) -> tuple[str, str, str]:
    filled = "yes" if column.required else ""
    return f"`{column.name}`", KINDS[column.kind], f"{filled}; empty, it confirms" if column.may_confirm else filled
