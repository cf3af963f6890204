"""Reads the files of a guide into records, and keeps what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Generic

from guide.model.decision import Decision
from guide.model.edition import Edition
from guide.model.facts import FactSheet, GeneralFact
from guide.model.fields import CandidateName, Key
from guide.model.history import Change, Redirect, Retired
from guide.model.opinions import NotRanked, Opinion, Pair
from guide.model.problems import Location, Problem, meant
from guide.model.reads import note
from guide.model.releases import Releases
from guide.model.samples import Manifest, Run
from guide.model.vocabulary import Allowed, Criterion, FactType, Features, Language, Search, Terms, Wording
from guide.source.cache import Cache, digest
from guide.source.files import read_file
from guide.source.records import line_facts
from guide.source.records.placeholders import blank_problems, questions_in
from guide.source.records.validation import T, validate
from guide.source.records.yaml_reader import Document, read_document
from guide.source.regions import NotShown, Region, read_shown, regions_of
from guide.source.text.prose import CandidateHead, PageHead, Prose, read_prose
from guide.source.text.texts import text_problems

SOURCE_FOLDERS = ("data", "content", "samples")
"""Everything that a guide is read from."""

FILES: Mapping[str, tuple[str, Any]] = {
    "edition": ("data/edition.yml", Edition),
    "fact_types": ("data/vocabulary/facts.yml", dict[Key, FactType]),
    "features": ("data/vocabulary/features.yml", Features),
    "criteria": ("data/vocabulary/criteria.yml", dict[Key, Criterion]),
    "languages": ("data/vocabulary/languages.yml", dict[Key, Language]),
    "terms": ("data/vocabulary/terms.yml", Terms),
    "allowed": ("data/vocabulary/numbers.yml", Allowed),
    "wording": ("data/vocabulary/wording.yml", Wording),
    "evidence": ("data/evidence.yml", dict[Key, GeneralFact]),
    "decision": ("data/decision.yml", Decision),
    "not_ranked": ("data/not-ranked.yml", tuple[NotRanked, ...]),
    "changes": ("data/changes.yml", tuple[Change, ...]),
    "redirects": ("data/redirects.yml", tuple[Redirect, ...]),
    "retired": ("data/retired.yml", tuple[Retired, ...]),
    "search": ("data/search.yml", Search),
}
"""The files there is one of: where each stands and what it holds."""

OPTIONAL: Mapping[str, tuple[str, Any]] = {"samples": ("data/samples.yml", dict[CandidateName, Run])}
"""Those that a guide may do without."""

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
        "rules",
        "short-list",
    }
)
"""The pages of prose that every guide has."""

OPTIONAL_PAGES = frozenset({"code"})
"""Those that a guide may do without; this one is there for its samples."""

SAMPLES = "samples"
"""The folder with a folder for each sample."""

MANIFEST = "sample.yml"
"""The file of such a folder that says what the rest of it is."""

FOLDERS: Mapping[str, tuple[str, Any]] = {
    "facts": ("data/facts", FactSheet),
    "releases": ("data/releases", Releases),
    "opinions": ("data/opinions", Opinion),
    "pairs": ("data/pairs", Pair),
}
"""The folders with one file for each thing."""


_WITHOUT_PROSE = (Allowed, Wording, Manifest, OPTIONAL["samples"][1])
"""What holds words about words, lines for a shell, or what a program writes."""


def file_of(folder: str, name: str) -> str:
    """Return the file of one thing, from the root of the repository."""
    return f"{FOLDERS[folder][0]}/{name}.yml"


class Unread(Exception):
    """A record is asked for whose file could not be read; the file has problems of its own."""


@dataclass(frozen=True, kw_only=True)
class Located(Generic[T]):
    """A record, its declared type, and the document that it came from."""

    record: T
    kind: Any
    document: Document

    def problem(self, location: Location, message: str, *, key: bool = False, needle: str = "") -> Problem:
        """Return a problem at a place in the record's file."""
        return self.document.problem(location, message, key=key, needle=needle)


@dataclass(frozen=True, kw_only=True)
class PageSource(Generic[T]):
    """A prose file: its head, and its sections."""

    head: T
    prose: Prose


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A sample: how it is run, and what of it is shown, by task."""

    manifest: Located[Manifest]
    shown: Mapping[str, tuple[Region, ...]]


@dataclass(kw_only=True)
class Library:
    """The records that could be read, by name, and the problems of what could not."""

    single: dict[str, Located[Any]] = field(default_factory=dict)
    folders: dict[str, dict[str, Located[Any]]] = field(default_factory=lambda: {name: {} for name in FOLDERS})
    candidate_prose: dict[str, PageSource[CandidateHead]] = field(default_factory=dict)
    pages: dict[str, PageSource[PageHead]] = field(default_factory=dict)
    samples: dict[str, Sample] = field(default_factory=dict)
    """The samples by the slug of their candidate."""
    present: dict[str, set[str]] = field(default_factory=dict)
    """The names of the files in each folder, whether or not they could be read."""
    strays: tuple[str, ...] = ()
    """The files that nothing reads."""
    problems: list[Problem] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    """A digest of the text of each file, by its path."""
    figures: Mapping[str, Any] | None = None
    """What references in text stand for, once it was asked for."""
    line_facts: dict[str, dict[str, line_facts.LineFact]] = field(default_factory=dict)
    """The facts of each candidate that its release lines answer, because its facts do not."""
    cache: Cache = field(default_factory=Cache)
    """Keeps the records of files from one build to the next."""

    def one(self, name: str) -> Any:
        """Return the record of a single file; raise Unread if it could not be read."""
        return self.located(name).record

    def located(self, name: str) -> Located[Any]:
        """Return a single file's record with its places; raise Unread if it could not be read."""
        if name not in self.single:
            raise Unread(name)
        return self.single[name]

    @cached_property
    def facts(self) -> dict[str, Located[FactSheet]]:
        """What is known of each candidate, with what its release lines answer."""
        sheets = {}
        for slug, sheet in self.folders["facts"].items():
            answers = {key: answer.fact for key, answer in self.line_facts.get(slug, {}).items()}
            types = self.one("fact_types") if answers else {}
            more = {key: fact for key, fact in answers.items() if key not in types}
            asked = {key: fact for key, fact in answers.items() if key in types}
            facts, own = {**asked, **sheet.record.facts}, {**sheet.record.more, **more}
            sheets[slug] = replace(sheet, record=sheet.record.model_copy(update={"facts": facts, "more": own}))
        return sheets

    @property
    def releases(self) -> dict[str, Located[Releases]]:
        return self.folders["releases"]

    @property
    def opinions(self) -> dict[str, Located[Opinion]]:
        return self.folders["opinions"]

    @property
    def pairs(self) -> dict[str, Located[Pair]]:
        return self.folders["pairs"]

    def records(self) -> Iterator[Located[Any]]:
        """Yield every data record that could be read."""
        yield from self.single.values()
        for folder in self.folders.values():
            yield from folder.values()

    @property
    def present_slugs(self) -> Mapping[str, str]:
        """The present slug by each former one; a former slug that another candidate has now is left out."""
        aliases = {alias: slug for slug, sheet in self.facts.items() for alias in sheet.record.aliases}
        return {alias: slug for alias, slug in aliases.items() if alias not in self.present["facts"]}

    def own_slug(self, located: Located[Any]) -> str:
        """Return the slug of the candidate that a record belongs to; empty if it belongs to none."""
        folder, _, name = located.document.path.rpartition("/")
        return name.removesuffix(".yml") if folder in ("data/opinions", "data/facts", "data/releases") else ""

    def all_prose(self) -> Iterator[tuple[str, Prose]]:
        """Yield every prose that could be read, with the slug of its candidate (empty for other pages)."""
        for slug, candidate in self.candidate_prose.items():
            yield slug, candidate.prose
        for page in self.pages.values():
            yield "", page.prose


def read_library(root: Path, cache: Cache | None = None) -> Library:
    """Read the `data` and `content` folders under `root`; what is wrong stands in the library's problems."""
    library = Library(cache=cache or Cache())
    there = {name: file for name, file in OPTIONAL.items() if (root / file[0]).exists()}
    for name, (path, kind) in {**FILES, **there}.items():
        located = read_record(library, root, path, kind)
        if located:
            library.single[name] = located
    for name, (folder, kind) in FOLDERS.items():
        library.present[name] = set()
        if (root / folder).is_symlink():
            library.problems.append(Problem(path=folder, message="a link to another place; put the folder itself here"))
        for file in sorted((root / folder).glob("*.yml")):
            library.present[name].add(file.stem)
            located = read_record(library, root, f"{folder}/{file.name}", kind)
            if located:
                library.folders[name][file.stem] = located
    library.line_facts = {slug: dict(_line_facts(library, slug)) for slug in library.releases}
    _read_pages(library, root)
    library.strays = tuple(_strays(library, root))
    _read_samples(library, root)
    return library


def _line_facts(library: Library, slug: str) -> Iterator[tuple[str, line_facts.LineFact]]:
    """Yield what the release lines of a candidate answer and its facts do not, by key."""
    if "fact_types" not in library.single or slug not in library.folders["facts"]:
        return
    releases, sheet = library.releases[slug].record, library.folders["facts"][slug].record
    for answer in (*line_facts.asked(releases, library.one("fact_types")), *line_facts.known(releases)):
        if answer.key not in sheet.facts and answer.key not in sheet.more:
            yield answer.key, answer


def read_record(library: Library, root: Path, path: str, kind: Any) -> Located[Any] | None:
    """Read the record in a file; return None, and add to the library's problems, where it is broken."""
    text = _read_text(library, root, path)
    if text is None:
        return None
    document, record, problems = library.cache.remember(f"record {path}", lambda: _record(path, text, kind))
    library.problems += problems
    if document is None:
        return None
    if document.blanks:
        vocabulary = {name: located.record for name, located in library.single.items()}
        library.problems += blank_problems(document, kind, questions_in(vocabulary))
        return None
    return None if record is None else Located(record=record, kind=kind, document=document)


def _record(path: str, text: str, kind: Any) -> tuple[Document | None, Any, list[Problem]]:
    """Return the document in a text, its record, if it has a valid one, and what is wrong with either."""
    note(path)
    document, problems = read_document(path, text)
    if document is None:
        return None, None, problems
    record, more = validate(kind, document)
    if kind not in _WITHOUT_PROSE:
        more += text_problems(document, {problem.line for problem in problems + more if problem.column > 1})
    return document, record, problems + more


def _read_text(library: Library, root: Path, path: str) -> str | None:
    text, problem = read_file(root, path)
    if problem:
        library.problems.append(problem)
        return None
    library.digests[path] = digest(text)
    library.cache.knows(path, library.digests[path])
    return text


def _strays(library: Library, root: Path) -> Iterator[str]:
    """Yield the files among data and prose that nothing reads: a site generator might publish them."""
    single = {path for path, _ in (*FILES.values(), *OPTIONAL.values())}
    single |= {folder for folder, _ in FOLDERS.values()}  # A link to nothing is no folder.
    single |= {f"content/{name}.md" for name in PAGES | OPTIONAL_PAGES}
    folders = {(folder, ".yml") for folder, _ in FOLDERS.values()}
    if "edition" in library.single:
        folders.add((f"content/{library.one('edition').subject.many}", ".md"))
    for file in sorted([*(root / "content").rglob("*"), *(root / "data").rglob("*")]):
        path = file.relative_to(root).as_posix()
        is_read = path in single or (path.rpartition("/")[0], file.suffix) in folders
        is_prose_of_unknown = file.suffix == ".md" and "edition" not in library.single
        if not (is_read or is_prose_of_unknown or file.is_dir() or file.name.startswith(".")):
            yield path


def _read_pages(library: Library, root: Path) -> None:
    content = root / "content"
    for file in sorted(content / f"{name}.md" for name in PAGES | OPTIONAL_PAGES):
        head, prose = _read_prose(library, root, file, PageHead) if file.exists() else (None, None)
        if head and prose:
            library.pages[file.stem] = PageSource(head=head, prose=prose)
    library.present["prose"] = set()
    if "edition" not in library.single:
        return
    many = library.one("edition").subject.many
    folder = content / many
    if not folder.is_dir() and library.present["facts"]:
        message = f"there is no folder content/{many}; write the word that the folder has, or rename the folder"
        library.problems.append(library.located("edition").problem(("subject", "many"), message))
        return
    for file in sorted(folder.glob("*.md")):
        library.present["prose"].add(file.stem)
        candidate, prose = _read_prose(library, root, file, CandidateHead)
        if candidate and prose:
            library.candidate_prose[file.stem] = PageSource(head=candidate, prose=prose)


def _read_prose(library: Library, root: Path, file: Path, head: type[T]) -> tuple[T | None, Prose | None]:
    path = file.relative_to(root).as_posix()
    text = _read_text(library, root, path)
    if text is None:
        return None, None
    record, prose, problems = library.cache.remember(f"prose {path}", lambda: _prose(path, text, head))
    library.problems += problems
    return record, prose


def _prose(path: str, text: str, head: type[T]) -> tuple[T | None, Prose | None, list[Problem]]:
    note(path)
    return read_prose(path, text, head)


def _read_samples(library: Library, root: Path) -> None:
    library.present["samples"] = set()
    for file in sorted((root / SAMPLES).glob(f"*/{MANIFEST}")):
        slug = file.parent.name
        library.present["samples"].add(slug)
        manifest = read_record(library, root, f"{SAMPLES}/{slug}/{MANIFEST}", Manifest)
        if manifest:
            reader = _Shown(library, root, slug, manifest)
            shown = {task: tuple(reader.regions(task)) for task in manifest.record.shown}
            library.samples[slug] = Sample(manifest=manifest, shown=shown)


class _Shown:
    """Reads the regions of one sample, each file once."""

    def __init__(self, library: Library, root: Path, slug: str, manifest: Located[Manifest]) -> None:
        self._library, self._root, self._folder, self._manifest = library, root, f"{SAMPLES}/{slug}", manifest
        self._files: dict[str, dict[str, Region]] = {}

    def regions(self, task: str) -> Iterator[Region]:
        """Yield what is shown of a task; what cannot be is added to the problems."""
        for number, shown in enumerate(self._manifest.record.shown[task]):
            name, _, region = shown.partition("#")
            try:
                regions = self._regions_of(name)
            except NotShown as reason:
                self._library.problems.append(self._manifest.problem(("shown", task, number), str(reason)))
                continue
            if region in regions:
                yield regions[region]
            else:
                message = f"'{name}' has no region '{region}'; {meant(region, regions)}"
                self._library.problems.append(self._manifest.problem(("shown", task, number), message))

    def _regions_of(self, name: str) -> dict[str, Region]:
        if name not in self._files:
            text = read_shown(self._root, self._folder, name)
            path = f"{self._folder}/{name}"
            self._library.digests[path] = digest(text)
            self._library.cache.knows(path, self._library.digests[path])
            self._files[name], problems = self._library.cache.remember_of(
                "regions", (path, text), lambda: regions_of(path, text)
            )
            self._library.problems += problems
        return self._files[name]
