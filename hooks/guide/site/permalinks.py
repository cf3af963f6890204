"""The link contract: what was published once keeps answering, or a tombstone says why it does not.

The list of promises is a file of plain lines, sorted, each with a word for the kind of promise and an address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from guide.checks.candidates import NO_ALIAS
from guide.derive import routes
from guide.derive.guide import Guide
from guide.exports import redirects
from guide.exports.documents.openapi import MODELS
from guide.model import urls
from guide.model.history import Redirect
from guide.model.problems import Problem, meant, nearest, summed
from guide.pages.page import Page
from guide.render.html import Contents
from guide.site.places import problem_at
from guide.source.library import FILES, file_of

LIST = "published.txt"
"""The list of promises, under the root of the guide; without the file nothing is promised."""

_HEAD = """\
# Everything that others may link to or build on; the build fails when a line no longer holds.
# `guide links --accept` adds what is new. Nothing is taken out: content/contribute.md says what to do instead.
"""

_FOR_OURS = frozenset({routes.REDIRECTS, routes.HEADERS, routes.SEARCH, routes.COMPARISON})
"""Files that are made for a host or for a script of ours, and promise nobody anything."""

_WHOLE = frozenset({"page", "file", "redirect"})
"""The kinds of promise that any answer at their address keeps."""

_JOINTS = {"id": "#", "parameter": "?", "field": " ", "identity": " "}
"""The kinds of promise about a part of what is at an address, and what stands between the two."""

_GONE = "if it is gone for good, enter it in data/retired.yml with the reason"

_WAYS_OUT = {
    "page": f"if it moved, add its former slug to 'aliases' or its address to data/redirects.yml; {_GONE}",
    "id": f"give the old anchor back, or lead on from it in data/redirects.yml; {_GONE}",
    "file": f"if it moved, add the former slug to 'aliases' or its address to data/redirects.yml; {_GONE}",
    "field": f"programs read it, so give it back or raise the version of the API; {_GONE}",
    "parameter": f"links hold it, so give it back, or for a renamed slug add the former one to 'aliases'; {_GONE}",
    "identity": "feeds, calendars and programs know the guide by it, so give it back",
}
_WAYS_OUT["redirect"] = _WAYS_OUT["page"]

_REST = re.compile(r"$|index\.|[#?=.\[]")
"""What follows in an address after one that it is the same as, or a part of."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Something that others may link to or build on."""

    kind: str
    """A page, a redirect, a file; an id or a parameter of a page; a field of a document or a table; or who the guide is
    (identity).
    """
    address: str
    """Of the page or the file, from the root of the site."""
    part: str = ""
    """The anchor, the parameter, the field or the identity."""

    @classmethod
    def parse(cls, line: str) -> Promise:
        """Return the promise of a line of the list; raise ValueError if it is none."""
        kind, _, target = line.partition(" ")
        if kind not in _WAYS_OUT or not target.startswith("/"):
            raise ValueError(
                f"'{line}' is no promise; a line has one of {', '.join(sorted(_WAYS_OUT))}, then an address"
            )
        address, _, part = target.partition(_JOINTS[kind]) if kind in _JOINTS else (target, "", "")
        return cls(kind=kind, address=address, part=part)

    @property
    def target(self) -> str:
        """What is promised, as a tombstone names it."""
        return f"{self.address}{_JOINTS[self.kind]}{self.part}" if self.kind in _JOINTS else self.address

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"


def promises(
    guide: Guide, pages: Iterable[Page], contents: Mapping[str, Contents], files: Mapping[str, object]
) -> frozenset[Promise]:
    """Return everything in a publication that others may link to or build on."""
    identity = Promise(kind="identity", address="/", part=guide.edition.id)
    parts = (_page_promises(pages, contents), _file_promises(guide, files), _field_promises(guide, files))
    return frozenset({identity}.union(*parts))


def read(root: Path) -> tuple[dict[Promise, int], tuple[Problem, ...]]:
    """Return every promise on the list with its line, and the lines that are none; nothing if there is no list."""
    file = root / LIST
    promised, problems = {}, []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n") if file.is_file() else (), 1):
        if line and not line.startswith("#"):
            try:
                promised[Promise.parse(line)] = number
            except ValueError as error:
                problems.append(Problem(path=LIST, line=number, message=str(error)))
    return promised, tuple(problems)


def promised_addresses(root: Path) -> frozenset[str]:
    """Return the addresses of the pages and redirects on the list."""
    file = root / LIST
    lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    return frozenset(line.partition(" ")[2] for line in lines if line.startswith(("page ", "redirect ")))


def new(published: Collection[Promise], root: Path) -> tuple[Promise, ...]:
    """Return what is published and not on the list, sorted as it stands there."""
    return tuple(sorted(set(published) - read(root)[0].keys(), key=str))


def accept(published: Collection[Promise], root: Path) -> None:
    """Put on the list whatever is published and not there yet; nothing is taken out of it."""
    lines = sorted(map(str, {*read(root)[0], *published}))
    (root / LIST).write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def check_contract(
    guide: Guide, published: Collection[Promise], contents: Mapping[str, Contents], root: Path
) -> Iterator[Problem]:
    """Yield every promise that is not kept, with the way out, and every way out that is none."""
    promised, unreadable = read(root)
    yield from unreadable
    later = [promise for promise in promised if (_year(promise.address) or 0) > guide.edition.year]
    if later:
        message = f"'year' is {guide.edition.year}, and {LIST} promises '{later[0].address}'; years only grow"
        yield problem_at(root, FILES["edition"][0], f"year: {guide.edition.year}", message)
        return
    # A redirect or a tombstone of another address than before breaks a promise as well, and that message knows both.
    yield from [*summed(_broken_promises(guide, published, promised))] or [
        *summed(("redirect", problem) for problem in _unpromised_redirects(guide, promised, root)),
        *summed(("tombstone", problem) for problem in _unpromised_tombstones(guide, promised, root)),
    ]
    yield from _premature_tombstones(guide, published, root)
    yield from _unpromised_aliases(guide, promised, root)
    yield from _broken_redirects(guide, published, contents, root)


def broken(guide: Guide, published: Collection[Promise], promised: Iterable[Promise]) -> tuple[Promise, ...]:
    """Return which of some promises what is published does not keep."""
    answers = _Answers(guide, published)
    return tuple(promise for promise in promised if not answers.keeps(promise))


def _broken_promises(
    guide: Guide, published: Collection[Promise], promised: Mapping[Promise, int]
) -> Iterator[tuple[object, Problem]]:
    """Yield the problem of each promise that is not kept, with its cause: the page that it is about, if that left."""
    unaccepted = sorted(set(published) - promised.keys(), key=str)
    gone = {promise: promised[promise] for promise in broken(guide, published, promised)}
    pages = {promise.address for promise in gone if promise.kind == "page"}
    left = {promise.address for promise in promised.keys() - published if promise.kind == "page"}
    names = "|".join(re.escape(page.strip("/").rpartition("/")[2]) for page in left)
    about = re.compile(rf"/({names})(?![\w-])")
    targets = {promise.target for promise in gone}
    for promise, line in gone.items():
        # What stands on a page or is made of it is gone with it, and so is either address with the year in front.
        plain = promise.target.removeprefix(f"/{guide.edition.year}")
        page = about.search(promise.target) if left and promise.kind != "page" else None
        with_its_page = page and any(address.endswith(f"{page[0]}/") for address in pages)
        if not with_its_page and (plain == promise.target or plain not in targets):
            yield page[1] if page else promise, Problem(path=LIST, line=line, message=_message(promise, unaccepted))


def _premature_tombstones(guide: Guide, published: Collection[Promise], root: Path) -> Iterator[Problem]:
    """Yield every tombstone of what is still there."""
    targets = {promise.target for promise in published}
    for address in (address for entry in guide.retired for address in entry.addresses):
        if address in targets:
            message = f"'{address}' is published; take the entry out, or what it says is gone"
            yield problem_at(root, FILES["retired"][0], address, message)


def _unpromised_tombstones(guide: Guide, promised: Collection[Promise], root: Path) -> Iterator[Problem]:
    """Yield every tombstone of what nobody can know: it would only be a way to publish a page at any address."""
    targets = {promise.target for promise in promised}
    for address in (address for entry in guide.retired for address in entry.addresses if (root / LIST).is_file()):
        if not any(_covers(address, target) for target in targets):
            near = nearest(address, targets)
            message = f"'{address}' was never promised; what is taken away is an address in {LIST}, or the start of one"
            hint = f", did you mean '{near}'?" if near else ""
            yield problem_at(root, FILES["retired"][0], address, message + hint)


def _covers(gone: str, target: str) -> bool:
    """Return whether what a tombstone names is a target, or what the target is a part of."""
    return target.startswith(gone) and _REST.match(target, len(gone)) is not None


def _broken_redirects(
    guide: Guide, published: Collection[Promise], contents: Mapping[str, Contents], root: Path
) -> Iterator[Problem]:
    """Yield every redirect of an anchor or a file that cannot be followed."""
    files = {promise.address for promise in published if promise.kind == "file"}
    for redirect in guide.redirects:
        address = flaw = ""
        if redirect.kind == "anchor":
            address, flaw = _anchor_flaw(redirect, contents[redirect.new.partition("#")[0]])
        elif redirect.kind == "file" and redirect.new not in files:
            address, flaw = redirect.new, f"is not a file; {meant(redirect.new, files - {redirect.old})}"
        if flaw:
            yield problem_at(root, FILES["redirects"][0], address, f"'{address}' {flaw}")


def _unpromised_redirects(guide: Guide, promised: Collection[Promise], root: Path) -> Iterator[Problem]:
    """Yield every redirect of an address that nobody can know: it would only be a way to publish at any path."""
    targets = {promise.target for promise in promised if promise.kind in {*_WHOLE, "id"}}
    for redirect in guide.redirects if (root / LIST).is_file() else ():
        if redirect.old not in targets:
            near = nearest(redirect.old, targets)
            message = f"'{redirect.old}' was never promised; a redirect starts at an address in {LIST}"
            hint = f", did you mean '{near}'?" if near else ""
            yield problem_at(root, FILES["redirects"][0], redirect.old, message + hint)


def _unpromised_aliases(guide: Guide, promised: Collection[Promise], root: Path) -> Iterator[Problem]:
    """Yield every alias under which nothing was ever published, of candidates that were published themselves."""
    known = {promise.address for promise in promised if promise.kind in _WHOLE}
    for candidate in guide.candidates if (root / LIST).is_file() else ():
        for alias in candidate.sheet.aliases:
            former = urls.candidate(guide.edition.subject.many, alias)
            if candidate.address in known and former not in known:
                yield problem_at(root, file_of("facts", candidate.slug), alias, NO_ALIAS.format(alias))


def _anchor_flaw(redirect: Redirect, there: Contents) -> tuple[str, str]:
    """Return which address of a redirect between two anchors is wrong, and how; nothing if it leads on."""
    old, new = (address.partition("#")[2] for address in (redirect.old, redirect.new))
    if new not in there.ids:
        return redirect.new, f"leads to no anchor; {meant(new, there.anchors)}"
    return (
        ("", "") if old in there.former else (redirect.old, "is an anchor of the page; a redirect starts where none is")
    )


def _page_promises(pages: Iterable[Page], contents: Mapping[str, Contents]) -> Iterator[Promise]:
    for page in pages:
        if page.listed:
            address, there = page.address, contents[page.address]
            yield Promise(kind="page", address=address)
            yield from (Promise(kind="id", address=address, part=anchor) for anchor in there.anchors)
            yield from (Promise(kind="parameter", address=address, part=parameter) for parameter in there.parameters)


def _file_promises(guide: Guide, files: Mapping[str, object]) -> Iterator[Promise]:
    targets = redirects.targets(guide)
    yield from (Promise(kind="redirect", address=address) for address in targets)
    for path in files.keys() - _FOR_OURS:
        address = routes.address_of(path)
        if address not in targets:
            yield Promise(kind="file", address=address)


def _field_promises(guide: Guide, files: Mapping[str, object]) -> Iterator[Promise]:
    for endpoint in routes.endpoints(guide):
        address = f"/{routes.API_ROOT}/{endpoint.path}"
        yield from (Promise(kind="field", address=address, part=field) for field in _fields(MODELS[endpoint.name]))
    for path, content in files.items():
        if path.endswith(".csv") and isinstance(content, str):
            columns = content.partition("\n")[0].split(",")
            yield from (Promise(kind="field", address=f"/{path}", part=column) for column in columns)


def _fields(kind: Any, path: str = "") -> Iterator[str]:
    """Yield each field that a document always has: `[]` stands for any place in a list, `*` for any key.

    Takes what the document holds: a model, or a type of fields.
    """
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield f"{path}{name}"
            yield from _fields(field.annotation, f"{path}{name}.")
        return
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple and ... in parts:
        yield from _fields(parts[0], f"{path.removesuffix('.')}[].")
    elif origin is dict:
        yield from _fields(parts[1], f"{path}*.")
    elif origin is Annotated:
        yield from _fields(parts[0], path)
    elif origin is UnionType:
        for part in parts:
            yield from _fields(part, path)


def _year(address: str) -> int | None:
    """Return the year in whose folder an address lies, if it lies in one."""
    match = re.match(r"/(?:badge/)?(\d{4})/", address)
    return int(match[1]) if match else None


class _Answers:
    """Everything that answers now, and everything that has a tombstone."""

    def __init__(self, guide: Guide, published: Collection[Promise]) -> None:
        self._guide = guide
        self._published = frozenset(published)
        self._targets = redirects.targets(guide)
        self._retired = tuple(address for entry in guide.retired for address in entry.addresses)
        self._addresses = {promise.address for promise in published if promise.kind in _WHOLE}

    def keeps(self, promise: Promise) -> bool:
        """Return whether a promise is kept, or taken back with a reason."""
        if self._is_of_a_past_edition(promise.address):
            return True
        if self._guide.stands_under_its_year:
            promise = replace(promise, address=promise.address.removeprefix(f"/{self._guide.edition.year}"))
        redirected = replace(promise, address=self._targets.get(promise.address, promise.address))
        answers = promise.kind in _WHOLE and promise.address in self._addresses
        return (
            answers or promise in self._published or redirected in self._published or self._is_retired(promise.target)
        )

    def _is_of_a_past_edition(self, address: str) -> bool:
        """Return whether an address lies in the folder of an earlier year, which the branch of that edition keeps."""
        year = _year(address)
        return year is not None and year < self._guide.edition.year

    def _is_retired(self, target: str) -> bool:
        """Return whether a tombstone names a target or what it is a part of."""
        return any(_covers(gone, target) for gone in self._retired)


def _message(promise: Promise, unaccepted: Iterable[Promise]) -> str:
    """Return the message for a broken promise; whatever is new of its kind may be what became of it."""
    alike = [new for new in unaccepted if new.kind == promise.kind]
    if promise.part:
        guess = meant(promise.part, [new.part for new in alike if new.address == promise.address])
    else:
        guess = meant(promise.address, [new.address for new in alike])
    hint = f"{guess} " if guess.startswith("did") else ""
    return f"{promise.kind} '{promise.target}' is promised and no longer published; {hint}{_WAYS_OUT[promise.kind]}"
