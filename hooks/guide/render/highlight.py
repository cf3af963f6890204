"""Source code as HTML: text, with the few kinds of words marked that help the eye."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.lexers.sql import SqlLexer
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType
from pygments.util import ClassNotFound

_CLASSES = (
    (String.Doc, "c"),
    (Comment, "c"),
    (String, "s"),
    (Keyword, "k"),
    (Number, "m"),
    (Name.Decorator, "m"),
    (Name.Attribute, "m"),
    (Name.Class, "n"),
    (Name.Function, "n"),
)
"""What is marked, and how; the first kind that a word is of counts."""

_WORDS = Markup('<span class="{}">{}</span>')


def language(path: str, text: str) -> str:
    """Return what the language of a file is called in a block of Markdown; takes its path and its text."""
    return str(_lexer(path, text).aliases[0])


def highlighted(path: str, text: str) -> Markup:
    """Return code as HTML; takes the path of its file, which tells the language."""
    runs = groupby(_words(_lexer(path, text), text), itemgetter(0))
    return Markup("").join(_run(kind, "".join(word for _, word in words)) for kind, words in runs)


def _run(kind: str, words: str) -> Markup:
    return _WORDS.format(kind, words) if kind else escape(words)


def _words(lexer: Lexer, text: str) -> Iterator[tuple[str, str]]:
    """Yield each word with the class of its kind; space belongs to the word before it."""
    kind = ""
    for token, word in lexer.get_tokens(text):
        if not word.isspace():
            kind = _class_of(token)
        yield kind, word


def _class_of(token: _TokenType) -> str:
    return next((kind for known, kind in _CLASSES if token in known), "")


def _lexer(path: str, text: str) -> Lexer:
    if path.endswith(".sql"):
        return SqlLexer(stripnl=False, ensurenl=False)  # Not the dialect of one product, as the name would have it.
    try:
        # What is shown of a file of PHP starts within its code.
        return get_lexer_for_filename(path, text, stripnl=False, ensurenl=False, startinline=True)
    except ClassNotFound:
        return TextLexer(stripnl=False, ensurenl=False)
