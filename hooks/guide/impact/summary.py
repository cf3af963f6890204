"""What is said of a change, in order, whatever it is written as: a sentence that sums it up, then sections of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from guide.impact.answers import AnswerImpact, Ending, RuleChange
from guide.impact.cells import Ageing, CellChange, DateChange, Difference, Kind, Spot
from guide.impact.compare import Impact, Move, Report
from guide.impact.entries import EntryChange
from guide.impact.entries import Kind as EntryKind
from guide.impact.files import Side, TouchedFile, sides
from guide.impact.pages import MovedPage, NamedPage, PageChange
from guide.impact.renames import Renaming
from guide.impact.texts import WordChange
from guide.model import formats

_LONGEST_VALUE = 220
"""In characters; of what is longer the part that differs is shown."""

_CONTEXT = 50
"""How many characters are shown before the first one that differs."""

_PARTS_NAMED = 12
"""How many anchors of one page are named."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """A text as it stands in the data."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """The way to something that readers see."""

    text: str
    address: str
    """From the root of the site."""
    before: bool = True
    """Whether it is there without the change."""
    after: bool = True
    """Whether it is there with the change."""


Line = tuple[str | Value | Link, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """What there is to say of one kind of thing."""

    title: str
    lines: tuple[Line, ...]


def summary(report: Report) -> str:
    """Return what the change does, in one sentence."""
    if report.impact is None:
        return "What this changes for readers cannot be told: the guide before it cannot be read by today's code."
    done = [(verb, list(things)) for verb, things in _deeds(report.impact) if things]
    if not done:
        pages = len(report.impact.pages.changed)
        nothing = "no fact, rank, rule or text" if "engine" in sides(report.files) else "nothing that readers see"
        return f"Changes {_count(pages, 'page')}, nothing else." if pages else f"Changes {nothing}."
    told = "; ".join(f"{verb} {_listed(things)}" for verb, things in done)
    alone = len(done) == len(done[0][1]) == 1
    return f"{told[0].upper()}{told[1:]}{', nothing else' if alone else ''}."


def whose(report: Report) -> str:
    """Return whether facts or opinion are touched, and who decides, in a sentence or two."""
    touched = sides(report.files)
    if not touched:
        return "No file differs."
    engine = "The engine is touched: both sides are written by the new one here, so what it does otherwise is not told."
    told = [_facts_or_opinion(report, touched.keys()), engine if "engine" in touched else ""]
    return " ".join(filter(None, told))


def _facts_or_opinion(report: Report, touched: Iterable[str]) -> str:
    known = set(touched)
    if report.mixed:
        return (
            "Facts and opinion are mixed. Split it: one change with the facts, which anyone may mend, "
            "and one with the opinion, which the editors decide."
        )
    if {"facts", "opinion"} <= known:
        return (
            "Who is ranked, under which short name, or what is asked changes, "
            "so facts and opinion have to change together; the editors decide."
        )
    if "opinion" in known:
        return "Opinion is touched and no fact: the editors decide."
    if "facts" in known:
        ledger = " The entry in the ledger is for the editors to agree with." if "ledger" in known else ""
        return f"Only facts are touched: anyone may mend them.{ledger}"
    return (
        "Only the ledger is touched: the editors decide." if "ledger" in known else "No fact and no opinion is touched."
    )


def sections(report: Report) -> tuple[Section, ...]:
    """Return everything there is to say, the weightiest first; what there is nothing to say of is left out."""
    told = [*(_sections(report.impact) if report.impact else _unread(report)), ("Files touched", _files(report.files))]
    found = (Section(title=title, lines=tuple(lines)) for title, lines in told)
    return tuple(section for section in found if section.lines)


def _unread(report: Report) -> Iterator[tuple[str, Iterable[Line]]]:
    yield "Why the guide before it cannot be read", ((Value(text=problem),) for problem in report.unread)


def _sections(impact: Impact) -> Iterator[tuple[str, Iterable[Line]]]:
    cells = impact.cells
    yield "New short names", map(_renaming, impact.renamings)
    yield "Ranking", _ranking(impact)
    yield _title_of_answers(impact.answers), _answers(impact, impact.answers)
    yield "Rules", map(_rule, impact.answers.rules)
    yield "Facts", map(_cell, _of("fact", cells.changes))
    yield "In the box", map(_cell, _of("feature", cells.changes))
    yield "Judgements", map(_cell, _of("judgement", cells.changes))
    yield "Fresher", (_date(change) for change in cells.dates if change.fresher)
    yield "Staler", (_date(change) for change in cells.dates if not change.fresher)
    yield "Newly past their keep-by date", map(_aged, cells.past)
    yield "No longer past their keep-by date", map(_aged, cells.current)
    yield "Words", map(_words, impact.words)
    yield "Ledger", _entries(impact, "ledger")
    yield "Redirects", _entries(impact, "redirect")
    yield "Pages added and gone", (*map(_page_added, impact.pages.added), *map(_page_gone, impact.pages.gone))
    yield "Pages moved", map(_page_moved, impact.pages.moved)
    yield "Anchors added and gone", _anchors(impact.pages.changed)
    yield "Links elsewhere added and gone", _links(impact)
    yield "Pages that read differently", map(_page, impact.pages.changed)


# The sentence that sums it up


def _deeds(impact: Impact) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield each verb with the things that it is done to."""
    cells, answers = impact.cells, impact.answers
    yield "adds", _things(_arrivals(impact), "added", impact)
    yield "removes", _things(_departures(impact), "gone", impact)
    yield "gives", _new_names(impact)
    yield "moves", _counted((_ranked_still(impact.moves), "rank"), (len(impact.pages.moved), "page"))
    if answers.elsewhere:
        yield "sends", [f"{_of_all(answers.elsewhere, answers)} elsewhere"]
    yield "changes", _counted(*_changed(impact))
    yield "makes", [f"{_count(n, noun)} {how}" for n, noun, how in _aged_facts(cells.dates) if n]
    yield "leaves", [f"{_count(len(cells.past), 'statement')} past the keep-by date"] if cells.past else []


def _new_names(impact: Impact) -> list[str]:
    number = len(impact.renamings)
    several = [f"{formats.count(number)} {impact.many} new short names"] if number else []
    return [f"1 {impact.one} a new short name"] if number == 1 else several


def _arrivals(impact: Impact) -> tuple[int, int]:
    return sum(move.before is None for move in impact.moves), len(impact.pages.added)


def _departures(impact: Impact) -> tuple[int, int]:
    return sum(move.after is None for move in impact.moves), len(impact.pages.gone)


def _things(counts: tuple[int, int], how: str, impact: Impact) -> list[str]:
    candidates, pages = counts
    ranked = [f"{candidates} {impact.one if candidates == 1 else impact.many}"] if candidates else []
    rules = sum(rule.how == how for rule in impact.answers.rules)
    cells = [(sum(change.how == how for change in _of(kind, impact.cells.changes)), _NOUNS[kind]) for kind in _NOUNS]
    return [*ranked, *_counted((rules, "rule"), *cells, (pages, "page"), *_entries_told(impact, how))]


def _entries_told(impact: Impact, how: str) -> Iterator[tuple[int, str]]:
    for kind, noun in _ENTRIES.items():
        yield sum((change.kind, change.how) == (kind, how) for change in impact.entries), noun


_NOUNS: dict[Kind, str] = {"fact": "fact", "feature": "answer about the box", "judgement": "judgement"}

_ENTRIES: dict[EntryKind, str] = {"ledger": "entry of the ledger", "redirect": "redirect"}


def _changed(impact: Impact) -> Iterator[tuple[int, str]]:
    yield len(impact.tiers), "tier"
    yield len(impact.verdicts), "verdict"
    yield sum(rule.how in ("changed", "moved") for rule in impact.answers.rules), "rule"
    for kind, noun in _NOUNS.items():
        yield sum(change.how == "changed" for change in _of(kind, impact.cells.changes)), noun
    yield sum(change.how == "beside" for change in impact.cells.changes), "source, note or reason"
    yield len(impact.words), "text"
    yield from _entries_told(impact, "changed")


def _ranked_still(moves: Iterable[Move]) -> int:
    return sum(None not in (move.before, move.after) for move in moves)


def _aged_facts(dates: Iterable[DateChange]) -> Iterator[tuple[int, str, str]]:
    turned = [change.fresher for change in dates]
    yield turned.count(True), "statement", "fresher"
    yield turned.count(False), "statement", "staler"


def _counted(*things: tuple[int, str]) -> list[str]:
    return [_count(number, noun) for number, noun in things if number]


_PLURALS = {
    "source, note or reason": "sources, notes or reasons",
    "answer about the box": "answers about the box",
    "entry of the ledger": "entries of the ledger",
}


def _count(number: int, noun: str) -> str:
    return f"{formats.count(number)} {noun if number == 1 else _PLURALS.get(noun, noun + 's')}"


def _listed(things: Sequence[str]) -> str:
    *most, last = things
    return f"{', '.join(most)} and {last}" if most else last


def _of_all(number: int, answers: AnswerImpact) -> str:
    return f"{formats.count(number)} of {formats.count(answers.compared)} answer sets"


# The sections


def _renaming(renaming: Renaming) -> Line:
    return (
        Link(text=renaming.name, address=renaming.address),
        ": ",
        *_contrast(renaming.before, renaming.after),
        _former(renaming.former_address, renaming.address if renaming.leads_on else ""),
    )


def _former(address: str, leads_to: str) -> str:
    """Return what becomes of a former address, as the end of a line."""
    return f"; {address} leads to {leads_to}" if leads_to else f"; {address} leads nowhere: add the former to 'aliases'"


def _ranking(impact: Impact) -> Iterator[Line]:
    for move in impact.moves:
        link = Link(text=move.name, address=move.address, before=move.before is not None, after=move.after is not None)
        if move.before is None:
            yield link, f": new, no. {move.after}"
        elif move.after is None:
            yield link, f": was no. {move.before}, is not ranked any more"
        else:
            yield link, f": from no. {move.before} to no. {move.after}"
    for swap in impact.swaps:
        yield (f"{swap.ahead} now stands before {swap.behind}",)
    for what, changes in (("tier", impact.tiers), ("verdict", impact.verdicts)):
        for change in changes:
            yield Link(text=change.name, address=change.address), f": {what} ", *_contrast(change.before, change.after)


def _title_of_answers(answers: AnswerImpact) -> str:
    return f"{_of_all(answers.elsewhere, answers)} end elsewhere" if answers.elsewhere else "Answers"


def _answers(impact: Impact, answers: AnswerImpact) -> Iterator[Line]:
    if answers.compared < answers.total or answers.withdrawn:
        yield (f"The questions or their options changed. Sets of answers now: {formats.count(answers.total)}.",)
        yield (f"Of these could be given before, and are compared: {formats.count(answers.compared)}.",)
        yield (f"Cannot be given any more: {formats.count(answers.withdrawn)}.",)
    for diversion in answers.diversions:
        way = f"{_ending(impact, diversion.before)} → {_ending(impact, diversion.after)}"
        example = Link(text="these answers", address=diversion.address)
        yield f"{way}: {formats.count(diversion.count)}, for example ", example
    if answers.runner_ups:
        yield (f"{_of_all(answers.runner_ups, answers)} end where they did, with another runner-up",)
    if answers.cautions:
        yield (f"{_of_all(answers.cautions, answers)} end where they did, with other cautions",)


def _ending(impact: Impact, ending: Ending) -> str:
    if ending.picks:
        return _names(impact, ending.picks)
    return f"outside the guide, nearest {_names(impact, ending.nearest)}" if ending.nearest else "outside the guide"


def _names(impact: Impact, slugs: Iterable[str]) -> str:
    return " or ".join(impact.names.get(slug, slug) for slug in slugs)


def _rule(rule: RuleChange) -> Line:
    link = Link(text=f"Rule {rule.id}", address=rule.address, before=rule.how != "added", after=rule.how != "gone")
    old, new = rule.places
    if rule.how == "added":
        return link, f": new, number {new} in the order"
    if rule.how == "gone":
        return link, f": gone, was number {old} in the order"
    place = f", number {old} → {new} in the order" if old != new else ""
    if rule.how == "moved":
        return link, place or ", in another place among the others"
    return link, place, *_differences(rule.fields)


def _of(kind: Kind, changes: Iterable[CellChange]) -> Iterator[CellChange]:
    return (change for change in changes if change.spot.kind == kind)


def _cell(change: CellChange) -> Line:
    link = _spot(change.spot, before=change.how != "added", after=change.how != "gone")
    value = () if change.how == "beside" else (": ", *_contrast(change.before, change.after))
    undated = ("; the date of its source is as it was",) if change.undated else ()
    return link, *value, *_differences(change.beside, "; " if value else ": "), *undated


def _differences(differences: Iterable[Difference], sign: str = ": ") -> Iterator[str | Value | Link]:
    for difference in differences:
        yield f"{sign}{difference.name} "
        yield from _contrast(difference.before, difference.after)
        sign = "; "


def _spot(spot: Spot, *, before: bool = True, after: bool = True) -> Link:
    return Link(text=f"{spot.name}, {spot.label}", address=spot.address, before=before, after=after)


def _date(change: DateChange) -> Line:
    return _spot(change.spot), f": {formats.date(change.before)} → {formats.date(change.after)}"


def _aged(ageing: Ageing) -> Line:
    return _spot(ageing.spot), f": keep-by date {formats.date(ageing.keep_by)}"


def _words(change: WordChange) -> Line:
    old, new = change.words
    page = (", on ", Link(text=change.address, address=change.address)) if change.address else ()
    counts = [_count(number, "word") for number, text in ((old, change.before), (new, change.after)) if text]
    return (
        Value(text=f"{change.file} {change.place}"),
        *page,
        f", {' → '.join(counts)}: ",
        *_contrast(change.before, change.after),
    )


def _entries(impact: Impact, kind: EntryKind) -> Iterator[Line]:
    return (_entry(change) for change in impact.entries if change.kind == kind)


def _entry(change: EntryChange) -> Line:
    old, new = change.before, change.after
    entry = new or old
    if entry is None:
        return ()
    link = Link(text=entry.title, address=entry.address, before=old is not None, after=new is not None)
    return link, ": ", *_contrast(old.text if old else None, new.text if new else None)


def _page_added(page: NamedPage) -> Line:
    return "added: ", Link(text=page.title, address=page.address, before=False), f", {page.address}"


def _page_gone(page: NamedPage) -> Line:
    link = Link(text=page.title, address=page.address, after=False)
    leads = (
        f"; its address leads to {page.leads_to}" if page.leads_to else "; its address leads nowhere: add a redirect"
    )
    return "gone: ", link, f", {page.address}{leads}"


def _page_moved(page: MovedPage) -> Line:
    leads = "leads on" if page.leads_on else "leads nowhere: add a redirect"
    way = f", from {page.former_address} to {page.address}; its former address {leads}"
    return "moved: ", Link(text=page.title, address=page.address), way


def _anchors(pages: Iterable[PageChange]) -> Iterator[Line]:
    for page in pages:
        for how, anchors in (("added", page.anchors_added), ("gone", page.anchors_gone)):
            if anchors:
                yield f"{how} on ", Link(text=page.address, address=page.address), *_some_anchors(anchors)


def _some_anchors(anchors: Sequence[str]) -> Iterator[str]:
    named = (f"#{anchor}" if anchor else "the top" for anchor in anchors[:_PARTS_NAMED])
    more = len(anchors) - _PARTS_NAMED
    yield f": {', '.join(named)}{f' and {formats.count(more)} more' if more > 0 else ''}"


def _links(impact: Impact) -> Iterator[Line]:
    for how, links in (("added", impact.pages.links_added), ("gone", impact.pages.links_gone)):
        for link in links:
            yield f"{how}: ", Value(text=link)


def _page(page: PageChange) -> Line:
    old, new = page.words
    count = f", {_count(old, 'word')} → {_count(new, 'word')}" if old != new else ""
    return Link(text=page.address, address=page.address), count, *(_some_anchors(page.parts) if page.parts else ())


def _files(files: Iterable[TouchedFile]) -> Iterator[Line]:
    order = get_args(Side)
    for side, group in groupby(sorted(files, key=lambda file: order.index(file.side)), key=lambda file: file.side):
        for file in group:
            yield f"{side}, {file.how}: ", Value(text=file.path)


def _contrast(before: str | None, after: str | None) -> Line:
    """Return a text before and after; of long ones the part from shortly before the first difference."""
    if before is None:
        return "new: ", Value(text=_cut(after or "", 0))
    if after is None:
        return "gone, was: ", Value(text=_cut(before, 0))
    start = _first_difference(before, after) if max(len(before), len(after)) > _LONGEST_VALUE else 0
    return Value(text=_cut(before, start)), " → ", Value(text=_cut(after, start))


def _first_difference(before: str, after: str) -> int:
    """Return where two texts part, a few words earlier."""
    same = next((place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    parted = min(len(before), len(after)) if same is None else same
    return before.rfind(" ", 0, max(parted - _CONTEXT, 0)) + 1


def _cut(text: str, start: int) -> str:
    rest = text[start:]
    return f"{'…' if start else ''}{rest[:_LONGEST_VALUE]}{'…' if len(rest) > _LONGEST_VALUE else ''}"
