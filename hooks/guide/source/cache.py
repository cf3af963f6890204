"""Keeps results from one build to the next, each for as long as all that was read for it is the same.

Nothing here is needed to be right: whatever cannot be read, or was made by other code or for other settings, is made
anew, and two builds at once do without what the other one holds.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from guide.model.reads import note, reading

T = TypeVar("T")

_TABLES = (
    "CREATE TABLE made_by (code TEXT)",
    "CREATE TABLE results (name TEXT PRIMARY KEY, reads TEXT, digest TEXT, value BLOB)",
)


def digest(*parts: str | bytes) -> str:
    """Return what tells values apart, in hexadecimal digits; each part counts as one."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8) + data)
    return hashed.hexdigest()


class Cache:
    """Results by name, in one file."""

    def __init__(self, file: Path | None = None, code: str = "") -> None:
        """Take the file to keep results in, if they are to be kept, and what tells the code that makes them."""
        self._versions: dict[str, str] = {}
        self._resolve: Callable[[str], str] = lambda _name: ""
        self._used: set[str] = set()
        self.code = code
        self._results = _opened(file, code) if file else None

    def knows(self, name: str, version: str) -> None:
        """Say of something that can be read which version of it is the present one."""
        self._versions[name] = version

    def asks(self, resolve: Callable[[str], str]) -> None:
        """Say who knows the versions of all that is not known one by one."""
        self._resolve = resolve

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """Return the result with a name: the one that is kept, if all that was read for it is the same, else a new one.

        What was read for it is noted, in either case, for whatever it is a part of.
        """
        self._used.add(name)
        row = self._row(name)
        if row:
            note(*row[0])
            result: T = pickle.loads(row[1])  # noqa: S301 - what we wrote ourselves, whole, by the same code
            return result
        with reading() as names:
            result = make()
        note(*names)
        self._keep(name, names, result)
        return result

    def remember_of(self, kind: str, parts: tuple[str | bytes, ...], make: Callable[[], T]) -> T:
        """Return a result that is made of nothing but these parts."""
        return self.remember(f"{kind} {digest(*parts)}", make)

    def get(self, name: str) -> Any:
        """Return a result that is kept, if all that was read for it is the same; else None."""
        self._used.add(name)
        row = self._row(name)
        return pickle.loads(row[1]) if row else None  # noqa: S301 - what we wrote ourselves, whole, by the same code

    def keep(self, name: str, reads: Iterable[str], result: object) -> None:
        """Keep a result, for as long as what was read for it is the same."""
        self._used.add(name)
        self._keep(name, reads, result)

    def close(self, code: str = "") -> None:
        """Put everything in its place.

        Takes what tells the code now, from whoever has asked for everything: what was not asked for is forgotten then,
        and all of it where the code was edited since.
        """
        if self._results is None:
            return
        try:
            if code:
                kept = self._results.execute("SELECT name FROM results").fetchall()
                unused = [name for name in kept if name[0] not in self._used or code != self.code]
                self._results.executemany("DELETE FROM results WHERE name = ?", unused)
            self._results.execute("COMMIT")
        except sqlite3.Error:
            pass  # It is made anew next time.
        self._results.close()
        self._results = None

    def _version(self, name: str) -> str:
        if name not in self._versions:
            self._versions[name] = self._resolve(name)
        return self._versions[name]

    def _row(self, name: str) -> tuple[dict[str, str], bytes] | None:
        """Return what was read for a result, and the result as it is kept; nothing if any of it is another now."""
        if self._results is None:
            return None
        try:
            row = self._results.execute("SELECT reads, digest, value FROM results WHERE name = ?", (name,)).fetchone()
        except sqlite3.Error:
            self._results = None
            return None
        if not row or digest(name, row[0], row[2]) != row[1]:
            return None
        reads = json.loads(row[0])
        same = all(self._version(read) == version for read, version in reads.items())
        return (reads, row[2]) if same else None

    def _keep(self, name: str, names: Iterable[str], result: object) -> None:
        if self._results is None:
            return
        reads = json.dumps({read: self._version(read) for read in sorted(names)})
        value = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        row = (name, reads, digest(name, reads, value), value)
        try:
            self._results.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", row)
        except sqlite3.Error:
            self._results = None


def _opened(file: Path, code: str) -> sqlite3.Connection | None:
    """Return the results in a file, locked for us; an empty file for others' or damaged ones, None for locked ones."""
    for _ in range(2):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            results = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
            results.execute("PRAGMA synchronous = OFF")
            results.execute("BEGIN EXCLUSIVE")
            if _made_by(results) == code:
                return results
            for table in ("made_by", "results"):
                results.execute(f"DROP TABLE IF EXISTS {table}")
            for table in _TABLES:
                results.execute(table)
            results.execute("INSERT INTO made_by VALUES (?)", (code,))
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            file.unlink(missing_ok=True)
        except OSError:
            return None
        else:
            return results
    return None


def _made_by(results: sqlite3.Connection) -> str | None:
    """Return what tells the code that made the results; nothing if the file is new, or somebody else's."""
    try:
        row = results.execute("SELECT code FROM made_by").fetchone()
    except sqlite3.OperationalError:
        return None
    return str(row[0]) if row else None
