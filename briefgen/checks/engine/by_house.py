"""What is a matter of house: a setting for each house, as data beside the rule that asks for it.

A house that none names goes by that which it rests on: gb by plain, plain by eu, a ministry's own by its base.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from briefgen.localise import House

_Setting = TypeVar("_Setting")


def setting_in(house: House, settings: Mapping[str, _Setting], otherwise: _Setting) -> _Setting:
    """The setting of a house, or of the nearest that it rests on.

    Args:
        settings: by the names of houses.
        otherwise: where no house among them has one.
    """
    nearest: House | None = house
    while nearest is not None:
        if nearest.name in settings:
            return settings[nearest.name]
        nearest = nearest.base
    return otherwise
