"""The search index: which files, and the same ones every time."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
from guide.exports import pagefind
from guide.exports.pagefind import NoIndex, cached_index, index_files
from guide.exports.search_records import SearchRecord, search_records
from guide.source.cache import Cache
from worlds import SMALL_WORLD, load

ENTRY = SearchRecord(
    address="/tools/#axe",
    kind="Tool",
    title="Axe & <haft>",
    text="Fells trees; “quietly”, says `nobody`.",
    names=("Axe", "big axe"),
    other_spelling="ax & <haft>",
)


def _fragments(files: dict[str, bytes]) -> list[dict[str, object]]:
    parts = (content for path, content in sorted(files.items()) if path.endswith(".pf_fragment"))
    return [json.loads(gzip.decompress(part).removeprefix(b"pagefind_dcd")) for part in parts]


def test_an_entry_goes_in_as_it_is() -> None:
    """Address, title, text and kind must come out unchanged; names are between signs that no name has."""
    (fragment,) = _fragments(dict(index_files((ENTRY,))))
    assert fragment["url"] == "/tools/#axe"
    assert fragment["content"] == ENTRY.text
    assert fragment["meta"] == {
        "title": "Axe & <haft>", "kind": "Tool", "names": "=axe= =bigaxe=", "spelling": "ax & <haft>"
    }  # fmt: skip


def test_every_entry_goes_in() -> None:
    """None may be left out, however short it is."""
    all_of_them = search_records(load(SMALL_WORLD))
    assert sorted(str(fragment["url"]) for fragment in _fragments(dict(index_files(all_of_them)))) == sorted(
        entry.address for entry in all_of_them
    )


def test_the_same_entries_make_the_same_bytes() -> None:
    """An index that is made anew must not differ in a byte, nor in the order of its files."""
    first = index_files((ENTRY,))
    assert list(index_files((ENTRY,)).items()) == list(first.items())


def test_an_index_is_made_once_for_the_same_entries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """While a guide is served, a changed style must not cost a new index; another entry must."""
    for _ in range(2):
        cache = Cache(tmp_path / "results.sqlite", "code")
        files = {path: make() for path, make in cached_index(cache, (ENTRY,)).items()}
        cache.close()
        monkeypatch.setattr(pagefind, "get_executable", lambda: None)
    assert "pagefind/pagefind.js" in files
    with pytest.raises(NoIndex):
        cached_index(Cache(tmp_path / "results.sqlite", "code"), (ENTRY, ENTRY))


def test_a_machine_without_the_program_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no Pagefind, whoever builds must read what to do."""
    monkeypatch.setattr(pagefind, "get_executable", lambda: None)
    with pytest.raises(NoIndex, match="put 'pagefind' on the path"):
        index_files((ENTRY,))


FAULT = """
import base64
answer = b'{"payload": {"type": "Error", "message": "too sleepy"}}'
sys.stdin.buffer.read(1)
sys.stdout.buffer.write(base64.b64encode(answer) + b",")
"""
FAULTS = {"stops at once": ("", "it stopped"), "answers with a fault": (FAULT, "too sleepy")}


@pytest.mark.parametrize(("program", "message"), FAULTS.values(), ids=list(FAULTS))
def test_a_program_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, message: str
) -> None:
    """A fault of the program must end the build in a sentence, and never hang it."""
    script = tmp_path / "pagefind"
    script.write_text(f"#!{sys.executable}\nimport sys\n{program}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(pagefind, "get_executable", lambda: script)
    with pytest.raises(NoIndex, match=message):
        index_files((ENTRY,))
