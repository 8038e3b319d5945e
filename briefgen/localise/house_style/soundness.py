"""Whether the cells of a workspace's table can be: what stands in braces, and the rules of plurals.

Tables from elsewhere are read with doubt: a field that nothing fills would stop a document in the middle of its making.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefgen.errors import UnreadableInputError
from briefgen.localise.house_style.style import StyleCell

_FIELD = r"\{([^{}]*)\}"
_OF_DAYS = r"(?:day|month|year|quarter|half|season)2?(?:_[a-z_]+)?"
# which fields the cells whose keys begin so may have, the longest beginning first
_FIELDS = {
    "headline_as_of": rf"date|{_OF_DAYS}",
    "dateline_": rf"place|date|{_OF_DAYS}",
    "label_": _OF_DAYS,
    "cell_": _OF_DAYS,
    "when_": _OF_DAYS,
    "by_": _OF_DAYS,
    "table_heading_": "currency",
    "list_": "first|last",
    "range": "first|last",
    "winter_years": "first|last",
    "quotation": "text",
    "caption": "label|small|number",
    "mention": "label|small|number",
    "reference_lettered": "figure|letter",
}
_OF_AMOUNTS = r"(?:table_|official_|general_|words_)?money"
_NUMBERS = r"cardinal_to|(?:million|billion_1e9)_from|group_after_thousands"
_RULES = r"(?:plural|ordinal_rule)_\w+"


def refuse_unsound(cells: Iterable[StyleCell], path: Path) -> None:
    """Refuses a table with a cell that cannot be.

    Raises:
        UnreadableInputError: with the cell, what is wrong with it, and what could stand there.
    """
    for cell in cells:
        for fault in _faults(cell):
            raise UnreadableInputError(f"{path}, the cell {cell.key}: “{cell.value}” cannot be: {fault}.", _REMEDY)


_REMEDY = "Compare it with the cell of that key in another house: briefgen house new writes one to begin with."


def _faults(cell: StyleCell) -> Iterator[str]:
    value = cell.value.replace("{nbsp}", "\u00a0")
    if set("{}") & set(re.sub(_FIELD, "", value)):
        yield "a brace stands alone"
    known = _fields_of(cell.key)
    for field in re.findall(_FIELD, value):
        if not re.fullmatch(known, field):
            yield f"nothing fills {{{field}}} there"
    if re.fullmatch(_NUMBERS, cell.key) and value and not re.fullmatch(r"[0-9]{1,30}", value):
        yield "it is no whole number"
    if re.fullmatch(_RULES, cell.key) and value and not _is_rule(value):
        yield "it is no rule of CLDR, such as: n in 1"


def _fields_of(key: str) -> str:
    if re.match(_OF_AMOUNTS, key):
        return "currency|number|scale|of"
    begins = sorted((each for each in _FIELDS if key.startswith(each)), key=len)
    return _FIELDS[begins[-1]] if begins else "number"


def _is_rule(value: str) -> bool:
    from babel.plural import PluralRule, RuleError  # of tables with rules of their own

    try:
        PluralRule({"one": value})
    except RuleError:
        return False
    return True
