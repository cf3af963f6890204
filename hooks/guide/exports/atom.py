"""Feeds of what is new, in Atom (RFC 4287): one of changes of mind and corrections, and one for each candidate."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.derive.samples import sample_of
from guide.derive.statements import Statement
from guide.derive.writers import merged
from guide.model import formats, urls
from guide.model.dates import CalendarDate
from guide.model.history import Change
from guide.model.ledger import movements
from guide.render.text import TextWriter

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One entry of a feed."""

    id: str
    """Of the entry within the guide; it stays while there is no news."""
    title: str
    text: str
    date: CalendarDate
    address: str
    """On the site, with its anchor."""
    source: str = ""
    """Where it was read, if that is an address."""


def files(guide: Guide) -> dict[str, str]:
    """Return every feed by its path on the site."""
    ledger = [_change(guide, number, change) for number, change in enumerate(guide.changes, 1)]
    title = f"{guide.edition.name}: {routes.CHANGES_TITLE.lower()}"
    changes = _feed(guide, routes.CHANGES_FEED, title, urls.CHANGES, ledger)
    return merged(
        (
            ("the feed of changes", {routes.CHANGES_FEED: changes}),
            *(
                (f"the feed of {candidate.name}", {routes.feed_path(candidate.slug): _candidate_feed(guide, candidate)})
                for candidate in guide.candidates
            ),
        )
    )


def guide_id(guide: Guide, name: str) -> str:
    """Return an id that depends on the guide and a name, and not on where the guide is published."""
    return uuid.uuid5(uuid.UUID(guide.edition.id), name).urn


def provenance(statement: Statement) -> str:
    """Return the note, the source and the date of a statement, in plain text."""
    label, date = statement.source.label if statement.source else "", formats.date(statement.as_of)
    source = ", ".join(filter(None, (label, statement.source_address)))
    if statement.kind == "announced":
        slips = "" if statement.is_past else "Plans slip. "
        return f"{slips}Source: {source}, read {date}."
    stale = " Past its keep-by date." if statement.is_stale else ""
    return f"{statement.note} Source: {source}, {date}.{stale}".strip()


def said(guide: Guide, statement: Statement) -> CalendarDate:
    """Return since when the guide says something; the date of the source is another one."""
    return _since(guide, statement.said or guide.edition.published)


def _since(guide: Guide, date: CalendarDate) -> CalendarDate:
    """Return when the guide said something first that was so from a date on."""
    return max(date, guide.edition.published)


def _candidate_entries(guide: Guide, candidate: Candidate) -> tuple[FeedEntry, ...]:
    """Return the entries of a candidate's feed: its rank, the facts that are news, what is announced, what changed.

    An entry keeps its id until there is news: another rank, another value, another major version.
    """
    return (
        _standing(guide, candidate),
        *_facts(guide, candidate),
        *_announcements(guide, candidate),
        *_sample(guide, candidate),
        *(
            _change(guide, number, change)
            for number, change in enumerate(guide.changes, 1)
            if not change.candidates or candidate.slug in change.candidates
        ),
    )


def _candidate_feed(guide: Guide, candidate: Candidate) -> str:
    title = f"{candidate.name} in {guide.edition.name}"
    path, first = routes.feed_path(candidate.slug), routes.feed_path(candidate.first_slug)
    return _feed(guide, path, title, candidate.address, _candidate_entries(guide, candidate), id=first)


def _standing(guide: Guide, candidate: Candidate) -> FeedEntry:
    verdict = TextWriter(guide.figures, candidate.address, candidate.slug).plain(candidate.opinion.verdict)
    return FeedEntry(
        id=f"{candidate.first_slug}/{guide.edition.year}/rank/{candidate.rank}",
        title=f"{candidate.name} is no. {candidate.rank} of {len(guide.candidates)}",
        text=verdict,
        date=_ranked(guide, candidate),
        address=candidate.address,
    )


def _ranked(guide: Guide, candidate: Candidate) -> CalendarDate:
    """Return since when a candidate has its rank, by the ledger."""
    moves = ((change.date, {slug for slug, *_ in moved}) for change, moved in movements(guide.changes))
    return next(iter([date for date, slugs in moves if candidate.slug in slugs][-1:]), guide.edition.published)


def _facts(guide: Guide, candidate: Candidate) -> Iterator[FeedEntry]:
    for key, fact in guide.statements.of(candidate).facts.items():
        if fact.news is None or fact.missing:
            continue
        value = str(fact.value)
        yield FeedEntry(
            id=f"{candidate.first_slug}/{key}/{value.partition('.')[0] if fact.news == 'major' else value}",
            title=f"{candidate.name}: {fact.label.lower()}, {fact.text}",
            text=f"{fact.question} {fact.text} {provenance(fact)}",
            date=said(guide, fact),
            address=fact.address,
            source=fact.source_address,
        )


def _announcements(guide: Guide, candidate: Candidate) -> Iterator[FeedEntry]:
    for announcement in guide.statements.of(candidate).announced:
        expected = "was announced for" if announcement.is_past else "announced for"
        yield FeedEntry(
            id=f"{candidate.first_slug}/announced/{announcement.key}",
            title=f"{announcement.happens}, {expected} {announcement.label}",
            text=f"{announcement.text} {provenance(announcement)}",
            date=said(guide, announcement),
            address=announcement.address,
            source=announcement.source_address,
        )


def _sample(guide: Guide, candidate: Candidate) -> Iterator[FeedEntry]:
    """Yield that the sample of a candidate passed again, with which version, and that this is stale by now."""
    sample = sample_of(guide, candidate)
    if sample is None or sample.run.fate != "run":
        return
    id, version = f"{candidate.first_slug}/sample/{sample.run.version}", f"with {candidate.name} {sample.run.version}"
    address, text = f"{urls.CODE}#{candidate.slug}", f"The sample of {candidate.name} {sample.text}."
    yield FeedEntry(
        id=id,
        title=f"The sample passed again {version}",
        text=text,
        date=_since(guide, sample.run.date),
        address=address,
    )
    if sample.stale_since:
        yield FeedEntry(
            id=f"{id}/stale",
            title=f"The sample that passed {version} is stale",
            text=f"{text} That is stale: {sample.stale}.",
            date=_since(guide, sample.stale_since),
            address=address,
        )


def _change(guide: Guide, number: int, change: Change) -> FeedEntry:
    voice = TextWriter(guide.figures, urls.CHANGES)
    return FeedEntry(
        id=f"changes/{guide.edition.year}/{change.date}/{number}",
        title=voice.plain(change.what),
        text=voice.plain(change.why),
        date=change.date,
        address=routes.change_address(number, change),
    )


def _feed(guide: Guide, path: str, title: str, page: str, entries: Iterable[FeedEntry], *, id: str = "") -> str:
    newest_first = sorted(entries, key=lambda entry: entry.date, reverse=True)
    feed = ET.Element("feed", xmlns=_ATOM)
    _text(feed, "id", guide_id(guide, id or path))
    _text(feed, "title", title)
    _text(feed, "updated", _moment(newest_first[0].date if newest_first else guide.edition.published))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=guide.whole(path))
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=guide.whole(page))
    _text(ET.SubElement(feed, "author"), "name", guide.edition.name)
    _text(feed, "rights", ", ".join(f"{licence.covers}: {licence.name}" for licence in guide.edition.licences))
    for entry in newest_first:
        _entry(guide, ET.SubElement(feed, "entry"), entry)
    ET.indent(feed, " ")
    return ET.tostring(feed, encoding="unicode", xml_declaration=False) + "\n"


def _entry(guide: Guide, element: ET.Element, entry: FeedEntry) -> None:
    _text(element, "id", guide_id(guide, entry.id))
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.date))
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=guide.whole(entry.address))
    if entry.source:
        ET.SubElement(element, "link", rel="related", href=entry.source)
    _text(element, "content", entry.text)


def _moment(date: CalendarDate) -> str:
    """Return the first moment that a date can mean, so that none lies in the future, in the form of Atom."""
    return f"{date.first_day.isoformat()}T00:00:00Z"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
