"""Lists, ordinals and other small wording that differs from language to language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.localise.house_style import HouseStyle
from briefgen.localise.plurals import ordinal_category

# Spanish y becomes e before the sound i: "e Italia", "e Hispania", but "y hielo"
_SOUND_OF_I = r"(?i)\W*(?:[ií]|h[ií](?![aeo]))"


def say_list(items: Sequence[str], style: HouseStyle) -> str:
    """The items joined as in a sentence: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    *start, last = items
    kind = "list_two" if len(items) == 2 else "list_end"
    if re.match(_SOUND_OF_I, last) and "list_end_before_i" in style:
        kind = "list_end_before_i"
    return style.fill(kind, first=", ".join(start), last=last)


def say_ordinal(number: int, style: HouseStyle) -> str:
    """An ordinal number as the house style writes it, of its masculine or neuter form where there are several.

    English has words from first to ninth and figures from 10th on (style guide 10.1.5).
    """
    exception = f"ordinal_{number}"
    if exception in style:
        return style[exception]
    if not any(key.startswith("ordinal_rule_") for key in style.values):
        return style.fill("ordinal", number=str(number))
    pattern = style.first_of(f"ordinal_{ordinal_category(number, style)}", "ordinal")
    return pattern.format(number=number)
