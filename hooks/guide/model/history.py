"""Records of what changed: the ledger, redirects, what was taken away."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import Field

from guide.model import urls
from guide.model.fields import Digest, Line, PastDate, Promised, Record, Sentence, SitePath, Slug


class Change(Record):
    """An entry of the ledger: what changed, and why."""

    date: PastDate
    """When the change was made."""
    kind: Literal["first_ranking", "ranking", "rules", "correction"]
    """Whether it is the first ranking, a change of the ranking, a change of the rules, or a correction."""
    what: Sentence
    """What changed."""
    why: Sentence
    """Why it changed."""
    candidates: tuple[Slug, ...] = ()
    """Whom it concerns; none means all."""
    ranking: tuple[Slug, ...] = ()
    """The whole order after this entry, from the first place down."""
    rules: Digest | None = None
    """The digest of the rules after this entry; `guide check` prints it."""


class Redirect(Record):
    """A former address and where it leads now: page to page, file to file, anchor to anchor on the same page."""

    old: SitePath
    """The former address."""
    new: SitePath
    """The page that it leads to."""

    @property
    def kind(self) -> Literal["page", "anchor", "file"]:
        """What it is that leads on."""
        return _kind(self.old)

    @property
    def is_possible(self) -> bool:
        """Whether a browser, or a copy of a file, can lead from the one to the other.

        What a file is to a browser follows from the end of its name, so that stays: a table never answers as a script.
        """
        if self.kind != _kind(self.new):
            return False
        if self.kind == "anchor":
            return self.old.partition("#")[0] == self.new.partition("#")[0]
        return PurePosixPath(self.old).suffix == PurePosixPath(self.new).suffix


def _kind(path: str) -> Literal["page", "anchor", "file"]:
    return "anchor" if "#" in path else "page" if path.endswith("/") else "file"


class Retired(Record):
    """Something that was published and is no more: what it was, when it went, and why."""

    was: Line
    """What stood there, in a few words; the heading of the page that stands there now."""
    addresses: Annotated[tuple[Promised, ...], Field(min_length=1)]
    """A page takes everything on it along."""
    date: PastDate
    """When it was taken away."""
    reason: Sentence
    """Why it is no more."""

    @property
    def pages(self) -> tuple[str, ...]:
        """Those of the addresses that a page stood at."""
        return tuple(address for address in self.addresses if urls.is_page(address))
