"""Checks of the files themselves: each where it belongs, and with all that belong together.

What files say of each other is judged only once nothing is wrong here: it would all follow from that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from guide.model.ledger import last_entry
from guide.model.problems import Problem, meant, nearest
from guide.source.files import plain_name
from guide.source.library import (
    FILES,
    FOLDERS,
    MANIFEST,
    OPTIONAL,
    OPTIONAL_PAGES,
    PAGES,
    SAMPLES,
    Library,
    file_of,
)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

RESERVED = frozenset({"count", "edition", "evidence"})
"""What references begin with that are about no candidate."""


def check_files(library: Library) -> Iterator[Problem]:
    """Yield what is wrong with names and places of files, one problem for what was done to one of them."""
    many = library.one("edition").subject.many
    if not library.present["prose"] and library.present["facts"]:
        return  # The folder of the prose is elsewhere.
    missing = {f"content/{name}.md" for name in PAGES if not _is_there(library, f"content/{name}.md")}
    paths = {"facts": file_of("facts", "{}"), "opinions": file_of("opinions", "{}"), "prose": f"content/{many}/{{}}.md"}
    names = {kind: library.present[kind] for kind in paths}
    slugs: set[str] = set().union(*names.values())
    lacking = {slug: [kind for kind in paths if slug not in names[kind]] for slug in slugs}
    missing |= {paths[kind].format(slug) for slug, kinds in lacking.items() for kind in kinds}
    homes: dict[str, str] = {}
    for path in library.strays:
        homes[path] = _home(path, missing - set(homes.values()), library, many)
        yield _stray(path, homes[path], many)
    placed = set(homes.values())
    lacking = {slug: [k for k in kinds if paths[k].format(slug) not in placed] for slug, kinds in lacking.items()}
    for path in sorted(path for path in missing - placed if path.count("/") == 1):
        yield Problem(path=path, message="the page is missing; write its prose")
    yield from _companions(lacking, paths)
    gone = [] if any(lacking.values()) or library.strays else [*_gone(library, slugs)]
    yield from _followers(library, slugs.union(slug for slug, _ in gone))
    yield from (problem for _, problem in gone[:1])


def _is_there(library: Library, path: str) -> bool:
    return path in library.digests or any(problem.path == path for problem in library.problems)


def _home(path: str, missing: Collection[str], library: Library, many: str) -> str:
    """Return the path that a file was probably meant to have; empty if there is none."""
    name, folder = plain_name(path), path.rpartition("/")[0]
    namesakes = sorted(other for other in missing if _stem(other) == name)
    beside = {_stem(other): other for other in missing if other.rpartition("/")[0] == folder}
    if namesakes:
        return beside.get(name, namesakes[0])
    if near := nearest(name, beside):
        return beside[near]
    suffixes = {**{folder: ".yml" for folder, _ in FOLDERS.values()}, f"content/{many}": ".md"}
    own = f"{folder}/{name}{suffixes.get(folder, '')}"
    return own if folder in suffixes and not _is_there(library, own) else ""


def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _stray(path: str, home: str, many: str) -> Problem:
    """Return the problem of a file that nothing reads; takes the path that it was probably meant to have."""
    if home:
        hint = f"name it {home}"
    elif path.startswith("data/"):
        hint = meant(path, {known for known, _ in (*FILES.values(), *OPTIONAL.values())})
    elif path.count("/") == 1 and path.endswith(".md"):
        return Problem(path=path, message=f"no template shows this page; {meant(_stem(path), PAGES | OPTIONAL_PAGES)}")
    else:
        hint = f"prose stands in content or in content/{many}, in files named .md"
    return Problem(path=path, message=f"nothing reads this file; {hint}")


def _companions(lacking: Mapping[str, Sequence[str]], paths: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with the names of candidates: facts, opinion and prose come together, under a good name.

    Takes what each name lacks, and the path of each kind of file.
    """
    told: set[str] = set()
    for slug in sorted(lacking, key=lambda slug: (-len(lacking[slug]), slug)):
        there = [kind for kind in paths if kind not in lacking[slug]]
        path = paths[there[0]].format(slug) if there else ""
        if slug in told or not path:
            continue
        homes = [other for other in lacking if other not in {slug, *told} and set(there) <= set(lacking[other])]
        if homes and lacking[slug]:
            home = nearest(slug.lower(), homes) or homes[0]
            told |= {slug, home}
            hint = f"name it {paths[there[0]].format(home)}, which is missing"
            yield Problem(path=path, message=f"'{slug}' has {_none_of(lacking[slug])}; {hint}")
        elif wrong := next(check_slug(slug, path), None):
            yield wrong
        elif lacking[slug]:
            hint = _and([paths[kind].format(slug) for kind in lacking[slug]])
            yield Problem(path=path, message=f"'{slug}' has {_none_of(lacking[slug])}; write {hint}")


def _none_of(kinds: Sequence[str]) -> str:
    return _and([f"no {kind}" for kind in kinds])


def _and(parts: Sequence[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def check_slug(slug: str, path: str) -> Iterator[Problem]:
    """Yield what is wrong with a candidate's short name; takes the file to point at."""
    if not _SLUG.fullmatch(slug):
        yield Problem(path=path, message=f"'{slug}' cannot stand in an address; use small letters, digits and hyphens")
    elif slug in RESERVED:
        yield Problem(path=path, message=f"'{slug}' is a word that references begin with; choose another name")


def _followers(library: Library, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield the release lines and the samples of nobody: what they are of may be under another name."""
    places = {"releases": file_of("releases", "{}"), "samples": f"{SAMPLES}/{{}}/{MANIFEST}"}
    for kind, place in places.items():
        for slug in sorted(library.present[kind] - set(slugs)):
            path = place.format(slug)
            home = nearest(slug.lower(), set(slugs) - library.present[kind])
            hint = f"name it {place.format(home)}, which is missing" if home else meant(slug, slugs)
            yield Problem(path=path, message=f"'{slug}' is not in this guide; {hint}")


def _gone(library: Library, slugs: Collection[str]) -> Iterator[tuple[str, Problem]]:
    """Yield who was ranked last and is here no more, although no entry of the ledger says so."""
    changes = library.located("changes")
    if library.facts.keys() != library.present["facts"] or not changes.record:
        return
    number = last_entry(changes.record, "ranking")
    for place, slug in enumerate(changes.record[number].ranking):
        if library.present_slugs.get(slug, slug) not in slugs:
            message = (
                f"'{slug}' has no files any more; put them back, give its name to 'aliases' of what it is called now, "
                "or add an entry of kind 'ranking' without it"
            )
            yield slug, changes.problem((number, "ranking", place), message)
