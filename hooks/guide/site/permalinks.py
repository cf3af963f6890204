"""The link contract: what was published once keeps answering, or a tombstone says why it does not.

The list of promises is a file of plain lines, sorted, each with a word for the kind of promise and an address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from guide.derive import routes
from guide.derive.guide import Guide
from guide.exports import api, redirects
from guide.exports.api_models import json_schema
from guide.model.history import Redirect
from guide.model.problems import Problem, meant
from guide.pages import csp
from guide.pages.page import Page
from guide.render.html import Contents

LIST = "published.txt"
"""Where the promises stand, under the root of the guide; without the file nothing is promised."""

_HEAD = """\
# Everything that others may link to or build on; the build fails when a line no longer holds.
# `guide links --accept` adds what is new. Nothing is taken out: content/contribute.md says what to do instead.
"""

_OWN_USE = frozenset({redirects.LIST, csp.LIST, routes.FORM})
"""Files that are made for a host and for our own scripts."""

_WHOLE = frozenset({"page", "file", "redirect"})
"""The kinds of promise that any answer at their address keeps."""

_GONE = "if it is gone for good, enter it in data/retired.yml with the reason"

_WAYS_OUT = {
    "page": f"if it moved, add its former slug to 'aliases' or its address to data/redirects.yml; {_GONE}",
    "id": f"give the old anchor back, or lead on from it in data/redirects.yml; {_GONE}",
    "file": f"if it moved, add the former slug to 'aliases' or its address to data/redirects.yml; {_GONE}",
    "field": f"programs read it, so give it back or raise the version of the API; {_GONE}",
    "parameter": f"links hold it, so give it back, or for a renamed slug add the former one to 'aliases'; {_GONE}",
}
_WAYS_OUT["redirect"] = _WAYS_OUT["page"]


def promises(
    guide: Guide, pages: Iterable[Page], contents: Mapping[str, Contents], files: Mapping[str, object]
) -> frozenset[str]:
    """Return everything in a publication that others may link to or build on, a line each."""
    return frozenset((*_in_pages(pages, contents), *_in_files(guide, files), *_in_documents(guide, files)))


def accepted(root: Path) -> dict[str, int]:
    """Return every promise on the list with its line; nothing if there is no list."""
    file = root / LIST
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return {line: number for number, line in enumerate(lines, 1) if line and not line.startswith("#")}


def new(published: Collection[str], root: Path) -> tuple[str, ...]:
    """Return what is published and not on the list, sorted."""
    return tuple(sorted(set(published) - accepted(root).keys()))


def accept(published: Collection[str], root: Path) -> None:
    """Put on the list whatever is published and not there yet; nothing is taken out of it."""
    lines = sorted({*accepted(root), *published})
    (root / LIST).write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def check_contract(
    guide: Guide, published: Collection[str], contents: Mapping[str, Contents], root: Path
) -> Iterator[Problem]:
    """Yield every promise that is not kept, with the way out, and every way out that is none."""
    yield from _broken(guide, published, root)
    yield from _standing(guide, published, root)
    yield from _leading_nowhere(guide, published, contents, root)


def _broken(guide: Guide, published: Collection[str], root: Path) -> Iterator[Problem]:
    answers = _Answers(guide, published)
    promised, unaccepted = accepted(root), new(published, root)
    gone = {promise: line for promise, line in promised.items() if not answers.keeps(promise)}
    addresses = {promise.partition(" ")[2] for promise in gone}
    for promise, line in gone.items():
        # What stands on a page is gone with it, and so is the address of either with the year of the edition in front.
        page, plain = _page(promise), promise.partition(" ")[2].removeprefix(f"/{guide.edition.year}")
        if f"page {page}" not in gone.keys() - {promise} and plain not in addresses - {promise.partition(" ")[2]}:
            yield Problem(path=LIST, line=line, message=_message(promise, unaccepted))


def _standing(guide: Guide, published: Collection[str], root: Path) -> Iterator[Problem]:
    """Yield every tombstone of what is still there."""
    for address in (address for entry in guide.retired for address in entry.addresses):
        if any(f"{kind} {address}" in published for kind in _WAYS_OUT):
            message = f"'{address}' is published; take the entry out, or what it says is gone"
            yield _problem(root, "data/retired.yml", address, message)


def _leading_nowhere(
    guide: Guide, published: Collection[str], contents: Mapping[str, Contents], root: Path
) -> Iterator[Problem]:
    """Yield every redirect of an anchor or a file that cannot be followed."""
    for redirect in guide.redirects:
        if redirect.kind == "anchor":
            flaw = _anchor_flaw(redirect, contents[redirect.new.partition("#")[0]])
        else:
            lost = redirect.kind == "file" and f"file {redirect.old}" not in published
            flaw = f"'{redirect.new}' is not a file; {meant(redirect.new, _files(published))}" if lost else ""
        if flaw:
            yield _problem(root, "data/redirects.yml", flaw.split("'")[1], flaw)


def _anchor_flaw(redirect: Redirect, there: Contents) -> str:
    """Return what is wrong with a redirect between two anchors of a page; nothing if it leads on."""
    old, new = (address.partition("#")[2] for address in (redirect.old, redirect.new))
    if new not in there.ids:
        return f"'{redirect.new}' leads to no anchor; {meant(new, there.anchors)}"
    return "" if old in there.former else f"'{redirect.old}' is an anchor of the page; a redirect starts where none is"


def _files(published: Iterable[str]) -> list[str]:
    return [line.removeprefix("file ") for line in published if line.startswith("file ")]


def _problem(root: Path, path: str, needle: str, message: str) -> Problem:
    """Return a problem that points at the first place where a text stands in a file."""
    lines = enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1)
    places = ((number, line.index(needle) + 1) for number, line in lines if needle in line)
    line, column = next(places, (1, 1))
    return Problem(path=path, line=line, column=column, message=message)


def _in_pages(pages: Iterable[Page], contents: Mapping[str, Contents]) -> Iterator[str]:
    for page in pages:
        if page.listed:
            there = contents[page.address]
            yield f"page {page.address}"
            yield from (f"id {page.address}#{anchor}" for anchor in there.anchors)
            yield from (f"parameter {page.address}?{parameter}" for parameter in there.parameters)


def _in_files(guide: Guide, files: Mapping[str, object]) -> Iterator[str]:
    leading_on = redirects.ways(guide)
    yield from (f"redirect {address}" for address in leading_on)
    for path in files.keys() - _OWN_USE:
        address = redirects.address_of(path)
        if address not in leading_on:
            yield f"file {address}"


def _in_documents(guide: Guide, files: Mapping[str, object]) -> Iterator[str]:
    for endpoint in routes.endpoints(guide):
        schema = json_schema(api.MODELS[endpoint.name])
        yield from (f"field /{routes.API_ROOT}/{endpoint.path} {field}" for field in _fields(schema, schema))
    for path, content in files.items():
        if path.endswith(".csv") and isinstance(content, str):
            yield from (f"field /{path} {column}" for column in content.partition("\n")[0].split(","))


def _fields(schema: Mapping[str, Any], whole: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Yield each field that a document always has: `[]` stands for any place in a list, `*` for any key."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    for name, value in schema.get("properties", {}).items():
        yield f"{path}{name}"
        yield from _fields(value, whole, f"{path}{name}.")
    for branch in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _fields(branch, whole, path)
    if isinstance(items := schema.get("items"), dict):
        yield from _fields(items, whole, f"{path.removesuffix('.')}[].")
    if isinstance(values := schema.get("additionalProperties"), dict):
        yield from _fields(values, whole, f"{path}*.")


class _Answers:
    """What answers now, and what is said to be gone."""

    def __init__(self, guide: Guide, published: Collection[str]) -> None:
        self._guide = guide
        self._published = frozenset(published)
        self._ways = redirects.ways(guide)
        self._retired = tuple(address for entry in guide.retired for address in entry.addresses)
        named = (promise.partition(" ") for promise in published)
        self._addresses = {address for kind, _, address in named if kind in _WHOLE}

    def keeps(self, promise: str) -> bool:
        """Say whether a promise is kept, or taken back with a reason."""
        kind, _, target = promise.partition(" ")
        if self._is_of_a_past_edition(target):
            return True
        if self._guide.stands_under_its_year:
            target = target.removeprefix(f"/{self._guide.edition.year}")
        page = re.split("[#?]", target)[0]
        led = f"{kind} {self._ways.get(page, page)}{target.removeprefix(page)}"
        answers = target in self._addresses and kind in _WHOLE
        return answers or promise in self._published or led in self._published or self._is_retired(target)

    def _is_of_a_past_edition(self, target: str) -> bool:
        """Say whether a target lies in the folder of an earlier year, which that edition's own branch answers for."""
        match = re.match(r"/(?:badge/)?(\d{4})/", target)
        return match is not None and int(match[1]) < self._guide.edition.year

    def _is_retired(self, target: str) -> bool:
        """Say whether a tombstone names a target or what it is a part of."""
        part = r"(index\.|[#?=.\[])"
        return any(target == gone or re.match(re.escape(gone) + part, target) for gone in self._retired)


def _split(promise: str) -> tuple[str, str]:
    """Return the kind of a promise, with the page or document if it is about a part of one, and what it is about."""
    match = re.fullmatch(r"((?:id|parameter) [^#?]*[#?]|field \S+ |\S+ )(.*)", promise)
    return (match[1], match[2]) if match else (promise, "")


def _page(promise: str) -> str:
    return _split(promise)[0].partition(" ")[2].rstrip("#?")


def _message(promise: str, unaccepted: Iterable[str]) -> str:
    """Say that a promise is broken; whatever is new of its kind may be what became of it."""
    kind, _, target = promise.partition(" ")
    if kind not in _WAYS_OUT or not target.startswith("/"):
        return f"'{promise}' is no promise; a line has one of {', '.join(sorted(_WAYS_OUT))}, then an address"
    within, part = _split(promise)
    guess = meant(part, [_split(line)[1] for line in unaccepted if _split(line)[0] == within])
    hint = f"{guess} " if guess.startswith("did") else ""
    return f"{kind} '{target}' is promised and no longer published; {hint}{_WAYS_OUT[kind]}"
