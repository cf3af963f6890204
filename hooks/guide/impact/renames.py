"""Who is who before and after a change: a candidate under a new slug is still the one that it was."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from guide.derive.candidates import Candidate, Versus
from guide.derive.guide import Guide
from guide.model import urls

NAMING = {"slug", "candidate", "candidates", "choose", "moving", "nearest", "pick", "ranking", "runner_up"}
"""The fields that hold slugs of candidates, as values or as keys."""

_AS_IT_IS = {"candidates", "pairs", "site", "repository", "today", "figures"}
"""The parts of a guide that hold no slug, that nothing compares, or that are given their names one by one."""


@dataclass(frozen=True, kw_only=True)
class Renaming:
    """A candidate that has another slug."""

    name: str
    before: str
    """The slug that it had."""
    after: str
    former_address: str
    address: str
    leads_on: bool
    """Whether the former address leads to the present one."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """What the candidates of a guide, and their pages, are called in another."""

    slugs: Mapping[str, str] = field(default_factory=dict)
    """The present slug by the former one; of those that kept theirs, nothing."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The present address of each page that stood elsewhere, by its former one."""

    def text(self, text: str) -> str:
        """Return a text in which references and links go by the present names."""
        return self._pattern.sub(lambda found: self._present[found[0]], text) if self.slugs else text

    def anchor(self, id: str) -> str:
        """Return the present name of an anchor: one that ends with the slug of a candidate changes with it."""
        match = re.fullmatch(r"((?:[a-z]+-)?)(.+)", id)
        candidates = [("", id), *([match.groups()] if match else [])]
        return next((kind + self.slugs[slug] for kind, slug in candidates if slug in self.slugs), id)

    @cached_property
    def _present(self) -> Mapping[str, str]:
        ends = [(old, new, end) for old, new in self.slugs.items() for end in ("]]", ".")]
        return {**self.pages, **{f"[[{old}{end}": f"[[{new}{end}" for old, new, end in ends}}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """What the names stand in; an address elsewhere that ends like one of ours is none of ours."""
        ways = (rf"(?<![\w.-]){re.escape(one)}" if one in self.pages else re.escape(one) for one in self._present)
        return re.compile("|".join(ways))


UNCHANGED = Names()
"""The names of those who kept theirs."""


def renamings(before: Guide, after: Guide) -> Iterator[Renaming]:
    """Yield the candidates whose slug is another one, in the order of the new ranking."""
    ways = after.former_addresses()
    for candidate in after.candidates:
        old = _earlier(before, after, candidate)
        if old and old.slug != candidate.slug:
            yield Renaming(
                name=candidate.name,
                before=old.slug,
                after=candidate.slug,
                former_address=old.address,
                address=candidate.address,
                leads_on=ways.get(old.address) == candidate.address,
            )


def names_after(before: Guide, renamed: Collection[Renaming]) -> Names:
    """Return what those of a guide, and the pages on them, are called once some have another slug."""
    slugs = {one.before: one.after for one in renamed}
    pages = {one.former_address: one.address for one in renamed}
    for versus in before.pairs:
        address = urls.pair(*(slugs.get(one.slug, one.slug) for one in (versus.one, versus.other)))
        pages |= {versus.address: address} if address != versus.address else {}
    return Names(slugs=slugs, pages=pages)


def under_present_names(guide: Guide, names: Names) -> Guide:
    """Return a guide as if everyone in it had always had the present name; it is to be compared, not to be written."""
    if not names.slugs:
        return guide
    parts = [part.name for part in dataclasses.fields(guide) if part.name not in _AS_IT_IS]
    candidates = {one.slug: _candidate(one, names) for one in guide.candidates}
    return dataclasses.replace(
        guide,
        candidates=tuple(candidates.values()),
        pairs=tuple(_pair(versus, candidates, names) for versus in guide.pairs),
        **{name: _renamed(getattr(guide, name), names, naming=name in NAMING) for name in parts},
    )


def _earlier(before: Guide, after: Guide, candidate: Candidate) -> Candidate | None:
    """Return what a candidate was: what had its slug, else what shares a present or a former slug with it."""
    if candidate.slug in before.by_slug:
        return before.by_slug[candidate.slug]
    left = (one for one in before.candidates if one.slug not in after.by_slug)
    return next((one for one in left if set(one.slugs) & set(candidate.slugs)), None)


def _candidate(one: Candidate, names: Names) -> Candidate:
    slug = names.slugs.get(one.slug, one.slug)
    sheet, prose = _renamed(one.sheet, names), _renamed(one.prose, names)
    if slug != one.slug:
        sheet = sheet.model_copy(update={"aliases": (*sheet.aliases, one.slug)})
        path = one.prose.prose.path.removesuffix(f"{one.slug}.md") + f"{slug}.md"
        prose = dataclasses.replace(prose, prose=dataclasses.replace(prose.prose, path=path))
    address = names.pages.get(one.address, one.address)
    return Candidate(slug=slug, sheet=sheet, opinion=_renamed(one.opinion, names), prose=prose, address=address)


def _pair(versus: Versus, candidates: Mapping[str, Candidate], names: Names) -> Versus:
    one, other = candidates[versus.one.slug], candidates[versus.other.slug]
    return Versus(
        name=urls.pair_name(one.slug, other.slug),
        one=one,
        other=other,
        pair=_renamed(versus.pair, names),
        address=urls.pair(one.slug, other.slug),
    )


def _renamed(value: Any, names: Names, *, naming: bool = False) -> Any:
    """Return a value with the present names in it; takes whether it stands in a field that holds slugs."""
    if isinstance(value, str):
        return names.slugs.get(value, value) if naming else names.text(value)
    if isinstance(value, tuple):
        return tuple(_renamed(inner, names, naming=naming) for inner in value)
    if isinstance(value, Mapping):
        return {names.slugs.get(k, k) if naming else k: _renamed(inner, names) for k, inner in value.items()}
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return value.model_copy(update=_parts(value, fields, names))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **_parts(value, [part.name for part in dataclasses.fields(value)], names))
    return value


def _parts(value: Any, fields: Any, names: Names) -> dict[str, Any]:
    return {name: _renamed(getattr(value, name), names, naming=name in NAMING) for name in fields}
