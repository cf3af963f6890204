"""Source code as HTML: text, with the few kinds of words marked that help the eye."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from html import unescape
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType

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


_SOURCE = re.compile(r'(<figure class="source">.*?<code class="language-([^"]+)">)(.*?)(?=</code>)', re.DOTALL)


def language(path: str) -> str:
    """Return what the language of a file is called in a block of Markdown; takes its path."""
    return _language(PurePosixPath(path).suffix)


@cache
def _language(suffix: str) -> str:
    if suffix == ".sql":
        return "sql"  # Not the dialect of one product, as the name would have it.
    known = (aliases[0] for _, aliases, patterns, _ in get_all_lexers(plugins=False) if f"*{suffix}" in patterns)
    return next(known, "text")


def with_marks(page: str) -> str:
    """Return the HTML of a page with the words of the source code on it marked."""
    return _SOURCE.sub(lambda source: f"{source[1]}{highlighted(source[2], unescape(source[3]))}", page)


@lru_cache(maxsize=512)
def highlighted(language: str, text: str) -> Markup:
    """Return code as HTML; takes what its language is called. The same is on the pages of a task, and of pairs."""
    runs = groupby(_words(_lexer(language), text), itemgetter(0))
    return Markup("").join(_run(kind, "".join(word for _, word in words)) for kind, words in runs)


@cache
def _lexer(language: str) -> Lexer:
    # What is shown of a file of PHP starts within its code.
    return get_lexer_by_name(language, stripnl=False, ensurenl=False, startinline=True)


def _run(kind: str, words: str) -> Markup:
    return _WORDS.format(kind, words) if kind else escape(words)


def _words(lexer: Lexer, text: str) -> Iterator[tuple[str, str]]:
    """Yield each word with the class of its kind; space belongs to the word before it."""
    kind = ""
    for token, word in lexer.get_tokens(text):
        if not word.isspace():
            kind = _class_of(token)
        yield kind, word


@cache
def _class_of(token: _TokenType) -> str:
    return next((kind for known, kind in _CLASSES if token in known), "")
