"""The guide as one immutable value: everything that the pages are written from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import TypeVar
from urllib.parse import quote, urlencode

from guide.decision import evaluate
from guide.decision.evaluate import Answers
from guide.derive.candidates import Candidate, Versus
from guide.derive.statements import Questions, Statements
from guide.model import urls
from guide.model.dates import CalendarDate
from guide.model.decision import Decision, Regression
from guide.model.edition import Edition
from guide.model.facts import GeneralFact
from guide.model.history import Change, Redirect, Retired
from guide.model.opinions import NotRanked
from guide.model.reads import note
from guide.model.vocabulary import Criterion, FactType, Features, Language, Search, Terms, Wording
from guide.source.cache import Cache
from guide.source.library import PageSource
from guide.source.references import Figures
from guide.source.text.prose import PageHead, ProseSection

T = TypeVar("T")

_MANY = 30
"""With more candidates than this, not every two of them have an address: that would be thousands of pages."""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A stated position in a reader's words, and where its answer stands."""

    regression: Regression
    address: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What two answers alone lead to, the other questions being open."""

    answers: Answers
    """On the language, and on the question after it."""
    picks: tuple[str, ...]
    """The picks; outside the guide those of the nearest option."""
    is_outside: bool
    address: str
    """The answer with its reasons, from the root of the site."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """Everything that is known, judged and derived, on one day."""

    edition: Edition
    site: str
    """Where the guide is published; ends with a slash."""
    repository: str
    """Where its files live; does not end with a slash."""
    today: dt.date
    candidates: tuple[Candidate, ...]
    """In order of rank."""
    pairs: tuple[Versus, ...]
    fact_types: Mapping[str, FactType]
    features: Features
    criteria: Mapping[str, Criterion]
    languages: Mapping[str, Language]
    terms: Terms
    wording: Wording
    evidence: Mapping[str, GeneralFact]
    decision: Decision
    not_ranked: tuple[NotRanked, ...]
    changes: tuple[Change, ...]
    redirects: tuple[Redirect, ...]
    retired: tuple[Retired, ...]
    search: Search
    pages: Mapping[str, PageSource[PageHead]]
    figures: Figures
    shared: str
    """What tells all that any page may read, names and ranks of all candidates among it, from what it was before."""

    promised: frozenset[str]
    """The addresses that were published once and have to answer."""

    cache: Cache
    """Where what is made of it is kept."""

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """Return what is made of the guide, new only if something that is read for it is another than before."""

        def made() -> T:
            note("shared")
            return make()

        return self.cache.remember(name, made)

    def version(self, name: str) -> str:
        """Return what tells the present version of what was read from others; takes the name that it is noted by."""
        kind, _, key = name.partition(" ")
        match kind:
            case "figure":
                return repr(self.figures.get(key))
            case "stale":
                return str(dt.date.fromisoformat(key) < self.today)
            case "today":
                return self.today.isoformat()
            case "as_of":
                return self._as_of.text
            case "shared":
                return self.shared
        return ""

    @cached_property
    def page_addresses(self) -> tuple[str, ...]:
        """Every page of this edition but the one for missing addresses."""
        prose = (urls.prose(name) for name in self.pages if name != "404")
        tasks = (urls.task(section.id) for section in self.task_sections[1:])
        candidates = (candidate.address for candidate in self.candidates)
        return (*prose, *tasks, *candidates, *(versus.address for versus in self.pairs))

    @property
    def task_sections(self) -> tuple[ProseSection, ...]:
        """The sections on what every sample shows how to do; none if there are no samples."""
        page = self.pages.get("code")
        return tuple(section for section in page.prose.sections if section.id) if page else ()

    @cached_property
    def by_slug(self) -> Mapping[str, Candidate]:
        return {candidate.slug: candidate for candidate in self.candidates}

    @cached_property
    def statements(self) -> Statements:
        """The statements on all candidates and on the whole field."""
        questions = Questions(
            fact_types=self.fact_types,
            features=self.features,
            criteria=self.criteria,
            published=self.edition.published,
            today=self.today,
        )
        return Statements(questions, self.evidence)

    @cached_property
    def _renamed(self) -> tuple[Candidate, ...]:
        return tuple(candidate for candidate in self.candidates if candidate.aliases)

    @property
    def as_of(self) -> CalendarDate:
        """The newest date that any fact bears: how far the data reaches, on whatever day the guide is built."""
        note("as_of")
        return self._as_of

    @cached_property
    def _as_of(self) -> CalendarDate:
        sheets = [candidate.records.sheet for candidate in self.candidates]
        groups = (self.evidence, *(part for sheet in sheets for part in (sheet.facts, sheet.more, sheet.in_the_box)))
        return max(evidence.as_of for group in groups for evidence in group.values())

    def whole(self, path: str) -> str:
        """Return the whole address of what lies at a path of the site, with or without its slash in front."""
        return self.site + path.removeprefix("/")

    @property
    def stands_under_its_year(self) -> bool:
        """Whether the site is the one of this edition alone, such as `https://example.org/2026/`."""
        return self.site.endswith(f"/{self.edition.year}/")

    def current_address(self, page: str) -> str:
        """Return the address of a page in the edition that took the place of this one; empty if none did."""
        successor = self.edition.superseded_by
        return successor.address.rstrip("/") + ("/" if page == "/404/" else page) if successor else ""

    def edit_address(self, path: str) -> str:
        """Return where a file of the guide can be changed on the repository's host."""
        return f"{self.repository}/edit/{quote(self.edition.branch)}/{quote(path)}"

    def leads_out(self, link: str) -> bool:
        """Return whether a link leads neither into this site nor to a form that changes our files."""
        return link.startswith("https://") and not link.startswith((self.site, f"{self.repository}/edit/"))

    def view_address(self, path: str) -> str:
        """Return where a file of the repository can be read on its host."""
        return f"{self.repository}/blob/{quote(self.edition.branch)}/{quote(path)}"

    def tree_address(self, path: str) -> str:
        """Return where a folder of the repository can be read on its host."""
        return f"{self.repository}/tree/{quote(self.edition.branch)}/{quote(path)}"

    def pairs_of(self, slug: str) -> tuple[Versus, ...]:
        """Return the written pairs that a candidate is part of."""
        return tuple(versus for versus in self.pairs if slug in (versus.one.slug, versus.other.slug))

    def former_addresses(self) -> Mapping[str, str]:
        """Return where each former or other address of a page leads."""
        many = self.edition.subject.many
        ways = {redirect.old: redirect.new for redirect in self.redirects if redirect.kind == "page"}
        for candidate in self.candidates:
            ways |= {urls.candidate(many, alias): candidate.address for alias in candidate.aliases}
        for versus in self.pairs:
            asked = urls.pair_in_any_words(versus.one.slugs, versus.other.slugs)
            ways |= {address: versus.address for address in asked if address != versus.address}
        return ways

    def unwritten_addresses(self) -> Mapping[str, str]:
        """Return where the address of every pair without a verdict leads until one is written: to both, side by side.

        What was taken away, or leads elsewhere by an entry of its own, is left to that. Among many candidates only what
        was promised leads on: the others would be most of the site, and more than a host takes.
        """
        taken = {address for entry in self.retired for address in entry.pages} | {entry.old for entry in self.redirects}
        written = {versus.name for versus in self.pairs}
        return {
            address: urls.chosen(one.slug, other.slug)
            for one, other in (combinations(self.candidates, 2) if self._are_few else self._promised_pairs())
            if urls.pair_name(one.slug, other.slug) not in written
            for address in urls.pair_in_any_words(one.slugs, other.slugs)
            if address not in taken
        }

    @property
    def _are_few(self) -> bool:
        return len(self.candidates) <= _MANY

    def _promised_pairs(self) -> Iterator[tuple[Candidate, Candidate]]:
        """Yield every two candidates that an address was promised for."""
        by_name = {slug: candidate for candidate in self.candidates for slug in candidate.slugs}
        for address in sorted(self.promised):
            names = re.fullmatch(r"/compare/([a-z0-9-]+)-vs-([a-z0-9-]+)/", address)
            if names and by_name.keys() >= {*names.groups()}:
                first, second = sorted((by_name[names[1]], by_name[names[2]]), key=lambda candidate: candidate.rank)
                yield first, second

    def passing_addresses(self) -> Mapping[str, str]:
        """Return where addresses lead for now.

        With the year in front they lead to the current pages, until those are past ones, so that the year can be cited
        from the first day; an edition that stands under its year has its pages there. Pairs lead to the comparison.
        """
        unwritten = self.unwritten_addresses()
        if self.stands_under_its_year:
            return unwritten
        ways = {address: address for address in self.page_addresses} | dict(self.former_addresses())
        return {**unwritten, **{f"/{self.edition.year}{address}": target for address, target in ways.items()}}

    def former_names(self) -> Mapping[str, str]:
        """Return the present name of each candidate and pair that had another one, by the former name."""
        names = {alias: candidate.slug for candidate in self.candidates for alias in candidate.aliases}
        for versus in self.pairs:
            former = {urls.pair_name(*two) for two in product(versus.one.slugs, versus.other.slugs)}
            names |= dict.fromkeys(sorted(former - {versus.name}), versus.name)
        return names

    def former_anchors(self, page: str, ids: Collection[str]) -> Mapping[str, str]:
        """Return the present anchor for each former one of a page that has these."""
        ways = {
            redirect.old.partition("#")[2]: redirect.new.partition("#")[2]
            for redirect in self.redirects
            if redirect.old.startswith(f"{page}#")
        }
        for candidate in self._renamed:
            named = sorted(id for id in ids if re.fullmatch(rf"([a-z]+-)?{re.escape(candidate.slug)}", id))
            for alias, id in product(candidate.aliases, named):
                ways[id.removesuffix(candidate.slug) + alias] = id
        return {old: new for old, new in ways.items() if old not in ids}

    def short_list(self) -> tuple[Regression, ...]:
        """Return the short list: the first of its cases for each pick; the others only guard the rules."""
        cases = (regression for regression in self.decision.regressions if regression.origin == "short_list")
        first: dict[tuple[str, ...], Regression] = {}
        for case in cases:
            first.setdefault(case.pick, case)
        return tuple(first.values())

    def situations(self) -> tuple[Situation, ...]:
        """Return the few situations that the first page asks about, each with where its answer stands."""
        asked = (regression for regression in self.decision.regressions if regression.situation)
        return tuple(Situation(regression=one, address=answer_address(one.given)) for one in asked)

    def at_a_glance(self) -> Mapping[str, tuple[Glance, ...]]:
        """Return what each answer on the language leads to with each answer to the question after it."""
        first = self.decision.switching.question
        second = next(key for key in self.decision.questions if key != first)
        return {
            language: tuple(
                self._glance({first: language, second: option}) for option in self.decision.questions[second].options
            )
            for language in self.decision.questions[first].options
        }

    def _glance(self, answers: Answers) -> Glance:
        outcome = evaluate.decide(self.decision, evaluate.completed(self.decision, answers))
        picks = (outcome.nearest or outcome).picks
        return Glance(
            answers=answers, picks=picks, is_outside=outcome.nearest is not None, address=answer_address(answers)
        )

    def answers_at_home(self, candidate: Candidate) -> tuple[str, ...]:
        """Return the answers on the language that a candidate is at home in."""
        families = frozenset(self.languages[key].family for key in candidate.sheet.languages)
        home = evaluate.spoken(self.decision, {candidate.slug: families})[candidate.slug]
        options = self.decision.questions[self.decision.switching.question].options
        return tuple(option for option in options if option in home)


def answer_address(answers: Answers) -> str:
    """Return where the answer to some answers stands, from the root of the site."""
    return f"{urls.HOW_TO_PICK}?{urlencode(answers)}"
