"""The state of content controls follows the text that their tags give (ECMA-376-1, 17.5.2).

Word shows what a control is bound to, not its text, and takes the text of a control that shows its prompt for a prompt.
So a control whose text is filled is no longer bound (17.5.2.6) and shows no prompt (17.5.2.39), a date has no other day
behind its words (17.5.2.7), and a box is checked where its text says so (MS-DOCX, 2.6.1.13).
"""

from __future__ import annotations

from briefgen.opc.xml import Element
from briefgen.word.compiling.plain_text import PlainTexts
from briefgen.word.wml.delimiters import MARK, block
from briefgen.word.wml.ooxml import VAL, T, local_name, remove, w
from briefgen.word.wml.places import Spot
from briefgen.word.wml.styles import Styles
from briefgen.word.wml.tags import may_hold_tags

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SHOWING, _FULL_DATE, _LAST_VALUE = w("showingPlcHdr"), w("fullDate"), w("lastValue")
_PROMPT = "PlaceholderText"
_CHECKED_SIGN, _BOX = "2612", f"{_W14}checkbox"


def settle_controls(root: Element, texts: PlainTexts, styles: Styles, *, stores_hold_tags: bool) -> None:
    """Takes the template's state from the controls that tags stand in, and gives check boxes that of their text.

    Args:
        root: a story, before its tags are marked.
        styles: by which prompts are known, whatever the language of the Word that made them.
        stores_hold_tags: whether what controls are bound to holds tags, so that no binding may stay.
    """
    for control in root.iter(w("sdt")):
        properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
        if properties is None or content is None:
            continue
        text = "".join(map(str, content.itertext(T)))
        filled = may_hold_tags(text)
        if filled or stores_hold_tags:
            _unbind(properties)
        if filled:
            _drop_state(properties, content, styles)
            _mark_box(properties, text, texts)


def _unbind(properties: Element) -> None:
    for each in [each for each in properties if local_name(each) == "dataBinding"]:
        remove(each)


def _drop_state(properties: Element, content: Element, styles: Styles) -> None:
    for each in list(properties):
        if each.tag == _SHOWING:
            remove(each)
        for name in (_FULL_DATE, _LAST_VALUE):
            if name in each.attrib:
                del each.attrib[name]
    for look in list(content.iter(w("rStyle"))):
        style = styles.by_id(look.get(VAL) or "")
        if look.get(VAL) == _PROMPT or (style and style.name.replace(" ", "").casefold() == _PROMPT.casefold()):
            remove(look)


def _mark_box(properties: Element, text: str, texts: PlainTexts) -> None:
    """The state of a check box becomes a mark: whether its text is the sign that it has when checked."""
    box = properties.find(_BOX)
    checked = None if box is None else box.find(f"{_W14}checked")
    if box is None or checked is None:
        return
    sign = box.find(f"{_W14}checkedState")
    code = _CHECKED_SIGN if sign is None else sign.get(f"{_W14}val") or _CHECKED_SIGN
    before = len(texts.findings)
    inside = texts.marked(text.strip(), Spot("check box"))
    if MARK in inside and len(texts.findings) == before:
        opened, closed = texts.marks.mark(block(f"filter _checked({code!r})")), texts.marks.mark(block("endfilter"))
        checked.set(f"{_W14}val", opened + inside + closed)
