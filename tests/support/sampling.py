"""Samples for the small world, which has none: one that ran, one that was only written, one candidate without."""

from __future__ import annotations

from pathlib import Path

from worlds import write

RUNS = "data/samples.yml"
MANIFEST = "samples/granite/sample.yml"
SHOWN = "samples/granite/orders/views.py"

_PAGE = """\
---
title: Code
heading: The same drawer, in code
description: The same drawer, opened in every database.
---

One drawer, opened by each of them.

## Opening it {#open}

Who checks the key.

## Closing it {#close}

Who remembers.
"""

_RUNS = """\
granite:
  version: "7.10"
  contract: "1"
  fate: run
  passed: 41
  known_issues:
    - test: test_two_keys_at_once
      why: The second key waits for the first.
  date: 2026-01-10
  where: Linux, Quarry 3
  files: 4
  lines: 80
pebble:
  version: "2.1"
  contract: "1"
  fate: read
  why: There is no Pebble on our machines.
  date: 2025-09-01
  files: 2
  lines: 30
"""

_GRANITE = """\
needs: quarry >= 3
setup:
  - quarry fetch -- "$@"
version: quarry version
start:
  - quarry serve --port $PORT --name "as it comes
test: quarry test
shown:
  open: [orders/views.py#endpoint, orders/rules.sql#rules]
  close: [orders/views.py#closing]
known_issues:
  - what: test_two_keys_at_once
    why: The second key waits for the first.
"""

_PEBBLE = """\
needs: nothing
version: pebble -v
start: [pebble]
test: pebble test
shown:
  open: [open.go#open]
  close: [open.go#close]
"""

VIEWS = '''\
import drawers


class Drawer:
    # region endpoint
    @drawers.post("/open")
    def open(self, key: str = "none") -> int:
        """Open it."""
        return 201 if key else 422  # no key, no drawer
    # endregion endpoint

    # #region closing
    def close(self) -> None:
        raise NotImplementedError
    # #endregion
'''

_RULES = """\
-- #region rules
CREATE TABLE drawer (id INTEGER PRIMARY KEY);
-- #endregion rules
"""

_GO = """\
package drawer

// #region open
func open(key string) int {
\tif key == "" {
\t\treturn 422
\t}
\treturn 201
}

// #endregion open

/* #region close */
func close() {}
/* #endregion close */
"""


def with_samples(root: Path) -> Path:
    """Give the small world samples of two of its three; return its folder."""
    files = {
        "content/code.md": _PAGE,
        RUNS: _RUNS,
        MANIFEST: _GRANITE,
        SHOWN: VIEWS,
        "samples/granite/orders/rules.sql": _RULES,
        "samples/pebble/sample.yml": _PEBBLE,
        "samples/pebble/open.go": _GO,
    }
    for path, text in files.items():
        write(root, path, text)
    return root
