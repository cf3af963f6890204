"""Writes every page of the guide as HTML, in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment

from guide.decision import evaluate
from guide.derive import routes
from guide.derive.candidates import Candidate, Versus
from guide.derive.differences import agreeing, answers_in_numbers, decisive, differences
from guide.derive.guide import Guide
from guide.derive.samples import Task, sample_of, samples_of, tasks_of
from guide.derive.statements import Statement
from guide.model import formats, titles, urls
from guide.model.history import Retired
from guide.model.ledger import concerning, movements
from guide.pages.field_reference import file_docs, record_docs
from guide.pages.page import Page, packed
from guide.render import citations
from guide.render.environment import templates
from guide.render.html import ids, with_former
from guide.render.text import TextWriter
from guide.source.library import FILES, file_of

TEMPLATES: Mapping[str, str] = {
    "index": "pages/ranking.html",
    "compare": "pages/compare.html",
    "how-to-pick": "pages/how-to-pick.html",
    "rules": "pages/rules.html",
    "short-list": "pages/short-list.html",
    "method": "pages/method.html",
    "not-ranked": "pages/not-ranked.html",
    "changes": "pages/changes.html",
    "fields": "pages/fields.html",
    "404": "pages/not-found.html",
}
"""The template of each page of prose; the others are shown as they are."""


def write_pages(guide: Guide) -> tuple[Page, ...]:
    """Return every page of the guide."""
    return tuple(
        guide.remember(f"page {address}", partial(_with_former_anchors, guide, make))
        for address, make in _makers(guide, templates(guide))
    )


def _makers(guide: Guide, environment: Environment) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of each page with what makes it."""
    for name in guide.pages:
        if name != "code":
            yield urls.prose(name), partial(_prose_page, guide, environment, name)
    for task in tasks_of(guide):
        yield task.address, partial(_task_page, guide, environment, task)
    for candidate in guide.candidates:
        yield candidate.address, partial(_candidate_page, guide, environment, candidate)
    for versus in guide.pairs:
        yield versus.address, partial(_pair_page, guide, environment, versus)
    for entry in guide.retired:
        for address in entry.pages:
            yield address, partial(_retired_page, guide, environment, entry, address)


def _with_former_anchors(guide: Guide, make: Callable[[], Page]) -> Page:
    page = make()
    ways = guide.former_anchors(page.address, ids(page.body))
    return replace(page, packed=packed(with_former(page.body, ways))) if ways else page


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
    }
    names = ("pages/superseded.html", template) if guide.edition.superseded_by else (template,)
    parts = (environment.get_template(name).render(address=page, **voices, **context) for name in names)
    return _without_empty_lines("\n".join(parts))


def _without_empty_lines(html: str) -> str:
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    return "".join(part if part.startswith("<pre") else re.sub(r"\n\s*\n", "\n", part) for part in parts).strip()


def _prose_page(guide: Guide, environment: Environment, name: str) -> Page:
    source = guide.pages[name]
    address = urls.prose(name)
    voice = TextWriter(guide.figures, address)
    description = voice.plain(source.head.description)
    title = guide.edition.name if name == "index" else source.head.title
    headline = " ".join(map(voice.plain, guide.edition.headline))
    heading = headline if name == "index" else source.head.heading or title
    updated = guide.edition.published
    body = _render(
        guide,
        environment,
        TEMPLATES.get(name, "pages/prose.html"),
        address,
        source=source,
        citation=citations.citation(guide, heading, address, updated),
        **_derived(guide, name),
    )
    return Page(
        address=address,
        kind=name if name in TEMPLATES else "prose",
        title=title,
        description=description,
        heading=heading,
        lead=description,
        packed=packed(body),
        edit=source.prose.path,
        updated=updated,
    )


def _task_page(guide: Guide, environment: Environment, task: Task) -> Page:
    """Return a page on which all samples show how to do a task; that of the first is the page of the samples."""
    source, tasks, samples = guide.pages["code"], tasks_of(guide), samples_of(guide)
    is_first = task == tasks[0]
    heading = (source.head.heading or source.head.title) if is_first else task.label
    many = f"{task.label} in {len(samples)} {guide.edition.subject.many}"
    description = f"{many}, side by side: the same small service, and what became of each sample."
    if is_first:
        description = TextWriter(guide.figures, task.address).plain(source.head.description)
    updated = max(guide.edition.published, *(sample.run.date for sample in samples))
    body = _render(
        guide,
        environment,
        "pages/code.html",
        task.address,
        source=source,
        title=heading,
        task=task,
        tasks=tasks,
        samples=samples,
        citation=citations.citation(guide, heading, task.address, updated),
    )
    return Page(
        address=task.address,
        kind="code",
        title=source.head.title if is_first else heading,
        description=description,
        heading=heading,
        lead=description,
        packed=packed(body),
        edit=source.prose.path,
        updated=updated,
    )


def _derived(guide: Guide, name: str) -> dict[str, Any]:
    """Return what the template of a page needs beyond the guide itself."""
    if name == "compare":
        return {"answers": partial(_answers, guide), "numbers": answers_in_numbers}
    if name == "fields":
        return {"files": file_docs(), "records": {record.name: record for record in record_docs()}}
    if name == "changes":
        return {"ledger": tuple(reversed(tuple(movements(guide.changes))))}
    return {}


def _answers(guide: Guide, kind: str, key: str) -> tuple[Statement, ...]:
    """Return what is said of each candidate to one question; takes the name of a group of statements."""
    return tuple(getattr(guide.statements.of(candidate), kind)[key] for candidate in guide.candidates)


@dataclass(frozen=True, kw_only=True)
class PageSection:
    """A section of a candidate's page."""

    id: str
    title: str
    group: str
    """The part of the page that it belongs to."""
    text: str = ""
    """Its prose."""
    shows: str = ""
    """The data under it."""


_GROUPS = {"case": "Decide", "living": "Live with it", "leaving": "Move on"}


def _sections(guide: Guide, candidate: Candidate) -> tuple[PageSection, ...]:
    """Return the sections of a candidate's page in order: its case, life with it, the way on, what to look up."""
    prose = tuple(_prose_sections(guide, candidate))
    shown = {section.shows for section in prose}
    code = (("code", "Code"),) if candidate.sample else ()
    own = {
        "Decide": (("weaknesses", "What will hurt"), ("try-first", "Before you commit"), *code),
        "Live with it": (("start", "If you start today"),),
        "Move on": (("alternatives", "Alternatives"),),
        "Look up": (("in-the-box", "Built-in features"), ("facts", "Facts")),
    }
    return tuple(
        section
        for group, others in own.items()
        for section in (
            *(section for section in prose if section.group == group),
            *(PageSection(id=id, title=title, group=group, shows=id) for id, title in others if id not in shown),
        )
    )


def _prose_sections(guide: Guide, candidate: Candidate) -> Iterator[PageSection]:
    for key, kind in guide.terms.sections.items():
        if prose := candidate.prose.prose.section(urls.anchor(key)):
            yield PageSection(
                id=prose.id, title=kind.label, group=_GROUPS[kind.place], text=prose.text, shows=kind.shows or ""
            )


def _candidate_page(guide: Guide, environment: Environment, candidate: Candidate) -> Page:
    title = titles.of_candidate(candidate.name, candidate.rank, len(guide.candidates))
    updated = candidate.opinion.reviewed
    sections = _sections(guide, candidate)
    body = _render(
        guide,
        environment,
        "pages/candidate.html",
        candidate.address,
        candidate.slug,
        candidate=candidate,
        sections=sections,
        groups=tuple((group, tuple(among)) for group, among in groupby(sections, attrgetter("group"))),
        citation=citations.citation(guide, title, candidate.address, updated),
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
        packed=packed(body),
        edit=file_of("opinions", candidate.slug),
        updated=updated,
    )


def _around(guide: Guide, candidate: Candidate) -> dict[str, Any]:
    """Return what the page of a candidate needs beyond the candidate itself."""
    return {
        "pairs": guide.pairs_of(candidate.slug),
        "history": concerning(guide.changes, candidate.slug),
        "snippets": citations.rank_snippets(guide, candidate),
        "badge": f"/{routes.badge_path(guide, candidate)}",
        "card": routes.embed_address(candidate),
        "sample": sample_of(guide, candidate),
        "tasks": tasks_of(guide),
    }


def _pair_page(guide: Guide, environment: Environment, versus: Versus) -> Page:
    different = differences(guide, versus)
    question = titles.of_pair(versus.one.name, versus.other.name)
    body = _render(
        guide,
        environment,
        "pages/pair.html",
        versus.address,
        versus=versus,
        separations=_separations(guide, versus),
        agreeing=agreeing(guide, different),
        different=different,
        decisive=decisive(guide, different["facts"]),
        chosen=routes.chosen_address(versus.one, versus.other),
        samples=tuple(filter(None, (sample_of(guide, candidate) for candidate in (versus.one, versus.other)))),
        tasks=tasks_of(guide),
        citation=citations.citation(guide, question, versus.address, versus.pair.reviewed),
    )
    verdict = TextWriter(guide.figures, versus.address).plain(versus.pair.verdict)
    return Page(
        address=versus.address,
        kind="pair",
        title=question,
        description=verdict,
        heading=question,
        lead=verdict,
        packed=packed(body),
        edit=file_of("pairs", versus.name),
        updated=versus.pair.reviewed,
    )


def _separations(guide: Guide, versus: Versus) -> tuple[evaluate.Separation, ...]:
    """Return, for each question that parts the two, its most frequent case."""
    by_question: dict[str, evaluate.Separation] = {}
    for separation in evaluate.separations(guide.decision, versus.one.slug, versus.other.slug):
        by_question.setdefault(separation.question, separation)
    return tuple(by_question.values())


def _retired_page(guide: Guide, environment: Environment, retired: Retired, address: str) -> Page:
    return Page(
        address=address,
        kind="retired",
        title=retired.was,
        description=f"{retired.was}: taken away on {formats.date(retired.date)}, and why.",
        heading=retired.was,
        lead=TextWriter(guide.figures, address).plain(retired.reason),
        packed=packed(_render(guide, environment, "pages/retired.html", address, retired=retired)),
        edit=FILES["retired"][0],
        updated=retired.date,
    )
