"""What a change does to the reader: one publication before it and one after, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guide.derive.guide import Guide
from guide.impact.answers import AnswerChanges, compare_answers
from guide.impact.pages import PageChanges, compare_pages
from guide.impact.passages import Passage, Topic, passages
from guide.model.dates import CalendarDate
from guide.site.build import Publication


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One text before and after; None where there was or is none."""

    name: str
    """Empty for the value of a statement."""
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class PassageChange:
    """A passage that was added, removed or changed."""

    section: Topic
    label: str
    address: str
    """From the root of the site, under its present name."""
    how: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...]
    remarks: tuple[str, ...] = ()
    """What a reviewer should know of its dates."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Everything that a change does to the reader."""

    site: str
    """Where the guide is published without the change; ends with a slash."""
    moved: Mapping[str, str]
    """The present address of each page that moved because of a rename."""
    changes: tuple[PassageChange, ...]
    answers: AnswerChanges
    pages: PageChanges
    inseparable: bool
    """Whether facts and opinions have to change together: another candidate or slug, or another thing asked of each."""


_SHOWN_OF_NEW = ("", "rank", "tier", "verdict", "kind", "what", "why", "pick", "says", "reason")
"""The fields shown of a passage that is added or removed; its page has the rest."""


def compare(before: Publication, after: Publication) -> Comparison:
    """Return what readers of one publication would notice when it becomes another.

    A candidate that has its former slug among its aliases is compared as if it had always had the present one.
    """
    old, new = before.guide, after.guide
    renames = {former: now for former, now in new.former_names().items() if former in old.by_slug}
    moved = _moved_pages(before, after)
    old_passages = passages(old, _titles(before), renames)
    old_passages = {_present(address, moved): passage for address, passage in old_passages.items()}
    new_passages = passages(new, _titles(after), {})
    return Comparison(
        site=old.site,
        moved=moved,
        changes=tuple(_changes(old_passages, new_passages, new.today.isoformat())),
        answers=compare_answers(old.decision, new.decision, _names(old, new)),
        pages=compare_pages(before, after, moved),
        inseparable=bool(renames) or _asked(old) != _asked(new),
    )


def _titles(publication: Publication) -> dict[str, str]:
    return {page.address: page.title for page in publication.pages}


def _moved_pages(before: Publication, after: Publication) -> dict[str, str]:
    """Return the present address of each page that has another one now."""
    leads_to = after.guide.former_addresses()
    old, new = set(_titles(before)), set(_titles(after))
    return {address: leads_to[address] for address in old - new if leads_to.get(address) in new - old}


def _present(address: str, moved: Mapping[str, str]) -> str:
    page, mark, anchor = address.partition("#")
    return f"{moved.get(page, page)}{mark}{anchor}"


def _names(before: Guide, after: Guide) -> dict[str, str]:
    """Return the name of each candidate by its slug, the former ones included."""
    aliases = {slug: candidate.name for candidate in after.candidates for slug in candidate.slugs}
    return {candidate.slug: candidate.name for candidate in before.candidates} | aliases


def _asked(guide: Guide) -> tuple[frozenset[str], ...]:
    """Return the names of the candidates, and of everything that is asked of each."""
    kinds = (guide.by_slug, guide.fact_types, guide.features.features, guide.features.statuses, guide.criteria)
    return tuple(frozenset(keys) for keys in (*kinds, guide.languages, guide.terms.styles))


def _changes(before: Mapping[str, Passage], after: Mapping[str, Passage], today: str) -> Iterator[PassageChange]:
    """Yield every passage that differs, in the order after the change; what stands on a new page goes with it."""
    for address in {**after, **before}:
        old, new = before.get(address), after.get(address)
        page = address.partition("#")[0]
        is_part_of_new = page != address and not (page in before and page in after)
        if old != new and not is_part_of_new and (change := _change(address, old, new, today)):
            yield change


def _change(address: str, old: Passage | None, new: Passage | None, today: str) -> PassageChange | None:
    passage = new or old
    if passage is None:
        return None
    before, after = old.fields if old else {}, new.fields if new else {}
    fields = tuple(
        FieldChange(name=name, before=before.get(name), after=after.get(name))
        for name in sorted({**after, **before}, key=bool)
        if before.get(name) != after.get(name) and _is_shown(name, before, after)
    )
    how: Literal["added", "removed", "changed"] = "changed" if old and new else "added" if new else "removed"
    remarks = tuple(_remarks(before, after, today))
    if how == "changed" and not fields:
        return None
    return PassageChange(
        section=passage.section, label=passage.label, address=address, how=how, fields=fields, remarks=remarks
    )


def _is_shown(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Return whether a field is shown: not the keep-by date that follows from another date of the source."""
    if not (before and after):
        return name in _SHOWN_OF_NEW
    return name != "keep by" or before.get("as of") == after.get("as of")


def _remarks(before: Mapping[str, str], after: Mapping[str, str], today: str) -> Iterator[str]:
    """Yield what is to be known of the dates of a statement."""
    old, new = before.get("as of"), after.get("as of")
    if old and new and old == new and before.get("") != after.get(""):
        yield "the date of its source is as it was"
    if old and new and CalendarDate(new).last_day < CalendarDate(old).last_day:
        yield "its source is older than before"
    was_stale, is_stale = (fields.get("keep by", today) < today for fields in (before, after))
    if is_stale and not was_stale:
        yield f"past its keep-by date, {after['keep by']}"
    if was_stale and not is_stale and after:
        yield "no longer past its keep-by date"
