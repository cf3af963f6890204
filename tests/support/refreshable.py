"""The small world with more in it that machines know: a database on GitHub, and three more kinds of fact."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from guide.model.facts import FactSheet
from guide.source.library import read_library
from upstreams import Upstreams, cycle, product, release, repository
from worlds import SMALL_WORLD, change

PAGE = "https://github.com/quarry/granite"
FILE = "data/facts/granite.yml"

_TYPES = """
released:
  label: Released
  question: When did it come out?
  type: date
  keeps_days: 90
  refresh: release_date
supported:
  label: Supported until
  question: How long is it looked after?
  type: date
  keeps_days: 365
  refresh: support_end
stars:
  label: Stars
  question: How many starred it?
  type: count
  unit: stars
  keeps_days: 180
  refresh: stars
"""

RELEASE_PAGE = f"{{kind: repository, title: 'Granite: release 7.10.3', address: '{PAGE}/releases/tag/v7.10.3'}}"

FACTS = f"""facts:
  # What machines know stands first.
  current_version:
    value: "7.10.3"
    source: {RELEASE_PAGE}   # by hand
    as_of: 2025-11-20
  released:
    value: 2025-11-18
    source: {RELEASE_PAGE}
    as_of: 2025-11-20
  supported:
    value: 2028-04
    source: {{kind: third_party, title: 'endoflife.date: Granite', address: 'https://endoflife.date/granite'}}
    as_of: 2025-11-20
  stars:
    value: 4000
    source: {{kind: repository, title: 'Granite on GitHub', address: '{PAGE}'}}
    as_of: 2025-07-01
"""

_NONE = """  released: {missing: unknown, reason: Nobody looked., as_of: 2025-11-20}
  supported: {missing: unknown, reason: Nobody looked., as_of: 2025-11-20}
  stars: {missing: unknown, reason: Nobody looked., as_of: 2025-11-20}
  since:
"""

_OLD = """  current_version:
    value: "7.10"
    source: {kind: official, title: 'Granite: releases', address: 'https://granite.example/releases'}
    as_of: 2025-11-20
"""


def prepare(root: Path) -> Path:
    """Change a copy of the small world; return its folder."""
    path = "data/vocabulary/facts.yml"
    change(root, path, "\nsince:\n", f"{_TYPES}since:\n")
    change(root, FILE, "repository: https://code.example/granite", f"repository: {PAGE}")
    change(root, FILE, _OLD, "")
    change(root, FILE, "facts:\n", FACTS)
    change(root, FILE, "'https://code.example/granite/licence'", f"'{PAGE}/blob/main/LICENCE'")
    change(root, FILE, "value: Do what you like, and say where it is from.", "value: BSD 3-Clause")
    for slug in ("folio", "pebble"):
        change(root, f"data/facts/{slug}.yml", "  since:\n", _NONE)
    return root


@cache
def granite() -> FactSheet:
    """Return the facts of the one in the small world that has a life cycle."""
    return read_library(SMALL_WORLD).facts["granite"].record


REPOSITORY, RELEASES, CYCLES = (
    "https://api.github.com/repos/quarry/granite",
    "https://api.github.com/repos/quarry/granite/releases?per_page=100",
    "https://endoflife.date/api/v1/products/granite/",
)
"""What is asked about the one that is known upstream."""


def upstreams() -> Upstreams:
    """Return hosts that know a newer release of the same line, and everything else as one would wish."""
    known = {
        REPOSITORY: repository("quarry/granite", license={"spdx_id": "BSD-3-Clause"}),
        RELEASES: [release("v7.10.4"), release("v7.10.3", "2025-11-18T09:00:00Z")],
        CYCLES: product("granite", cycle("7.10", "2028-04-30", "7.10.4")),
    }
    return Upstreams.of(known)
