"""The regions of the manual that say what the code says: rules, fields, values, and the messages of broken templates.

A region stands between `<!-- begin NAME -->` and `<!-- end NAME -->`; `python -m tests.manual PAGE…` writes it anew.
"""

from __future__ import annotations

import configparser
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from briefgen.compose import known_fields
from briefgen.localise import localiser
from tests.manual_faults import faults, run_time_faults

ROOT = Path(__file__).parents[1]
AS_OF = date(2023, 3, 17)

VALUES = (
    'date("2023-03-14")',
    'date("2022-11-21")',
    'when("2023-03-14")',
    'by("2023-05-31")',
    'money("480 million")',
    "money(1250000)",
    'money("1.5 billion", "USD")',
    "number(50000)",
    "percent(12.5)",
)
DATES = (
    "2023-03-14",
    "2023-03-07/2023-03-08",
    "2023-03-07/2023-03-10",
    "2023-04",
    "2023-02/2023-04",
    "early 2023-04",
    "mid 2023-04",
    "end 2023-03",
    "2023-Q2",
    "2023-H1",
    "2023-spring",
    "early 2023",
    "mid-2023",
    "end 2023",
    "2023",
    "2023/2025",
    "../2023-05-31",
    "2023-03-18/..",
)


def with_regions(page: str) -> str:
    """The page with each region as the code says it now."""
    for name, write in REGIONS.items():
        begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
        if begin in page:
            head, _, rest = page.partition(begin)
            page = f"{head}{begin}{write()}{end}{rest.partition(end)[2]}"
    return page


def values() -> str:
    """Each word of the vocabulary with an example."""
    from briefgen.text import rich_text

    words = localiser("en", AS_OF)
    names = ("date", "when", "by", "money", "number", "percent")
    vocabulary = {name: getattr(words, name) for name in names}
    return table(
        ("you type", "you get"), ((f"`{each}`", str(rich_text(f"{{{{ {each} }}}}", vocabulary))) for each in VALUES)
    )


def dates() -> str:
    """Each spelling of a date, alone, in a sentence and as a deadline."""
    words = localiser("en", AS_OF)
    rows = ((f"`{each}`", words.date(each), words.when(each), _by(words.by, each)) for each in DATES)
    return table(("you type", "`date`", "`when`", "`by`"), rows)


def _by(by: Callable[[str], str], spelling: str) -> str:
    try:
        return by(spelling)
    except ValueError:
        return "refused: it has no end"


def data_rules() -> str:
    """The rules on data."""
    from briefgen.sources.rules import RULES

    return table(("rule", ""), RULES.items())


def template_rules() -> str:
    """The rules on templates."""
    from briefgen.word.problems import RULES

    return table(("rule", ""), RULES.items())


def fields() -> str:
    """What the templates of documents see; a letter sees what an annex sees, and more."""
    annex, letter = known_fields("annex"), known_fields("letter")
    further = {name: meaning for name, meaning in letter.items() if name not in annex}
    return f"In every document:\n\n{_field_table(annex)}\nIn letters also:\n\n{_field_table(further)}"


def _field_table(known: Mapping[str, object]) -> str:
    return table(("field", ""), _fields(known, "", {}))


def _fields(known: Mapping[str, object], path: str, seen: dict[int, str]) -> Iterator[tuple[str, str]]:
    """A row for each field; records that were listed before are referred to."""
    for name, meaning in known.items():
        here = f"{path}{name}"
        if not isinstance(meaning, Mapping):
            yield f"`{here}`", str(meaning)
        elif id(meaning) in seen:
            yield f"`{here}`", f"with the fields of `{seen[id(meaning)]}`"
        else:
            seen[id(meaning)] = here
            yield from _fields(meaning, f"{here}.", seen)


LONE = ("vm", "hm", "restart")  # nothing stands behind them
STATEMENTS: Mapping[str, str] = {
    "if": "leaves out what does not hold; with `elif` and `else`; ends with `endif`",
    "for": "repeats; `else` stands for an empty list; ends with `endfor`",
    "set": "gives a value a name: `{% set days = 5 %}`, or with `endset` what stands between",
    "with": "names that hold until `endwith`",
    "macro": "a piece of the paragraph with values of its own, for use as `{{ name(…) }}`; ends with `endmacro`",
    "call": "hands what stands before `endcall` to a macro",
    "filter": "puts what stands before `endfilter` through a filter",
    "autoescape": "of no use here: values are always escaped; ends with `endautoescape`",
    "cantsplit": "keeps the row on one page where a condition holds",
    "cellbg": 'the colour of the cell, as `cellbg "DDEBF7"`',
    "colspan": "how many columns the cell spans",
    "vm": "merges the cell over all rows of its loop; the text is that of the first",
    "hm": "merges the cell over all repetitions of its loop over cells; the text is that of the first",
    "restart": "in a numbered paragraph: the list begins at 1 here",
}


def statements() -> str:
    """Every statement that the engine has; those of docxtpl that it has not."""
    from briefgen.word.statements import KNOWN, MIDDLE, OPENING

    own = [word for word in STATEMENTS if word in KNOWN]
    missing = KNOWN - {*OPENING, *MIDDLE, *own}
    assert not missing, f"write into STATEMENTS what these do: {sorted(missing)}"
    others = [f"`{{% {word} %}}`" for word in ("cellbg", "colspan", "vm", "hm") if word not in KNOWN]
    without = f"\nOf docxtpl's statements these are not understood: {', '.join(others)}.\n" if others else ""
    rows = ((f"`{{% {word} {'' if word in LONE else '… '}%}}`", STATEMENTS[word]) for word in own)
    return table(("statement", ""), rows) + without


def layers() -> str:
    """The order of imports."""
    rows = _import_contracts()["importlinter:contract:layers"]["layers"].strip().splitlines()
    return "```text\n" + "".join(f"{row}\n" for row in rows if row != "__main__") + "```\n"


def doors() -> str:
    """Which room may import which library."""
    contracts = [each for each in _import_contracts().values() if each.get("type") == "protected"]
    rows = ((_listed(each["protected_modules"]), _listed(each["allowed_importers"])) for each in contracts)
    return table(("library", "room"), rows)


def _listed(modules: str) -> str:
    return ", ".join(f"`{name.removeprefix('briefgen.')}`" for name in modules.split())


def _import_contracts() -> configparser.ConfigParser:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    return contracts


def table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    heading = list(heading)
    lines = [heading, ["---"] * len(heading), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n".replace("|  |", "| |") for line in lines)


REGIONS: Mapping[str, Callable[[], str]] = {
    "values": values,
    "dates": dates,
    "DATA": data_rules,
    "TPL": template_rules,
    "fields": fields,
    "statements": statements,
    "layers": layers,
    "doors": doors,
    "faults": faults,
    "run-time faults": run_time_faults,
}
