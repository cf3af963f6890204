"""Writes every page of the guide as HTML, in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from guide import addresses, api, citing, deciding, feeds, formats, moving, open_data, support_calendar, titles
from guide.anchors import ids, with_former
from guide.comparing import agreeing, differences
from guide.field_docs import file_docs, record_docs
from guide.guide import Candidate, Guide, Past, Versus
from guide.ledger import concerning, movements
from guide.records import Announcement, CalendarDate, Evidence, FactSheet, Package, Retired
from guide.references import value_shown
from guide.text import TextWriter

TEMPLATES: Mapping[str, str] = {
    "index": "ranking.html",
    "compare": "compare.html",
    "how-to-pick": "how-to-pick.html",
    "short-list": "short-list.html",
    "method": "method.html",
    "not-ranked": "not-ranked.html",
    "changes": "changes.html",
    "fields": "fields.html",
    "404": "not-found.html",
}
"""The template of each page of prose; the others are shown as they are."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page, ready to stand in the shell of the site."""

    address: str
    """From the root of its edition."""
    folder: str = ""
    """Where its edition lies on the site: empty for the current one, `2026/` for a past one."""
    kind: str
    title: str
    """Plain text."""
    description: str
    """Plain text."""
    heading: str
    """What the page says at its top; plain text."""
    lead: str
    """The verdict, or what the page is about; plain text."""
    numeral: str = ""
    """The rank, on the page of a candidate."""
    body: str
    """HTML."""
    edit: str
    """The file that a reader would change."""
    updated: CalendarDate

    @property
    def listed(self) -> bool:
        """Whether it is to be found: the page for missing addresses and those of what was taken away are not."""
        return self.kind not in ("404", "retired")

    @property
    def source(self) -> str:
        """The file that the page is, for a site generator, under the content folder."""
        return addresses.source_file(self.on_site)

    @property
    def on_site(self) -> str:
        """Its address from the root of the site."""
        return f"/{self.folder}{self.address[1:]}"

    def as_markdown(self) -> str:
        """Return the page as a Markdown file: its front matter, and the body as raw HTML."""
        head = {"title": self.title, "description": self.description, "kind": self.kind}
        head |= {"edition": self.folder.strip("/")} if self.folder else {}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
        return "\n".join(("---", *lines, "---", "", self.body, ""))


def write_pages(guide: Guide) -> tuple[Page, ...]:
    """Return every page of the guide; a past edition has none for missing addresses, the site has one already."""
    pages = tuple(_with_former_anchors(guide, page) for page in _pages(guide, templates(guide)))
    return tuple(_marked_past(guide, guide.past, page) for page in pages if page.kind != "404") if guide.past else pages


def _pages(guide: Guide, environment: Environment) -> tuple[Page, ...]:
    return (
        *(_prose_page(guide, environment, name) for name in guide.pages),
        *(_candidate_page(guide, environment, candidate) for candidate in guide.candidates),
        *(_pair_page(guide, environment, versus) for versus in guide.pairs),
        *(_retired_page(guide, environment, entry, page) for entry in guide.retired for page in entry.pages),
    )


def _with_former_anchors(guide: Guide, page: Page) -> Page:
    ways = guide.former_anchors(page.address, ids(page.body))
    return replace(page, body=with_former(page.body, ways)) if ways else page


def _marked_past(guide: Guide, past: Past, page: Page) -> Page:
    """Return a page of a past edition that says so, in its place on the site; errata are the only news on it."""
    year = guide.edition.year
    return replace(
        page,
        folder=guide.folder,
        title=f"{page.title} ({year})",
        description=f"{year} edition: {page.description}",
        edit=past.errata_file,
        updated=max((page.updated, *(erratum.date for _, erratum in past.errata_of(page.address)))),
    )


class _Compiled(BytecodeCache):
    """Keeps compiled templates for the next guide of this process: to compile them takes as long as all the rest."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if it is known; Jinja compares its checksum with that of the source."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def templates(guide: Guide) -> Environment:
    """Return the templates with everything that they may use."""
    environment = Environment(
        loader=PackageLoader("guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    environment.filters |= {
        "day": formats.date,
        "share": formats.share,
        "words": lambda key: key.replace("_", " "),
        "value_shown": value_shown,
        "names": lambda slugs, guide: " or ".join(guide.by_slug[slug].name for slug in slugs),
    }
    environment.globals |= {
        "guide": guide,
        "anchor": addresses.anchor,
        "api": f"/{api.ROOT}",
        "calendar": support_calendar.PATH,
        "data_files": tuple(open_data.LABELS.items()),
        "endpoints": api.endpoints(guide),
        "feed_of": feeds.candidate_path,
        "feed_of_changes": feeds.CHANGES,
        "changes_title": feeds.CHANGES_TITLE,
        "edit": guide.edit_address,
        "view": guide.view_address,
        "schema": lambda endpoint: f"/{api.schema_path(endpoint)}",
        "short_source": short_source,
    }
    return environment


def short_source(evidence: Evidence | Announcement, entry: str = "") -> Markup:
    """Return source and date of a statement, for places with little room; the date may lead to the whole entry."""
    date = Markup('<time datetime="{}">{}</time>').format(evidence.as_of.text, formats.date(evidence.as_of))
    if entry:
        date = Markup('<a href="{}">{}</a>').format(entry, date)
    source = evidence.source
    if source is None:
        return Markup("looked for until {}").format(date)
    if isinstance(source, Package):
        return Markup("{}, {}").format(source.label, date)
    return Markup('<a href="{}">{}</a>, {}').format(source.address, source.label, date)


def _render(guide: Guide, environment: Environment, template: str, page: str, own: str = "", **context: Any) -> str:
    anywhere = urlsplit(guide.site).path if page == "/404/" else ""

    def writer(owner: str) -> TextWriter:
        return TextWriter(guide.figures, page, owner, anywhere)

    voice = writer(own)
    voices: Mapping[str, Callable[..., Any]] = {
        "say": lambda text, own=own: writer(own).sentence(text),
        "plain": voice.plain,
        "unlinked": voice.unlinked,
        "paragraphs": voice.paragraphs,
        "markdown": voice.markdown,
        "link": voice.link,
        "site_link": lambda address: addresses.relative(address, guide.on_site(page)),
    }
    names = ("past.html", template) if guide.past else (template,)
    parts = (environment.get_template(name).render(address=page, **voices, **context) for name in names)
    return _without_empty_lines("\n".join(parts))


def _without_empty_lines(html: str) -> str:
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    return "".join(part if part.startswith("<pre") else re.sub(r"\n\s*\n", "\n", part) for part in parts).strip()


def _prose_page(guide: Guide, environment: Environment, name: str) -> Page:
    source = guide.pages[name]
    address = addresses.prose(name)
    voice = TextWriter(guide.figures, address)
    description = voice.plain(source.head.description)
    title = guide.edition.name if name == "index" else source.head.title
    headline = " ".join(map(voice.plain, guide.edition.headline))
    heading = headline if name == "index" else source.head.heading or title
    updated = guide.edition.published
    body = _render(
        guide,
        environment,
        TEMPLATES.get(name, "prose.html"),
        address,
        source=source,
        citation=citing.citation(guide, heading, address, updated),
        **_derived(guide, name),
    )
    return Page(
        address=address,
        kind=name if name in TEMPLATES else "prose",
        title=title,
        description=description,
        heading=heading,
        lead=description,
        body=body,
        edit=source.prose.path,
        updated=updated,
    )


def _derived(guide: Guide, name: str) -> dict[str, Any]:
    """Return what the template of a page needs beyond the guide itself."""
    if name == "how-to-pick":
        return {
            "by_option": tuple(_language_rows(guide)),
            "influence": deciding.influence(guide.decision),
        }
    if name == "fields":
        return {"files": file_docs(), "records": {record.name: record for record in record_docs()}}
    if name == "index":
        stayed = sum(not one.moved for one in moving.since(guide))
        return {"moves": moving.moves(guide), "stayed": stayed}
    if name == "changes":
        return {"ledger": tuple(reversed(tuple(movements(guide.changes))))}
    return {}


def _language_rows(guide: Guide) -> Iterator[dict[str, Any]]:
    question = guide.decision.switching.question
    rows = {row.option: row for row in deciding.by_language(guide.decision)}
    for row in rows.values():
        outside = row.default.outside
        yield {
            "label": guide.decision.questions[question].options[row.option],
            "mostly": row.default.pick,
            "also": tuple(slug for slug in row.staying if slug not in row.default.pick),
            "switched": row.switching,
            "nearest": rows[outside.as_if.get(question, row.option)].default.pick if outside else (),
        }


@dataclass(frozen=True, kw_only=True)
class PageSection:
    """A section of a candidate's page: prose of its own, or data."""

    id: str
    title: str
    prose: bool = False


def _sections(guide: Guide, candidate: Candidate) -> Iterator[PageSection]:
    """Yield the sections of a candidate's page in order: its case, the evidence, life with it, the way on."""
    yield from _prose_sections(guide, candidate, "case")
    first = candidate.rank == 1
    yield PageSection(id="why-not-higher", title="What would cost it the place" if first else "Why not higher")
    yield PageSection(id="weaknesses", title="Weaknesses, and when they bite")
    yield PageSection(id="judgements", title="Judgements, with reasons")
    yield PageSection(id="try-first", title="Before you commit")
    if candidate.sheet.announced or any(kind.starting for kind in guide.fact_types.values()):
        yield PageSection(id="start-today", title="If you start today")
    yield from _prose_sections(guide, candidate, "living")
    yield PageSection(id="in-the-box", title="In the box")
    yield PageSection(id="facts", title="Facts, with sources and dates")
    yield PageSection(id="rules", title="The rules that end here")
    yield PageSection(id="alternatives", title="If not this, then")
    yield PageSection(id="links", title="Official links")
    yield PageSection(id="history", title="History and corrections")
    yield PageSection(id="citing", title="Cite it, show it")


def _prose_sections(guide: Guide, candidate: Candidate, place: str) -> Iterator[PageSection]:
    for key, wanted in guide.terms.sections.items():
        section = candidate.prose.prose.section(addresses.anchor(key))
        if wanted.place == place and section:
            yield PageSection(id=section.id, title=section.heading, prose=True)


def _candidate_page(guide: Guide, environment: Environment, candidate: Candidate) -> Page:
    title = titles.of_candidate(candidate.name, candidate.rank, len(guide.candidates))
    updated = candidate.opinion.reviewed
    body = _render(
        guide,
        environment,
        "candidate.html",
        candidate.address,
        candidate.slug,
        candidate=candidate,
        sections=tuple(_sections(guide, candidate)),
        citation=citing.citation(guide, title, candidate.address, updated),
        **_around(guide, candidate),
    )
    voice = TextWriter(guide.figures, candidate.address, candidate.slug)
    return Page(
        address=candidate.address,
        kind="candidate",
        title=title,
        description=voice.plain(candidate.prose.head.description),
        heading=candidate.name,
        lead=voice.plain(candidate.opinion.verdict),
        numeral=str(candidate.rank),
        body=body,
        edit=f"data/opinions/{candidate.slug}.yml",
        updated=updated,
    )


def _around(guide: Guide, candidate: Candidate) -> dict[str, Any]:
    """Return what the page of a candidate needs beyond the candidate itself."""
    return {
        "rules": guide.rules_for(candidate.slug),
        "pairs": guide.pairs_of(candidate.slug),
        "since": next((one for one in moving.since(guide) if one.now is candidate), None),
        "history": concerning(guide.changes, candidate.slug),
        "evidence_anchor": lambda key: addresses.anchor("box" if key in guide.features.features else "fact", key),
        "evidence_label": lambda sheet, key: _label(guide, sheet, key),
        "showing": citing.showing(guide, candidate),
        "badge": f"/{citing.badge_path(guide, candidate)}",
        "card": citing.embed_address(candidate),
    }


def _label(guide: Guide, sheet: FactSheet, key: str) -> str:
    for known in (guide.features.features, guide.fact_types, sheet.more):
        if key in known:
            return known[key].label
    raise KeyError(key)


def _pair_page(guide: Guide, environment: Environment, versus: Versus) -> Page:
    different = differences(guide, versus)
    question = titles.of_pair(versus.one.name, versus.other.name)
    body = _render(
        guide,
        environment,
        "pair.html",
        versus.address,
        versus=versus,
        separations=tuple(_separations(guide, versus)),
        agreeing=agreeing(guide, different),
        different=different,
        citation=citing.citation(guide, question, versus.address, versus.pair.reviewed),
    )
    verdict = TextWriter(guide.figures, versus.address).plain(versus.pair.verdict)
    return Page(
        address=versus.address,
        kind="pair",
        title=question,
        description=verdict,
        heading=question,
        lead=verdict,
        body=body,
        edit=f"data/pairs/{versus.name}.yml",
        updated=versus.pair.reviewed,
    )


def _separations(guide: Guide, versus: Versus) -> Iterator[deciding.Separation]:
    """Yield, for each question that parts the two, its most frequent case."""
    seen: set[str] = set()
    for separation in deciding.separations(guide.decision, versus.one.slug, versus.other.slug):
        if separation.question not in seen:
            seen.add(separation.question)
            yield separation


def _retired_page(guide: Guide, environment: Environment, retired: Retired, address: str) -> Page:
    return Page(
        address=address,
        kind="retired",
        title=retired.was,
        description=f"{retired.was}: taken away on {formats.date(retired.date)}, and why.",
        heading=retired.was,
        lead=TextWriter(guide.figures, address).plain(retired.reason),
        body=_render(guide, environment, "retired.html", address, retired=retired),
        edit="data/retired.yml",
        updated=retired.date,
    )
