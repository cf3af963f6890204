"""Release lines for the small world, which has none: what is dated, counted, promised by nobody, and planned."""

from __future__ import annotations

from pathlib import Path

from worlds import change, write

FILE = "data/releases/granite.yml"

_SOURCE = "{kind: official, title: 'Granite: support', address: 'https://granite.example/support'}"

GRANITE = f"""\
policy:
  kind: published
  text: Every line is mended for four years.
  source: {_SOURCE}
  as_of: 2025-11-20
lines:
  - line: "7"
    name: 7 Long
    released: {{date: 2024-03-01}}
    latest:
      version: "7.10"
      date: 2025-11-02
      source: {{kind: package, registry: quarry, name: granite, version: "7.10"}}
      as_of: 2025-11-20
    bug_fixes_until:
      date: 2026-Q3
      known_as: {{key: mended_until, label: "Mended until"}}
    security_fixes_until: {{date: 2027-06, basis: third_party}}
    paid_until: {{date: 2029-12-31, basis: derived}}
    source: {_SOURCE}
    as_of: 2025-11-20
  - line: "6"
    bug_fixes_until: {{date: 2024-03-01}}
    security_fixes_until: {{date: 2025-12-31}}
    source: {_SOURCE}
    as_of: 2025-11-20
planned:
  - line: "8"
    due: {{date: 2026-05}}
    source: {_SOURCE}
    as_of: 2025-11-20
"""

PEBBLE = f"""\
policy:
  kind: published
  text: Releases are counted.
  source: {_SOURCE}
  as_of: 2025-11-20
lines:
  - line: "2"
    bug_fixes_until: {{date: 2025-01-01}}
    security_fixes_until: {{with_release: "5.0", basis: derived}}
    source: {_SOURCE}
    as_of: 2020-01-01
"""

FOLIO = f"""\
policy:
  kind: none
  text: Nothing is promised.
  source: {_SOURCE}
  as_of: 2025-11-20
lines:
  - line: "5"
    source: {_SOURCE}
    as_of: 2025-11-20
"""


def with_lines(root: Path) -> Path:
    """Give all three of a copy of the small world release lines; return its folder."""
    for slug, text in (("granite", GRANITE), ("pebble", PEBBLE), ("folio", FOLIO)):
        write(root, f"data/releases/{slug}.yml", text)
    return root


def answering(root: Path) -> Path:
    """Let the lines of the first answer for its newest version, as its facts do not any more; return the folder."""
    with_lines(root)
    change(root, "data/vocabulary/facts.yml", "  news: major\n", "  news: major\n  line: latest_version\n")
    old = """  current_version:
    value: "7.10"
    source: {kind: official, title: 'Granite: releases', address: 'https://granite.example/releases'}
    as_of: 2025-11-20
"""
    change(root, "data/facts/granite.yml", old, "")
    return root
