"""Houses: whose way of writing values. A house is a folder of tables, one for each language, over those of its base.

`house.toml` in the folder names the base; all in it is data, so that an institution adds its own without a program:

    base = "gb"            # eu where nothing is said
    cldr = true            # what the base says of notation gives way to CLDR; of the house “plain”
    [languages]
    en = "en-GB"           # which of its kinds a language without a region is

Of several tables the nearest counts, cell by cell: en-GB.csv of the house, en.csv of the house, then those of its base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from briefgen.errors import BriefgenError
from briefgen.findings import did_you_mean
from briefgen.localise.house_style.cldr import identifier_of, notation_of, words_of
from briefgen.localise.house_style.soundness import refuse_unsound
from briefgen.localise.house_style.style import (
    HouseStyle,
    StyleCell,
    is_code,
    merge,
    primary,
    read_table,
    read_values,
    style_from,
)

TABLES = Path(__file__).parent
"""The folder of the houses that briefgen comes with."""
ROOT_TABLE = TABLES / "und.csv"
"""What stands in the place of words that nobody has given: of a language that is not determined (BCP 47: und)."""
DESCRIPTION = "house.toml"
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks lrc mzn nqo pnb ps sd syr ug ur yi".split())
_SCRIPTS_TO_LEFT = frozenset("Adlm Arab Hebr Mand Nkoo Rohg Samr Syrc Thaa".split())
# what is a house's and not a language's: how figures, percentages and amounts are written
_NOTATION = (
    r"decimal_separator|group_separator|minus|percent(_closed)?|language_tag|plural_.*"
    r"|(table_|official_|general_|words_)?((million|billion|currency)_.*|money.*)|table_heading_.*"
)


class UnknownLanguageError(BriefgenError):
    """A language that a house does not write; the remedy names those that it does, or another house."""

    def __init__(self, language: str, house: House) -> None:
        known = house.languages
        suggestion = f"{did_you_mean(language, known)} Languages at hand: {', '.join(known)}."
        message = f"There is no house style for the language “{language}”"
        if is_right_to_left(language):
            message = f"The language “{language}” is written from right to left, which is not laid out yet"
            suggestion = "Take it out of “languages”, and make that document by other means for now."
        elif house.is_open:
            message += f" in the house “{house.name}”: CLDR does not know it"
            suggestion = f"{did_you_mean(language, known)} Write a code such as en-US, pt-BR, nb, uk or sr-Latn."
        elif is_code(language):
            suggestion += " The house “plain” writes every language that CLDR knows: house: plain, or --house plain."
        super().__init__(f"{message}.", suggestion.strip())
        self.language = language


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left, by its script, or by what is usual where it names none."""
    scripts = [part for part in language.split("-")[1:] if len(part) == 4]
    return scripts[0].title() in _SCRIPTS_TO_LEFT if scripts else primary(language) in _RIGHT_TO_LEFT


class House(Struct, frozen=True, eq=False, dict=True):
    """Whose way of writing values.

    Attributes:
        name: as settings and options call it: eu, gb, plain, or the folder of a workspace.
        base: whose tables its own lie over.
        by_cldr: whether CLDR says how figures, percentages and amounts are written, whatever its base says.
        usual: of a language without a region, which of its kinds is written: {"en": "en-GB"}.
        is_supplied: whether it comes with briefgen; other tables are read with more doubt.
    """

    name: str
    folder: Path
    base: House | None = None
    by_cldr: bool = False
    usual: Mapping[str, str] = field(default_factory=dict)
    is_supplied: bool = False
    _styles: dict[str, HouseStyle] = field(default_factory=dict)

    def style(self, language: str) -> HouseStyle:
        """The house style of a language, made once.

        Args:
            language: a code such as "en", or "en-GB".

        Raises:
            UnknownLanguageError: if the house does not write it.
            UnreadableInputError: if a table of the workspace is none, or has a cell that cannot be.
        """
        if language not in self._styles:
            self._styles[language] = style_from(self.cells(language), language)
        return self._styles[language]

    def cells(self, language: str) -> tuple[StyleCell, ...]:
        """All cells of a language, each key once, with certainty and source; raises as `style` does."""
        if not self.writes(language):
            raise UnknownLanguageError(language, self)
        tag = self.tag_of(language)
        floor = () if _is_by_table(tag) else _floor(tag)
        return tuple(merge((*floor, *self._layers(tag))).values())

    def writes(self, language: str) -> bool:
        """Whether it has a house style for a language."""
        if language in self._styles:
            return True
        if not is_code(language) or is_right_to_left(language):
            return False
        return self._has_table(language) or (self.is_open and bool(identifier_of(self.tag_of(language))))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that it has tables for, in the order of the alphabet; see `is_open`."""
        own = {table.stem for table in self.folder.glob("*.csv")}
        return tuple(sorted(own | set(self.base.languages if self.base else ())))

    @property
    def is_open(self) -> bool:
        """Whether it writes languages that it has no table for, by CLDR."""
        return self.by_cldr or (self.base is not None and self.base.is_open)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the files of the workspace that it rests on; "" where it comes with briefgen."""
        if self.is_supplied:
            return ""
        read = sha256((self.base.digest if self.base else "").encode())
        for path in sorted(self.folder.iterdir()):
            if path.suffix in {".csv", ".toml"} and path.is_file():
                read.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return read.hexdigest()

    def tag_of(self, language: str) -> str:
        """The kind of a language that it writes: en-GB of en."""
        if language in self.usual:
            return self.usual[language]
        if self._has_own_table(language) or self.base is None:
            return language
        return self.base.tag_of(language)

    def style_of_text(self, language: str, tag: str = "") -> HouseStyle:
        """The style that a text is read by: of its kind of language where the house writes that, else of the language.

        Raises:
            UnknownLanguageError: if it writes neither.
        """
        return self.style(tag if tag and self.writes(tag) else language)

    def _has_own_table(self, language: str) -> bool:
        return (self.folder / f"{language}.csv").is_file()

    def _has_table(self, language: str) -> bool:
        return self._has_own_table(language) or (self.base is not None and self.base._has_table(language))

    def _layers(self, tag: str) -> Iterator[list[StyleCell]]:
        """The cells of its base, of CLDR where that speaks for it, and of its own tables, the nearest last."""
        below = list(self.base._layers(tag)) if self.base else []
        if self.by_cldr and identifier_of(tag):
            below = [_without_notation(layer) for layer in below] + [_notation(tag, merge(below))]
        yield from below
        yield from (self._table(self.folder / f"{name}.csv") for name in dict.fromkeys((primary(tag), tag)))

    def _table(self, path: Path) -> list[StyleCell]:
        cells = list(read_table(path)) if path.is_file() else []
        if cells and not self.is_supplied:
            refuse_unsound(cells, path)
        return cells


def _without_notation(layer: list[StyleCell]) -> list[StyleCell]:
    return [cell for cell in layer if not re.fullmatch(_NOTATION, cell.key)]


def _notation(tag: str, below: Mapping[str, StyleCell]) -> list[StyleCell]:
    return list(notation_of(tag, below["money_scaled"].value if "money_scaled" in below else ""))


def _is_by_table(tag: str) -> bool:
    """Whether there is a table of the language from which all can be said."""
    return (EU.folder / f"{primary(tag)}.csv").is_file()


def _floor(tag: str) -> Iterator[list[StyleCell]]:
    """What a language without a table of the Union is written with, until a table says more."""
    yield list(read_table(ROOT_TABLE))
    if identifier_of(tag):
        yield [*_notation(tag, {}), *words_of(tag)]


EU = House("eu", TABLES / "eu", is_supplied=True)
"""The house of the Union's institutions, which is meant where none is named."""


def style_of(language: str) -> HouseStyle:
    """The house style of a language in the house of the Union; raises as `House.style` does."""
    return EU.style(language)


def cells(language: str) -> tuple[StyleCell, ...]:
    """All cells of a language's table in the house of the Union; raises as `House.style` does."""
    return EU.cells(language)


def languages() -> tuple[str, ...]:
    """The codes of the languages of the Union, in the order of the alphabet."""
    return EU.languages


@lru_cache(maxsize=1)
def months_of_all() -> frozenset[str]:
    """The months in all forms and all languages of the Union, without capitals."""
    tables = (EU.folder / f"{language}.csv" for language in languages())
    return frozenset(month.casefold() for table in tables for month in read_values(table, "month_"))
