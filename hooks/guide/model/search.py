"""What the search knows beside the pages themselves: what readers type for what the guide calls otherwise."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guide.model.fields import Line, Record, SitePath


class Synonym(Record):
    """Words that readers type, and what they mean by them."""

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What is typed; capitals, spaces and hyphens do not matter."""
    leads_to: SitePath
    """What comes first for it: a page, or a part of one that the search finds."""


class Search(Record):
    """What the search offers before anything is typed, and which words mean something else of ours."""

    suggestions: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What readers may start from; each is searched when it is pressed."""
    synonyms: tuple[Synonym, ...]
    """The words, by what they lead to."""
