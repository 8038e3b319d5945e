"""Format values as words in one language, in the house style of the EU institutions or of another house.

`localiser("en", as_of)` gives a `Localiser`; its methods format dates, amounts, numbers and phrases. What differs
from language to language is data: one table per language and house in `house_style/`, each cell with its certainty
and source; `house_named("gb")` finds a house. Translations are read and updated by `briefgen.localise.po`, which is not
imported here, because most documents do not need it.
"""

from briefgen.localise.house_style import (
    EU,
    House,
    HouseStyle,
    StyleCell,
    UnknownLanguageError,
    cells,
    languages,
    months_of_all,
    style_of,
)
from briefgen.localise.houses import house_named
from briefgen.localise.localiser import Localiser, Options, localiser
from briefgen.localise.numbers import ValueSpellingError

__all__ = [
    "EU",
    "House",
    "HouseStyle",
    "Localiser",
    "Options",
    "StyleCell",
    "UnknownLanguageError",
    "ValueSpellingError",
    "cells",
    "house_named",
    "languages",
    "localiser",
    "months_of_all",
    "style_of",
]
