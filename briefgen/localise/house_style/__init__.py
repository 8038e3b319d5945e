"""House style as data: houses, each with a table per language; see `README.md`."""

from briefgen.localise.house_style.house import (
    EU,
    House,
    UnknownLanguageError,
    cells,
    languages,
    months_of_all,
    style_of,
)
from briefgen.localise.house_style.style import HouseStyle, StyleCell

__all__ = [
    "EU",
    "House",
    "HouseStyle",
    "StyleCell",
    "UnknownLanguageError",
    "cells",
    "languages",
    "months_of_all",
    "style_of",
]
