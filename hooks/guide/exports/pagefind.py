"""Makes the search index: hands entries to Pagefind and keeps the files that a search needs; all of it in memory."""

from __future__ import annotations

import json
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import IO, Any, cast

from pagefind.service import get_executable

from guide.exports.search_records import SearchRecord
from guide.source.cache import Cache

_LANGUAGE = "en"
"""The language of the pages: one form of a word finds the others."""

_OWN_CHARACTERS = "#+="
"""What is part of a word besides letters and digits: C#, C++, and both ends of a name, =name=."""

_NEEDED = re.compile(rf"pagefind\.js|pagefind-entry\.json|wasm\.{_LANGUAGE}\.pagefind|.+\.pf_(meta|index|fragment)")
"""The files that a search asks for; Pagefind also brings forms, a worker and other languages."""

_CHUNK = 1 << 16


class NoIndex(Exception):
    """The search index could not be made; the message says why, for whoever builds the site."""


def cached_index(cache: Cache, entries: tuple[SearchRecord, ...]) -> Mapping[str, Callable[[], bytes]]:
    """Return what gives each file of the search index by its path on the site; raise what `index_files` does."""
    files = cache.remember_of("search index", (repr(entries),), lambda: index_files(entries))
    return {path: partial(bytes, content) for path, content in files.items()}


def index_files(entries: tuple[SearchRecord, ...]) -> Mapping[str, bytes]:
    """Return the files of a search index by their path on the site; the same entries make the same bytes.

    Raises NoIndex if there is no Pagefind for this machine, or if it refuses an entry.
    """
    executable = get_executable()
    if executable is None:
        raise NoIndex("the search index needs Pagefind; there is none for this machine, put 'pagefind' on the path")
    command = [str(executable), "--service"]
    with subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - the packaged program
        pagefind = _Pagefind(cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout))
        index = pagefind.ask("NewIndex", config={"include_characters": _OWN_CHARACTERS})["index_id"]
        for place, entry in enumerate(entries):
            pagefind.ask("AddRecord", index_id=index, **_record(entry, place))
        files = pagefind.ask("GetFiles", index_id=index)["files"]
    return {f"pagefind/{file['path']}": b64decode(file["content"]) for file in files if _NEEDED.fullmatch(file["path"])}


def _record(entry: SearchRecord, place: int) -> dict[str, Any]:
    """Return an entry as Pagefind takes it; names go in whole, so that one can be asked for exactly."""
    meta = {"title": entry.title, "kind": entry.kind}
    if entry.keys:
        meta["names"] = " ".join(f"={key}=" for key in entry.keys)
    if entry.other_spelling:
        meta["spelling"] = entry.other_spelling
    return {
        "url": entry.address,
        "content": entry.text,
        "language": _LANGUAGE,
        "meta": meta,
        "sort": {"place": str(place)} if entry.keys else None,
    }


class _Pagefind:
    """Talks to Pagefind one question at a time.

    The package's own client does the same, but waits a tenth of a second before it reads each answer.
    """

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        self._questions = questions
        self._answers = _answers(answers)

    def ask(self, kind: str, **values: Any) -> dict[str, Any]:
        """Return the answer to a question of a kind; raise NoIndex if there is none or it is an error."""
        question = {"message_id": 1, "payload": {"type": kind, **values}}
        with suppress(BrokenPipeError):
            self._questions.write(b64encode(json.dumps(question).encode()) + b",")
        answer = next(self._answers, {"type": "Error", "message": "it stopped"})
        if answer["type"] == "Error":
            raise NoIndex(f"Pagefind could not make the search index: {answer['message']}")
        return answer


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the answers from a stream, in which a comma ends each."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b",")
        yield from (json.loads(b64decode(answer))["payload"] for answer in whole)
