"""Comments beside changes, each where the first change of its source stands."""

from __future__ import annotations

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.redline.documents import MergedPackage
from briefgen.redline.marks import Revisions
from briefgen.word.wml.comments import (
    EMPTY_COMMENTS,
    CommentStyles,
    add_comment,
    free_comment_id,
    mark_paragraph,
    with_comment_styles,
)
from briefgen.word.wml.ooxml import TR, TXBX_CONTENT, ancestor, w


def add_change_comments(result: MergedPackage, revisions: Revisions) -> None:
    """Adds a comment for each source that wants one; only to paragraphs of the body, where Word takes comments.

    Args:
        result: the package, all changes in it marked.
        revisions: knows the changed paragraphs.
    """
    main = result.new.root(result.new.main)
    wanted = [(paragraph, source) for paragraph, source in revisions.remarks if _is_in(main, paragraph)]
    if not wanted:
        return
    comments = _comments(result)
    styles = _styles(result)
    number = free_comment_id([main, comments])
    said = set()
    for paragraph, source in wanted:
        row = ancestor(paragraph, TR)
        place = (source, paragraph if row is None else row)
        if place not in said:
            said.add(place)
            add_comment(comments, number, source.comment.splitlines(), styles)
            comments[-1].set(w("author"), source.author)
            comments[-1].set(w("date"), source.date)
            comments[-1].set(w("initials"), source.author[:1])
            mark_paragraph(paragraph, number, styles)
            number += 1


def _is_in(root: Element, paragraph: Element) -> bool:
    tree = next(iter(reversed(list(paragraph.iterancestors()))), None)
    return tree is root and ancestor(paragraph, TXBX_CONTENT) is None


def _comments(result: MergedPackage) -> Element:
    name, root = result.new.part("comments"), result.new.root_of("comments")
    if root is None:
        return result.make_part("comments", etree.fromstring(EMPTY_COMMENTS))
    result.changed[name] = root
    return root


def _styles(result: MergedPackage) -> CommentStyles:
    root = result.styles.new
    if root is None:
        return CommentStyles()
    before = len(root)
    styles = with_comment_styles(root)
    result.styles.added += len(root) - before
    return styles
