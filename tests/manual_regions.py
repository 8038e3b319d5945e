"""The regions of the manual that say what the code says: rules, fields, values, and the messages of broken templates.

A region stands between `<!-- begin NAME -->` and `<!-- end NAME -->`; `python -m tests.manual PAGE…` writes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from briefgen.commands.rules import every_rule
from briefgen.compose import fields_of
from briefgen.localise import languages, localiser
from tests.localise.awaiting import awaiting, samples, sentences, share_of_own_knowledge
from tests.manual_api import api
from tests.manual_checks import check_rules
from tests.manual_faults import faults, run_time_faults, warnings
from tests.manual_reference import columns, commands, words
from tests.manual_rooms import doors, layers, layers_of_word, modules
from tests.manual_tables import table

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


def rules(*families: str) -> str:
    """What the rules of some families ask."""
    found = [rule for rule in every_rule().values() if rule.family in families]
    return table(("rule", ""), ((rule.id, rule.says) for family in families for rule in found if rule.family == family))


def fields() -> str:
    """What the templates of documents see; a letter sees what an annex sees, and more."""
    everywhere, note = fields_of("annex"), fields_of("note")
    sections = [("In every document", everywhere), ("In letters also", _beyond(fields_of("letter"), everywhere))]
    sections.append(("In notes, conclusions, main results and summaries also", _beyond(note, everywhere)))
    for kind, name in (
        ("conclusions", "conclusions"),
        ("main-results", "main results"),
        ("summary", "summaries"),
        ("tracker", "trackers"),
        ("corrigendum", "corrigenda"),
    ):
        sections.append((f"In {name} also", _beyond(fields_of(kind), note)))
    return "\n".join(f"{title}:\n\n{_field_table(known)}" for title, known in sections)


def _beyond(fields: Mapping[str, object], others: Mapping[str, object]) -> dict[str, object]:
    return {name: meaning for name, meaning in fields.items() if name not in others}


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
    "include": 'another Word file of the same folder, as `{%p include "part.docx" %}`',
    "autoescape": "of no use here: values are always escaped; ends with `endautoescape`",
    "cantsplit": "keeps the row on one page where a condition holds and it is short",
    "cellbg": 'the colour of the cell, as `cellbg "DDEBF7"`',
    "colspan": "how many columns the cell spans",
    "vm": "merges the cell over all rows of its loop; the text is that of the first",
    "hm": "merges the cell over all repetitions of its loop over cells; the text is that of the first",
    "restart": "in a numbered paragraph: the list begins at 1 here",
}


def statements() -> str:
    """Every statement that the engine has; those of docxtpl that it has not."""
    from briefgen.word.compiling.statements import KNOWN, MIDDLE, OPENING

    own = [word for word in STATEMENTS if word in {*KNOWN, "include"}]  # included before statements are looked at
    missing = KNOWN - {*OPENING, *MIDDLE, *own}
    assert not missing, f"write into STATEMENTS what these do: {sorted(missing)}"
    others = [f"`{{% {word} %}}`" for word in ("cellbg", "colspan", "vm", "hm") if word not in KNOWN]
    without = f"\nOf docxtpl's statements these are not understood: {', '.join(others)}.\n" if others else ""
    rows = ((f"`{{% {word} {'' if word in LONE else '… '}%}}`", STATEMENTS[word]) for word in own)
    return table(("statement", ""), rows) + without


def languages_said() -> str:
    """How each language says a date, a range and an amount."""
    return table(("", "headline", "days", "amount"), samples())


def sentences_said() -> str:
    """How each language says an imprecise date inside a sentence."""
    return table(("", "`when`", "`by`", "`since`", "from … to"), sentences())


def awaiting_a_speaker() -> str:
    """Per language, the cells that rest on own knowledge."""
    sections = (f"### {language}\n\n{table(('cell', 'value'), awaiting(language))}" for language in languages())
    return f"{share_of_own_knowledge()}.\n\n" + "\n".join(sections)


REGIONS: Mapping[str, Callable[[], str]] = {
    "api": api,
    "columns": columns,
    "commands": commands,
    "words": words,
    "values": values,
    "dates": dates,
    **{
        family: partial(rules, family)
        for family in ("ASOF", "DATA", "DOC", "EDN", "IMP", "MAIL", "PAGE", "PULL", "RED", "TPL", "TRANS", "WORKSPACE")
    },
    "TEXT, LETTER and PAPER": partial(rules, "TEXT", "LETTER", "PAPER"),
    "CHECKS": check_rules,
    "fields": fields,
    "statements": statements,
    "layers": layers,
    "layers of word": layers_of_word,
    "doors": doors,
    "modules": modules,
    "faults": faults,
    "run-time faults": run_time_faults,
    "warnings": warnings,
    "languages": languages_said,
    "sentences": sentences_said,
    "awaiting a speaker": awaiting_a_speaker,
}
