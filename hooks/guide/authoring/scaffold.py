"""The files of a new candidate, complete and commented, with a BLANK wherever somebody has to write something.

The comments are the descriptions of the records, and the questions and words of the vocabulary.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Mapping
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BaseModel

from guide.model import urls
from guide.model.facts import Fact, FactSheet, FeatureAnswer, Links, Page
from guide.model.opinions import Judgement, Opinion, Rival, Weakness
from guide.source.json_schemas import known_words
from guide.source.library import Library
from guide.source.records.docstrings import field_docs

_WIDTH = 118

_FORMS = {
    "text": "text",
    "version": "a version, in quotes",
    "date": "a date: a year, a month or a day",
    "count": "a whole number",
    "address": "a whole https address",
}
"""What the value of each type of fact is."""

_RECORDS: Mapping[str, type[BaseModel]] = {
    "sheet": FactSheet,
    "links": Links,
    "fact": Fact,
    "page": Page,
    "answer": FeatureAnswer,
    "opinion": Opinion,
    "weakness": Weakness,
    "judgement": Judgement,
    "rival": Rival,
}
"""The records whose fields the templates explain, by what they are called there."""


def facts_text(library: Library, name: str, given: Mapping[str, Any]) -> str:
    """Return the facts of a candidate; takes what is known of it already, by key.

    Raises Unread where a file of the vocabulary is broken.
    """
    blank = dict.fromkeys(("style", "site", "docs", "repository"), "BLANK")
    return _rendered("facts", library, name=name, given={**blank, **given})


def opinion_text(library: Library, name: str, *, rank: int, tier: str, today: str) -> str:
    """Return the opinion on a candidate; raise Unread where a file of the vocabulary is broken."""
    return _rendered("opinion", library, name=name, rank=rank, tier=tier, today=today)


def prose_text(library: Library) -> str:
    """Return a candidate's prose: its head, and each section that is needed with the question that it answers."""
    return _rendered("prose", library)


def scalar(text: str) -> str:
    """Return a text as YAML on one line, with quotes where it needs them, between brackets too."""
    return str(yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=sys.maxsize)).strip()[1:-1]


def _rendered(template: str, library: Library, **values: Any) -> str:
    words = known_words(library)

    def choice(vocabulary: str, indent: int = 0) -> str:
        notes = (_note(f"{word}: {meaning}", indent) for word, meaning in words[vocabulary].items())
        return f"\n{' ' * indent}".join(notes)

    environment = Environment(  # noqa: S701 - it writes YAML and Markdown, never HTML
        loader=PackageLoader("guide", "templates/new"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["scalar"] = scalar
    return environment.get_template(f"{template}.jinja").render(
        **{name: _descriptions(record) for name, record in _RECORDS.items()},
        **{name: library.one(name) for name in ("fact_types", "criteria")},
        **values,
        features=library.one("features").features,
        sections=library.one("terms").sections,
        words=words,
        forms=_FORMS,
        anchor=urls.anchor,
        note=_note,
        choice=choice,
    )


def _descriptions(record: type[BaseModel]) -> dict[str, str]:
    return {name: field_docs(record).get(name, "") for name in record.model_fields}


def _note(text: str, indent: int = 0) -> str:
    """Return text as a comment; the lines after the first are indented."""
    lines = textwrap.wrap(" ".join(text.split()), _WIDTH - indent, initial_indent="# ", subsequent_indent="# ")
    return f"\n{' ' * indent}".join(lines)
