"""Feeds of what is new, in Atom (RFC 4287): one of changes of mind and corrections, and one for each candidate."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from guide.derive.guide import Candidate, Guide
from guide.derive.routes import CHANGES_FEED, CHANGES_TITLE, feed_path
from guide.model import formats, urls
from guide.model.dates import CalendarDate
from guide.model.facts import Announcement, Evidence, Fact, Package, Source
from guide.model.history import Change
from guide.render.text import TextWriter
from guide.source.references import value_text

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing to tell."""

    id: str
    """Of the entry within the guide; the same thing told again keeps it."""
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
    name = guide.edition.name
    return {
        CHANGES_FEED: _feed(guide, CHANGES_FEED, f"{name}: {CHANGES_TITLE.lower()}", "/changes/", ledger),
        **{feed_path(one.slug): _candidate_feed(guide, one) for one in guide.candidates},
    }


def guide_id(guide: Guide, name: str) -> str:
    """Return an id that depends on the guide and a name, and not on where the guide is published."""
    return uuid.uuid5(uuid.UUID(guide.edition.id), name).urn


def source_words(source: Source | None) -> str:
    """Return where a statement was read, in words."""
    if source is None:
        return "No source was found."
    return f"Source: {source.label}" + ("" if isinstance(source, Package) else f", {source.address}")


def candidate_entries(guide: Guide, candidate: Candidate) -> tuple[Entry, ...]:
    """Return what a candidate's feed tells: where it stands, the facts that are news, what is announced, what changed.

    An entry keeps its id until there is news: another rank, another value, another major version.
    """
    return (
        _standing(guide, candidate),
        *_facts(guide, candidate),
        *_announcements(candidate),
        *(
            _change(guide, number, change)
            for number, change in enumerate(guide.changes, 1)
            if not change.candidates or candidate.slug in change.candidates
        ),
    )


def _candidate_feed(guide: Guide, candidate: Candidate) -> str:
    title = f"{candidate.name} in {guide.edition.name}"
    path, first = feed_path(candidate.slug), feed_path(candidate.first_slug)
    return _feed(guide, path, title, candidate.address, candidate_entries(guide, candidate), id=first)


def _standing(guide: Guide, candidate: Candidate) -> Entry:
    verdict = TextWriter(guide.figures, candidate.address, candidate.slug).plain(candidate.opinion.verdict)
    return Entry(
        id=f"{candidate.first_slug}/{guide.edition.year}/rank/{candidate.rank}",
        title=f"{candidate.name} is no. {candidate.rank} of {len(guide.candidates)}",
        text=verdict,
        date=candidate.opinion.reviewed,
        address=candidate.address,
    )


def _facts(guide: Guide, candidate: Candidate) -> Iterator[Entry]:
    for key, kind in guide.fact_types.items():
        fact: Fact = candidate.sheet.facts[key]
        if kind.news is None or fact.missing:
            continue
        value = str(fact.value)
        yield Entry(
            id=f"{candidate.first_slug}/{key}/{value.partition('.')[0] if kind.news == 'major' else value}",
            title=f"{candidate.name}: {kind.label.lower()}, {value_text(fact, kind)}",
            text=" ".join(part for part in (kind.question, value_text(fact, kind), _words(fact)) if part),
            date=fact.as_of,
            address=f"{candidate.address}#{urls.anchor('fact', key)}",
            source=_address(fact.source),
        )


def _words(evidence: Evidence) -> str:
    return f"{evidence.note or ''} {source_words(evidence.source)}, {formats.date(evidence.as_of)}.".strip()


def announcements(candidate: Candidate) -> Iterator[tuple[str, Announcement]]:
    """Yield what is announced with an id: the date, and which of those for that date it is."""
    seen: Counter[str] = Counter()
    for announcement in candidate.sheet.announced:
        seen[announcement.when.text] += 1
        yield f"{candidate.first_slug}/announced/{announcement.when}/{seen[announcement.when.text]}", announcement


def _announcements(candidate: Candidate) -> Iterator[Entry]:
    for name, announcement in announcements(candidate):
        yield Entry(
            id=name,
            title=f"{candidate.name}: announced for {formats.date(announcement.when)}",
            text=f"{announcement.what} {announcement_words(announcement)}",
            date=announcement.as_of,
            address=f"{candidate.address}#start-today",
            source=_address(announcement.source),
        )


def announcement_words(announcement: Announcement) -> str:
    """Return what a reader must know beside an announcement."""
    read = f"{source_words(announcement.source)}, read {formats.date(announcement.as_of)}."
    return f"As the project has announced it; plans slip. {read}"


def _change(guide: Guide, number: int, change: Change) -> Entry:
    voice = TextWriter(guide.figures, "/changes/")
    anchor = urls.anchor("change", change.date.text, str(number))
    return Entry(
        id=f"changes/{guide.edition.year}/{change.date}/{number}",
        title=voice.plain(change.what),
        text=voice.plain(change.why),
        date=change.date,
        address=f"/changes/#{anchor}",
    )


def _address(source: Source | None) -> str:
    return "" if source is None or isinstance(source, Package) else source.address


def _feed(guide: Guide, path: str, title: str, page: str, entries: Iterable[Entry], *, id: str = "") -> str:
    newest_first = sorted(entries, key=lambda entry: entry.date, reverse=True)
    feed = ET.Element("feed", xmlns=_ATOM)
    _text(feed, "id", guide_id(guide, id or path))
    _text(feed, "title", title)
    _text(feed, "updated", _moment(_newest(guide, newest_first)))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=guide.whole(path))
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=guide.whole(page))
    _text(ET.SubElement(feed, "author"), "name", guide.edition.name)
    _text(feed, "rights", ", ".join(f"{licence.covers}: {licence.name}" for licence in guide.edition.licences))
    for entry in newest_first:
        _entry(guide, ET.SubElement(feed, "entry"), entry)
    ET.indent(feed, " ")
    return ET.tostring(feed, encoding="unicode", xml_declaration=False) + "\n"


def _entry(guide: Guide, element: ET.Element, entry: Entry) -> None:
    _text(element, "id", guide_id(guide, entry.id))
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.date))
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=guide.whole(entry.address))
    if entry.source:
        ET.SubElement(element, "link", rel="related", href=entry.source)
    _text(element, "content", entry.text)


def _newest(guide: Guide, entries: Sequence[Entry]) -> CalendarDate:
    return entries[0].date if entries else guide.edition.published


def _moment(date: CalendarDate) -> str:
    """Return a date as Atom wants it: the first moment that it can mean, so that nothing lies in the future."""
    return f"{date.first_day.isoformat()}T00:00:00Z"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
