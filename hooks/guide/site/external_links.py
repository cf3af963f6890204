"""The links that lead out of the guide: which there are, and which of them somebody else's program cannot open."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from guide.model.history import Untried
from guide.model.problems import InvalidGuide, Problem
from guide.site.build import Publication

POLITELY = (
    "--max-concurrency=8",
    "--host-concurrency=1",
    "--host-request-interval=1s",
    "--max-retries=2",
    "--retry-wait-time=5",
    "--timeout=30",
)
"""One question at a time to each host, a second between them, and a second try later on."""

_BUSY = 429


@dataclass(frozen=True, kw_only=True)
class Dead:
    """A link that could not be opened."""

    address: str
    said: str
    pages: Sequence[str]
    """Where it stands: addresses of pages, from the root of the site."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What came of trying the links."""

    tried: int
    dead: Sequence[Dead]
    busy: Sequence[Dead]
    """Those whose host had no time for us: they may be well, or not."""
    untried: int
    unused: Sequence[Untried]
    """Exceptions that no link needs any more."""


def links(publication: Publication) -> dict[str, tuple[str, ...]]:
    """Return every address outside that a page links to, without its fragment, with the pages that do.

    Left out are the guide's own addresses, and the forms on the repository's host that change a file: they ask
    everybody to log in first.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for address, contents in publication.contents.items():
        for link in dict.fromkeys(urldefrag(link).url for link in contents.links):
            if publication.guide.leads_out(link):
                found[link].append(address)
    return {link: tuple(pages) for link, pages in sorted(found.items())}


def try_links(found: Mapping[str, Sequence[str]], exceptions: Sequence[Untried], program: str, agent: str) -> Trial:
    """Try every link but the exceptions with lychee, politely, and say what came of it."""
    spared = {link for link in found if any(link.startswith(one.starts) for one in exceptions)}
    wanted = [link for link in found if link not in spared]
    failed = run_lychee(wanted, program, agent) if wanted else {}
    troubles = [Dead(address=link, said=said, pages=found[link]) for link, (said, _) in sorted(failed.items())]
    busy = [one for one in troubles if failed[one.address][1] == _BUSY]
    return Trial(
        tried=len(wanted),
        dead=[one for one in troubles if one not in busy],
        busy=busy,
        untried=len(spared),
        unused=[one for one in exceptions if not any(link.startswith(one.starts) for link in found)],
    )


def run_lychee(wanted: Sequence[str], program: str, agent: str) -> dict[str, tuple[str, int]]:
    """Return the addresses that lychee cannot open, each with what it says and the status, 0 if there was none.

    Raises InvalidGuide if lychee is not there or gives no report.
    """
    there = shutil.which(program)
    if not there:
        raise _unusable(program, "there is no such program")
    whole = str(Path(there).absolute())
    with tempfile.TemporaryDirectory() as folder:
        # A link a line: by its line lychee names a link, whatever form it has brought the address into.
        lines = (f'<a href="{escape(link)}">.</a>' for link in wanted)
        (Path(folder) / "links.html").write_text("\n".join(lines), encoding="utf-8")
        command = [whole, *POLITELY, f"--user-agent={agent}", "--format=json", "--no-progress", "links.html"]
        try:
            done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603
        except OSError as error:
            raise _unusable(program, error.strerror or "cannot be run") from None
    return dict(_failed(program, done.stdout, wanted))


def _failed(program: str, report: str, wanted: Sequence[str]) -> Iterator[tuple[str, tuple[str, int]]]:
    try:
        known = json.loads(report)
        troubles = [*known["error_map"].values(), *known["timeout_map"].values()]
        for one in (one for some in troubles for one in some):
            yield wanted[one["span"]["line"] - 1], _said(one["status"])
        complete = known["total"] == len(wanted)
    except (ValueError, TypeError, LookupError, AttributeError):
        raise _unusable(program, "gives no report that we can read") from None
    if not complete:
        raise _unusable(program, f"reports on {known['total']} of {len(wanted)} links")


def _said(status: Mapping[str, Any]) -> tuple[str, int]:
    return " ".join(str(status.get("details") or status["text"]).split())[:200], int(status.get("code", 0))


def _unusable(program: str, message: str) -> InvalidGuide:
    return InvalidGuide(
        [Problem(path=program, message=f"{message}; `make outbound` brings lychee, where it is to be had")]
    )


def as_markdown(outcome: Trial) -> Iterator[str]:
    """Yield the lines of a text for a terminal or an issue."""
    yield (
        f"{outcome.tried} links tried, {len(outcome.dead)} dead, {len(outcome.busy)} not checked, "
        f"{outcome.untried} left out by data/outbound.yml."
    )
    yield from _part("Dead", (_line(one) for one in outcome.dead))
    yield from _part("Not checked: the host had no time for us", (_line(one) for one in outcome.busy))
    unused = (f"<{one.starts}>: {one.reason}" for one in outcome.unused)
    yield from _part("Exceptions that no link needs; take them out of data/outbound.yml", unused)


def as_json(outcome: Trial) -> str:
    """Return a document for programs."""
    document = {
        "tried": outcome.tried,
        "untried": outcome.untried,
        "dead": [vars(one) for one in outcome.dead],
        "not_checked": [vars(one) for one in outcome.busy],
        "unused_exceptions": [one.model_dump(mode="json") for one in outcome.unused],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _line(one: Dead) -> str:
    shown = ", ".join(f"`{page}`" for page in one.pages[:3])
    more = f" and {len(one.pages) - 3} more" if len(one.pages) > 3 else ""  # noqa: PLR2004 - as many as a line holds
    return f"<{one.address}>: {one.said}, on {shown}{more}"


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"### {title}", "", *(f"- {line}" for line in found))
