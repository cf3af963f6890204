"""Checks across files: what each file says of the others must be so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from guide import addresses, deciding, proving
from guide.formats import folded
from guide.ledger import check_ledger, in_present_names
from guide.marked import marked
from guide.problems import Problem, meant
from guide.prose import Prose
from guide.reading import FILES, Library, Located, Unread
from guide.records import INLINE, PAST, CalendarDate, Fact, FactSheet, FactType, Features, Opinion
from guide.references import REFERENCE, BadReference, Figures, all_figures, find
from guide.titles import check_titles
from guide.typed_numbers import typed_numbers, without_code_blocks

PAGES = frozenset(
    {
        "404",
        "about",
        "changes",
        "compare",
        "contribute",
        "data",
        "fields",
        "how-to-pick",
        "index",
        "method",
        "not-ranked",
        "short-list",
    }
)
"""The pages of prose that every guide has."""

SECTIONS: Mapping[str, frozenset[str]] = {
    "index": frozenset({"what-the-order-means", "stance", "short-list"}),
    "compare": frozenset({"reading", "limits"}),
    "how-to-pick": frozenset({"the-rule", "how-it-works", "every-rule", "by-language"}),
    "fields": frozenset({"files", "keys"}),
    "404": frozenset(),
}
"""The sections of the pages whose template places each one; the other pages show whatever they have."""

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$|<(https?:[^<>\s]*)>", re.IGNORECASE)
"""A link, the address that a link refers to, or an address between angle brackets."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_RESERVED = frozenset({"count", "edition", "evidence", "share"})
"""What references begin with that are about no candidate."""

_TWO = 2

Check = Callable[[Library], Iterator[Problem]]


def check_library(library: Library, today: dt.date) -> list[Problem]:
    """Return every problem that stands between files.

    A check that needs a file that could not be read is left out: that file has problems of its own.
    """
    checks: tuple[Check, ...] = (
        _companions,
        _pages,
        _facts,
        _boxes,
        _identities,
        _nicknames,
        _opinions,
        _ranks,
        _pairs,
        _decision,
        _not_ranked,
        _ledger,
        _redirects,
        _retired,
        _sections,
        _placed_sections,
        _prose_links,
        lambda library: _dates(library, today),
        _texts,
        check_titles,
    )
    return [problem for check in checks for problem in _run(check, library)]


def _run(check: Check, library: Library) -> Iterator[Problem]:
    try:
        yield from check(library)
    except Unread:
        return


def site_pages(library: Library) -> set[str]:
    """Return the addresses of all pages; raise Unread if the edition could not be read."""
    many = library.one("edition").subject.many
    pages = {addresses.candidate(many, slug) for slug in library.present["facts"]}
    pages |= {f"/compare/{name}/" for name in library.present["pairs"]}
    return pages | {"/"} | {f"/{name}/" for name in PAGES if name not in ("index", "404")}


def _companions(library: Library) -> Iterator[Problem]:
    """Facts, opinion and prose come together."""
    many = library.one("edition").subject.many
    paths = {"facts": "data/facts/{}.yml", "opinions": "data/opinions/{}.yml", "prose": f"content/{many}/{{}}.md"}
    names = {kind: library.present[kind] for kind in paths}
    for slug in sorted(set().union(*names.values())):
        yield from named_well(slug, next(paths[kind] for kind in paths if slug in names[kind]).format(slug))
        there = [kind for kind in paths if slug in names[kind]]
        for kind in paths.keys() - set(there):
            message = f"'{slug}' has no {kind}; write {paths[kind].format(slug)}"
            yield Problem(path=paths[there[0]].format(slug), message=message)


def named_well(slug: str, path: str) -> Iterator[Problem]:
    """Yield what is wrong with a candidate's short name; takes the file to point at."""
    if not _SLUG.fullmatch(slug):
        yield Problem(path=path, message=f"'{slug}' cannot stand in an address; use small letters, digits and hyphens")
    elif slug in _RESERVED:
        yield Problem(path=path, message=f"'{slug}' is a word that references begin with; choose another name")


def _pages(library: Library) -> Iterator[Problem]:
    for name in PAGES:
        if name not in library.pages and not any(p.path == f"content/{name}.md" for p in library.problems):
            yield Problem(path=f"content/{name}.md", message="the page is missing; write its prose")
    for name in sorted(library.pages.keys() - set(PAGES)):
        yield Problem(path=f"content/{name}.md", message=f"no template shows this page; {meant(name, PAGES)}")


def _facts(library: Library) -> Iterator[Problem]:
    types: Mapping[str, FactType] = library.one("fact_types")
    for sheet in library.facts.values():
        for key, fact in sheet.record.facts.items():
            if key not in types:
                message = f"'{key}' is not a kind of fact; {meant(key, types)}; what few have goes under 'more'"
                yield sheet.problem(("facts", key), message, key=True)
            else:
                yield from _value(sheet, ("facts", key, "value"), fact, types[key].type)
        for key in types.keys() - sheet.record.facts.keys():
            message = (
                f"'{key}' is not answered ({types[key].question}); write a value, or 'missing: unknown' and a 'reason'"
            )
            yield sheet.problem(("facts",), message, key=True)
        for key in sheet.record.more.keys() & types.keys():
            yield sheet.problem(("more", key), f"'{key}' is a kind of fact; answer it under 'facts'", key=True)


def _value(sheet: Located[FactSheet], location: tuple[str, ...], fact: Fact, kind: str) -> Iterator[Problem]:
    value = fact.value
    if value is None:
        return
    if kind == "count" and not isinstance(value, int):
        yield sheet.problem(location, f"must be a whole number, got {value!r}; write digits only, without quotes")
    elif isinstance(value, int) and value < 0:
        yield sheet.problem(location, f"is {value}; nothing is counted below 0")
    elif kind == "date" and not _is_date(value):
        yield sheet.problem(location, f"{value!r} is not a date; write a year, a month or a day, such as 2026-11")
    elif kind == "address" and not addresses.is_https(str(value)):
        yield sheet.problem(location, f"{value!r} is not an https address; write it whole")
    elif kind in ("text", "version") and not isinstance(value, str):
        yield sheet.problem(location, f"must be text, got {value}; write it in quotes: '{value}'")
    elif isinstance(value, str) and re.fullmatch("[“”„‘’].*[“”‘’]", value):
        yield sheet.problem(location, f"{value} is in quotes that YAML does not know; write straight ones, or none")


def _is_date(value: object) -> bool:
    try:
        CalendarDate(str(value))
    except ValueError:
        return False
    return True


def _boxes(library: Library) -> Iterator[Problem]:
    vocabulary: Features = library.one("features")
    for sheet in library.facts.values():
        box = sheet.record.in_the_box
        for key, answer in box.items():
            if key not in vocabulary.features:
                message = f"'{key}' is not a feature; {meant(key, vocabulary.features)}"
                yield sheet.problem(("in_the_box", key), message, key=True)
            if answer.status not in vocabulary.statuses:
                message = f"'{answer.status}' is not a status; {meant(answer.status, vocabulary.statuses)}"
                yield sheet.problem(("in_the_box", key, "status"), message)
            elif not answer.name and vocabulary.statuses[answer.status].tone != "none":
                yield sheet.problem(("in_the_box", key), "'name' is missing; say what provides it", key=True)
        for key in vocabulary.features.keys() - box.keys():
            yield sheet.problem(("in_the_box",), f"'{key}' is not answered; add it, 'unknown' is an answer", key=True)


def _identities(library: Library) -> Iterator[Problem]:
    languages, styles = library.one("languages"), library.one("terms").styles
    taken: set[str] = set(library.present["facts"])
    for sheet in library.facts.values():
        for number, language in enumerate(sheet.record.languages):
            if language not in languages:
                message = f"'{language}' is not a known language; {meant(language, languages)}"
                yield sheet.problem(("languages", number), message)
        if sheet.record.style not in styles:
            message = f"'{sheet.record.style}' is not a known style; {meant(sheet.record.style, styles)}"
            yield sheet.problem(("style",), message)
        for number, alias in enumerate(sheet.record.aliases):
            if alias in taken:
                yield sheet.problem(("aliases", number), f"'{alias}' is taken; an alias is a name nothing else has")
            taken.add(alias)


def _nicknames(library: Library) -> Iterator[Problem]:
    """Whoever looks for a name means one thing by it; spaces and hyphens make no other name of it."""
    taken = {folded(entry.name): f"the name of '{entry.name}'" for entry in library.one("not_ranked")}
    for slug, sheet in library.facts.items():
        names = (slug, sheet.record.name, *sheet.record.aliases)
        taken |= dict.fromkeys(map(folded, names), f"the name of '{slug}'")
    for slug, sheet in library.facts.items():
        for number, nickname in enumerate(sheet.record.nicknames):
            name = folded(nickname)
            if not name:
                message = f"'{nickname}' has no letter that could be looked up; write what readers type"
                yield sheet.problem(("nicknames", number), message)
            elif name in taken:
                message = f"'{nickname}' is looked up like {taken[name]}; write only what no name covers yet"
                yield sheet.problem(("nicknames", number), message)
            taken.setdefault(name, f"a nickname of '{slug}'")


def _opinions(library: Library) -> Iterator[Problem]:
    terms, criteria = library.one("terms"), library.one("criteria")
    evidence = library.one("fact_types").keys() | library.one("features").features.keys()
    for slug, opinion in library.opinions.items():
        record = opinion.record
        if record.tier not in terms.tiers:
            yield opinion.problem(("tier",), f"'{record.tier}' is not a tier; {meant(record.tier, terms.tiers)}")
        yield from _weaknesses(opinion, terms.moments)
        yield from _rivals(library, slug, opinion)
        yield from _judgements(opinion, criteria)
        if slug in library.facts:
            yield from _grounds(opinion, evidence | library.facts[slug].record.more.keys())


def _weaknesses(opinion: Located[Opinion], moments: Mapping[str, Any]) -> Iterator[Problem]:
    ids: set[str] = set()
    for number, weakness in enumerate(opinion.record.weaknesses):
        if weakness.when not in moments:
            message = f"'{weakness.when}' is not a known moment; {meant(weakness.when, moments)}"
            yield opinion.problem(("weaknesses", number, "when"), message)
        if weakness.id in ids:
            message = f"'{weakness.id}' is the id of another weakness here; give each its own"
            yield opinion.problem(("weaknesses", number, "id"), message)
        ids.add(weakness.id)


def _rivals(library: Library, slug: str, opinion: Located[Opinion]) -> Iterator[Problem]:
    others = library.present["facts"] - {slug}
    for number, rival in enumerate(opinion.record.rivals):
        if rival.candidate not in others:
            message = f"'{rival.candidate}' is no rival in this guide; {meant(rival.candidate, others)}"
            yield opinion.problem(("rivals", number, "candidate"), message)


def _grounds(opinion: Located[Opinion], evidence: set[str]) -> Iterator[Problem]:
    for key, judgement in opinion.record.judgements.items():
        for number, fact in enumerate(judgement.facts):
            if fact not in evidence:
                message = f"'{fact}' is neither a kind of fact nor a feature; {meant(fact, evidence)}"
                yield opinion.problem(("judgements", key, "facts", number), message)


def _judgements(opinion: Located[Opinion], criteria: Mapping[str, Any]) -> Iterator[Problem]:
    judgements = opinion.record.judgements
    for key, judgement in judgements.items():
        if key not in criteria:
            yield opinion.problem(("judgements", key), f"'{key}' is not a criterion; {meant(key, criteria)}", key=True)
            continue
        if judgement.word not in criteria[key].words:
            message = f"'{judgement.word}' is not a word for '{key}'; {meant(judgement.word, criteria[key].words)}"
            yield opinion.problem(("judgements", key, "word"), message)
    for key in criteria.keys() - judgements.keys():
        yield opinion.problem(("judgements",), f"'{key}' is not judged; add a word and a reason", key=True)


def _ranks(library: Library) -> Iterator[Problem]:
    tiers = list(library.one("terms").tiers)
    by_rank: dict[int, str] = {}
    lowest = 0
    for slug, opinion in sorted(library.opinions.items(), key=lambda item: item[1].record.rank):
        rank, tier = opinion.record.rank, opinion.record.tier
        if rank in by_rank:
            message = f"rank {rank} is taken by '{by_rank[rank]}'; every rank is given once"
            yield opinion.problem(("rank",), message)
        elif rank > len(library.present["opinions"]):
            message = f"rank {rank} leaves a gap; the ranks go from 1 to {len(library.present['opinions'])}"
            yield opinion.problem(("rank",), message)
        by_rank.setdefault(rank, slug)
        if tier in tiers and tiers.index(tier) < lowest:
            yield opinion.problem(("tier",), f"'{tier}' is above the tier of a better rank; tiers follow the ranks")
        lowest = max(lowest, tiers.index(tier) if tier in tiers else 0)


def _pairs(library: Library) -> Iterator[Problem]:
    known = library.present["facts"]
    for name, pair in library.pairs.items():
        two = set(pair.record.choose)
        for slug in sorted(two - known):
            message = f"'{slug}' is not in this guide; {meant(slug, known)}"
            yield pair.problem(("choose", slug), message, key=True)
        if len(two) != _TWO or set(pair.record.moving) != two:
            yield pair.problem((), "'choose' and 'moving' must name the same two; write one entry for each of the two")
        elif name != addresses.pair_name(*two):
            message = f"the file of this pair must be named {addresses.pair_name(*two)}.yml; rename it"
            yield pair.problem((), message)


def _decision(library: Library) -> Iterator[Problem]:
    decision: Located[Any] = library.located("decision")
    languages = library.one("languages")
    families = {
        slug: frozenset(languages[key].family for key in sheet.record.languages if key in languages)
        for slug, sheet in library.facts.items()
    }
    if families.keys() != library.present["facts"] or not all(families.values()):
        return
    unplaced = {slug for slug, opinion in library.opinions.items() if opinion.record.in_no_rule}
    unread = library.present["opinions"] - library.opinions.keys()
    for flaw in proving.prove(decision.record, families=families, unplaced=unplaced, unread=unread):
        yield decision.problem(flaw.location, flaw.message)


def _not_ranked(library: Library) -> Iterator[Problem]:
    left_out = library.located("not_ranked")
    page = library.pages.get("not-ranked")
    ids = {section.id for section in page.prose.sections} if page else set()
    known = library.present["facts"]
    for number, entry in enumerate(left_out.record):
        if entry.nearest not in known:
            message = f"'{entry.nearest}' is not ranked; {meant(entry.nearest, known)}"
            yield left_out.problem((number, "nearest"), message)
        if entry.id in ids:
            message = f"'{entry.id}' is the id of another entry or section of the page; give each its own"
            yield left_out.problem((number, "id"), message)
        ids.add(entry.id)


def _ledger(library: Library) -> Iterator[Problem]:
    changes = library.located("changes")
    ranks = {slug: opinion.record.rank for slug, opinion in library.opinions.items()}
    if ranks.keys() != library.present["opinions"] or library.facts.keys() != library.present["facts"]:
        return
    if len(set(ranks.values())) != len(ranks):
        return
    entries = in_present_names(changes.record, library.present_slugs)
    for location, message in check_ledger(entries, ranks, rules_digest(library)):
        yield changes.problem(location, message)


def rules_digest(library: Library) -> str:
    """Return the digest that the ledger has to end with; raise Unread if the rules cannot be read."""
    first_slugs = {slug: sheet.record.first_slug(slug) for slug, sheet in library.facts.items()}
    return deciding.digest(library.one("decision"), first_slugs)


def _redirects(library: Library) -> Iterator[Problem]:
    redirects = library.located("redirects")
    pages = site_pages(library)
    seen = _leading_on(library)
    for number, redirect in enumerate(redirects.record):
        new = redirect.new.partition("#")[0]
        if redirect.old in pages or redirect.old in seen:
            yield redirects.problem((number, "old"), f"'{redirect.old}' is taken; a redirect starts where no page is")
        if not redirect.is_possible:
            message = (
                "a page leads to a page, a file to a file, an anchor to one on the same page; write both like that"
            )
            yield redirects.problem((number, "new"), message)
        elif new.endswith("/") and new not in pages:
            message = f"'{new}' is not a page; {meant(new, pages)}"
            yield redirects.problem((number, "new"), message)
        seen.add(redirect.old)


def _leading_on(library: Library) -> set[str]:
    """Return the addresses that lead to a page without an entry among the redirects."""
    many = library.one("edition").subject.many
    aliases = {slug: sheet.record.aliases for slug, sheet in library.facts.items()}
    ways = {addresses.candidate(many, alias) for several in aliases.values() for alias in several}
    for pair in library.pairs.values():
        names = [(slug, *aliases.get(slug, ())) for slug in pair.record.choose]
        if len(names) == _TWO:
            ways |= set(addresses.pair_in_any_words(*names))
    return ways


def _retired(library: Library) -> Iterator[Problem]:
    """Whatever is said to be gone leads nowhere else; whether it is gone shows when the pages are written."""
    retired = library.located("retired")
    seen = site_pages(library) | _leading_on(library) | {redirect.old for redirect in library.one("redirects")}
    for number, entry in enumerate(retired.record):
        for position, address in enumerate(entry.addresses):
            if address in seen:
                message = f"'{address}' is taken; what is retired leads nowhere, remove it here or there"
                yield retired.problem((number, "addresses", position), message)
            seen.add(address)


def _sections(library: Library) -> Iterator[Problem]:
    known = {addresses.anchor(key): section for key, section in library.one("terms").sections.items()}
    for source in library.candidate_prose.values():
        here = {section.id for section in source.prose.sections}
        for section in source.prose.sections:
            if not section.id and section.text.strip():
                message = "text before the first section is not shown; move it under a heading"
                yield Problem(path=source.prose.path, line=section.line, message=message)
            if section.id and section.id not in known:
                message = f"'{section.id}' is not a section of these pages; {meant(section.id, known)}"
                yield Problem(path=source.prose.path, line=section.line - 1, message=message)
        for id, wanted in known.items():
            if wanted.required and id not in here:
                message = f"no section {{#{id}}}; it answers: {wanted.question}"
                yield Problem(path=source.prose.path, message=message)


def _placed_sections(library: Library) -> Iterator[Problem]:
    for name in library.pages.keys() & SECTIONS.keys():
        prose, wanted = library.pages[name].prose, SECTIONS[name]
        for section in prose.sections:
            if section.id and section.id not in wanted:
                message = f"'{section.id}' is not a section of this page; {meant(section.id, wanted)}"
                yield Problem(path=prose.path, line=section.line - 1, message=message)
        for id in wanted - {section.id for section in prose.sections}:
            yield Problem(path=prose.path, message=f"no section {{#{id}}}; this page needs it")


def _prose_links(library: Library) -> Iterator[Problem]:
    pages = site_pages(library)
    for _, prose in library.all_prose():
        for line, column, target in _links(prose):
            page = target.split("#")[0]
            if addresses.is_https(target) or target.startswith("#") or page in pages:
                continue
            known = meant(page, pages) if addresses.is_inside(target) else "links start with https:// or with /"
            yield Problem(path=prose.path, line=line, column=column, message=f"'{target}' leads nowhere; {known}")


def _links(prose: Prose) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and target of every link in prose."""
    for line, text in _lines(prose):
        for match in _LINK.finditer(_without_code(text)):
            yield line, match.start() + 1, next(target for target in match.groups() if target is not None)


def _lines(prose: Prose) -> Iterator[tuple[int, str]]:
    yield from enumerate(prose.head, 2)
    for section in prose.sections:
        yield section.line - 1, f"## {section.heading}"
        for number, text in enumerate(without_code_blocks(section.text).splitlines()):
            yield section.line + number, text


def _dates(library: Library, today: dt.date) -> Iterator[Problem]:
    for located in library.records():
        for location, date in marked(located.record, PAST, located.kind):
            if date.first_day > today:
                message = f"{date} is in the future; today is {today.isoformat()}, write when it was read"
                yield located.problem(location, message)


def _texts(library: Library) -> Iterator[Problem]:
    figures = all_figures(library)
    allowed = library.one("allowed")
    unread = _unread(library, figures)
    for located in library.records():
        own = library.own_slug(located)
        for location, text in marked(located.record, INLINE, located.kind):
            for needle, message in _text_flaws(text, figures, allowed, own, unread):
                yield located.problem(location, message, needle=needle)
    for own, prose in library.all_prose():
        for line, text in _lines(prose):
            for needle, message in _text_flaws(text, figures, allowed, own, unread):
                column = max(text.find(needle), 0) + 1
                yield Problem(path=prose.path, line=line, column=column, message=message)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_code(text: str) -> str:
    return re.sub(r"`[^`]*`", _blank, text)


def _unread(library: Library, figures: Figures) -> set[str]:
    """Return the first words of names that cannot be judged: what they come from has problems of its own."""
    words = {word for word in _RESERVED if word in FILES and word not in library.single}
    if library.single.keys() != FILES.keys():
        words.add("count")
    if not {"edition", "fact_types", "features"} <= library.single.keys():
        words |= library.present["facts"]
    if not any(name.startswith("share.") for name in figures):
        words.add("share")
    for kind in ("facts", "opinions", "prose"):
        words |= library.present[kind] - (library.facts.keys() & library.opinions.keys())
    return words


def _text_flaws(text: str, figures: Figures, allowed: Any, own: str, unread: set[str]) -> Iterator[tuple[str, str]]:
    for match in REFERENCE.finditer(_without_code(text)):
        if unread & {own, match[1].split(".")[0]}:
            continue
        try:
            find(figures, match[1], own)
        except BadReference as error:
            yield match[0], str(error)
    for match in re.finditer(r"\[\[\S*", REFERENCE.sub(_blank, _without_code(text))):
        yield match[0], "a reference that does not end; write it on one line, such as [[edition.year]]"
    for number in typed_numbers(text, allowed):
        message = (
            f"'{number}' is typed into the text; pull it from the data by its name, such as [[edition.year]], "
            "or allow it in data/vocabulary/numbers.yml"
        )
        yield number, message
