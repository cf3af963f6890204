"""Every kind of fault that may stand in a guide's files: it is told with its place, in plain words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from worlds import change, copy_small_world, read, write
from worlds import problems as problems_of

_MARK = "‸"
_NUMBERED = re.compile(r"<U\+([0-9A-F]{4})>")
_PLACE = re.compile(r"((?:data|content)/\S+:\d+:\d+): (.*)")


@dataclass(frozen=True, kw_only=True)
class Spoilt:
    """One fault put into a sound guide, and everything that must be told of it."""

    name: str
    path: str
    old: str
    new: str
    told: tuple[str, ...]
    """Parts of messages, in order; with the place in front where it is not the marked one."""

    def put_into(self, root: Path) -> list[tuple[str, str]]:
        """Spoil a guide; return the place and a part of the message of every problem that must be told."""
        change(root, self.path, self.old, self.new)
        before, mark, after = read(root, self.path).partition(_MARK)
        write(root, self.path, before + after)
        lines = before.split("\n") if mark else [""]
        marked = f"{self.path}:{len(lines)}:{len(lines[-1]) + 1}"
        matches = (_PLACE.fullmatch(text) or (text, marked, text) for text in self.told)
        return [(match[1], match[2]) for match in matches]


def _cases() -> Iterator[Spoilt]:
    text = (Path(__file__).parent / "spoilt.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        name, *lines = block.strip("\n").split("\n")
        if not name.startswith("#"):
            old, new, told = ([line[2:] for line in lines[1:] if line.startswith(sign)] for sign in "-+>")
            yield Spoilt(name=name, path=lines[0], old=_typed(old), new=_typed(new), told=tuple(told))


def _typed(lines: list[str]) -> str:
    """Return lines as the text that they stand for."""
    return _NUMBERED.sub(lambda number: chr(int(number[1], 16)), "\n".join(lines).replace("↵", "\n"))


def told(root: Path) -> list[str]:
    """Return the problems of a guide, in order; each must say, after a semicolon, what was meant."""
    problems = sorted(set(problems_of(root)), key=_order)
    assert [problem for problem in problems if ";" not in problem] == []
    return problems


def _order(problem: str) -> tuple[str, int, int, str]:
    path, line, column, message = problem.split(":", 3)
    return path, int(line), int(column), message


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small guide, for faults that are put right again."""
    return copy_small_world(tmp_path_factory.mktemp("faults") / "databases")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in _cases()])
def test_a_fault_is_told_at_its_place(world: Path, case: Spoilt) -> None:
    """One fault must be told at its exact place, say what was meant, and bring nothing else along."""
    sound = read(world, case.path)
    try:
        expected = case.put_into(world)
        problems = told(world)
    finally:
        write(world, case.path, sound)
    assert [problem[: len(place) + 2] for problem, (place, _) in zip(problems, expected, strict=False)] == [
        f"{place}: " for place, _ in expected
    ], problems
    assert len(problems) == len(expected), problems
    for problem, (_, message) in zip(problems, expected, strict=True):
        assert message in problem


def _removed(path: str) -> Callable[[Path], object]:
    return lambda root: (root / path).unlink()


def _written(path: str, text: str) -> Callable[[Path], object]:
    return lambda root: write(root, path, text)


def _bytes(path: str, content: bytes) -> Callable[[Path], object]:
    return lambda root: (root / path).write_bytes(content)


def _linked(path: str, to: str = "elsewhere") -> Callable[[Path], object]:
    def link(root: Path) -> None:
        (root / path).rename(root / "elsewhere")
        (root / path).symlink_to(root / to)

    return link


def _copied(slug: str, name: str) -> Callable[[Path], object]:
    def copy(root: Path) -> None:
        for path in COMPANIONS:
            shutil.copy(root / path.format(slug), root / path.format(name))

    return copy


def _moved(path: str, to: str) -> Callable[[Path], object]:
    return lambda root: (root / path).rename(root / to)


def _with_sections_twice(text: str) -> str:
    head, separator, sections = text.partition("## ")
    return f"{head}{2 * f'{separator}{sections}'}"


PEBBLE = "data/facts/pebble.yml"

COMPANIONS = ("data/facts/{}.yml", "data/opinions/{}.yml", "content/databases/{}.md")

FILES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "facts alone": (
        lambda root: shutil.copy(root / "data/facts/pebble.yml", root / "data/facts/slate.yml"),
        [
            "data/facts/slate.yml:1:1: 'slate' has no opinions and no prose; write data/opinions/slate.yml",
        ],
    ),
    "an opinion alone": (
        _written("data/opinions/slate.yml", "rank: 4\n"),
        [
            "data/opinions/slate.yml:1:1: 'reviewed', 'tier', 'verdict', 'best_for', 'not_for', 'weak",
            "data/opinions/slate.yml:1:1: 'slate' has no facts and no prose; write data/facts/slate.yml and content/",
        ],
    ),
    "prose that is missing": (
        _removed("content/databases/folio.md"),
        ["data/facts/folio.yml:1:1: 'folio' has no prose; write content/databases/folio.md"],
    ),
    "prose of nobody": (
        _written("content/databases/nobody.md", "---\ndescription: Nobody.\n---\n\n## A {#what}\n\n## B {#upkeep}\n"),
        [
            "content/databases/nobody.md:1:1: 'nobody' has no facts and no opinions; write data/facts/nobody.yml and",
        ],
    ),
    "a page that is missing": (
        _removed("content/about.md"),
        ["content/about.md:1:1: the page is missing; write its prose"],
    ),
    "a page that nothing shows": (
        _written("content/abuot.md", "---\ntitle: About\ndescription: About.\n---\n\nSo.\n"),
        ["content/abuot.md:1:1: no template shows this page; did you mean 'about'?"],
    ),
    "prose in a folder that nothing reads": (
        _written("content/database/folio.md", "So."),
        ["content/database/folio.md:1:1: nothing reads this file; prose stands in content or in content/databases"],
    ),
    "a page of another's making": (
        _written("content/images/login.html", "<script src=../scripts/own.js></script>"),
        ["content/images/login.html:1:1: nothing reads this file; prose stands in content or in content/databases, in"],
    ),
    "a script among the prose": (
        _written("content/scripts/palette.js", "alert(1)"),
        ["content/scripts/palette.js:1:1: nothing reads this file; "],
    ),
    "a file that is missing": (
        _removed("data/redirects.yml"),
        ["data/redirects.yml:1:1: the file is missing; add it"],
    ),
    "data that nothing reads": (
        _written("data/decisions.yml", "[]"),
        ["data/decisions.yml:1:1: nothing reads this file; did you mean 'data/decision.yml'?"],
    ),
    "another ending": (
        _written("data/pairs/folio-vs-pebble.yaml", "[]"),
        ["data/pairs/folio-vs-pebble.yaml:1:1: nothing reads this file; "],
    ),
    "an empty file": (
        _written("data/redirects.yml", ""),
        ["data/redirects.yml:1:1: the file must be a list, got nothing; see its neighbours for the form"],
    ),
    "a file with nothing but text": (
        _written("data/facts/granite.yml", "So.\n"),
        ["data/facts/granite.yml:1:1: the file must be a mapping of keys to values, got 'So.'; see its neighbours"],
    ),
    "a file that is not UTF-8": (
        _bytes("data/redirects.yml", "# Größe\n[]\n".encode("latin-1")),
        ["data/redirects.yml:1:5: not UTF-8 (invalid start byte); save it as UTF-8"],
    ),
    "prose that is not UTF-8": (
        _bytes("content/about.md", "---\ntitle: Ü\n".encode("latin-1")),
        ["content/about.md:2:8: not UTF-8 (invalid continuation byte); save it as UTF-8"],
    ),
    "a file in UTF-16 without a mark": (
        lambda root: (root / PEBBLE).write_bytes((root / PEBBLE).read_text(encoding="utf-8").encode("utf-16-le")),
        [f"{PEBBLE}:1:1: every other character is none; save it as UTF-8, not as UTF-16"],
    ),
    "a merge that was not finished": (
        lambda root: change(root, PEBBLE, "facts:", "<<<<<<< HEAD\nfacts:\n=======\nfacts:\n>>>>>>> theirs"),
        [f"{PEBBLE}:10:1: '<<<<<<<' is what an unfinished merge left; keep one of the two versions"],
    ),
    "prose with a merge that was not finished": (
        lambda root: change(root, "content/about.md", "Take it.", "Take it.\n||||||| base\nTake.\n>>>>>>> theirs"),
        ["content/about.md:11:1: '|||||||' is what an unfinished merge left; keep one of the two versions"],
    ),
    "a file pasted behind itself": (
        lambda root: write(root, PEBBLE, read(root, PEBBLE) * 2),
        [f"{PEBBLE}:46:1: 'name' is here twice; the first is on line 1, keep one"],
    ),
    "tabs all over": (
        lambda root: write(
            root, "data/opinions/pebble.yml", read(root, "data/opinions/pebble.yml").replace("  ", "\t")
        ),
        ["data/opinions/pebble.yml:6:1: a tab; use spaces (and in "],
    ),
    "a file that nobody wrote": (
        lambda root: write(root, "content/about.md", read(root, "content/about.md") + "\nA line.\n" * 30_000),
        ["content/about.md:1:1: a file of 270211 characters; nobody wrote that"],
    ),
    "a link in the place of a file": (
        _linked(PEBBLE),
        [f"{PEBBLE}:1:1: a link to another place; put the file itself here"],
    ),
    "a link to nothing in the place of a folder": (
        _linked("data/pairs", to="nowhere"),
        ["data/pairs:1:1: a link to another place; put the folder itself here"],
    ),
    "a link in the place of a folder": (
        _linked("data/vocabulary"),
        [
            f"data/vocabulary/{name}.yml:1:1: a link to another place; put the file itself here"
            for name in ("criteria", "facts", "features", "languages", "numbers", "terms", "wording")
        ],
    ),
    "facts under another ending": (
        lambda root: (root / PEBBLE).rename(root / "data/facts/Pebble.YAML"),
        ["data/facts/Pebble.YAML:1:1: nothing reads this file; name it data/facts/pebble.yml"],
    ),
    "a page under another ending": (
        lambda root: (root / "content/about.md").rename(root / "content/about.md.txt"),
        ["content/about.md.txt:1:1: nothing reads this file; name it content/about.md"],
    ),
    "front matter parted in two": (
        lambda root: change(root, "content/about.md", "description:", "---\ndescription:"),
        ["content/about.md:3:1: the front matter ends here, and goes on below; remove this '---'"],
    ),
    "prose pasted behind itself": (
        lambda root: write(root, "content/about.md", read(root, "content/about.md") * 2),
        ["content/about.md:15:1: front matter once more; a file has one, at its start"],
    ),
    "the sections of a page twice": (
        lambda root: write(root, "content/about.md", _with_sections_twice(read(root, "content/about.md"))),
        ["content/about.md:15:1: the anchor 'licences' is here twice; the first is on line 8 (and in 1 more place)"],
    ),
    "half of an opinion": (
        lambda root: write(
            root, "data/opinions/pebble.yml", read(root, "data/opinions/pebble.yml").partition("not_for:")[0]
        ),
        ["data/opinions/pebble.yml:1:1: 'not_for', 'weaknesses', 'try_first', 'why_not_higher', 'judge"],
    ),
    "an opinion in the place of facts": (
        lambda root: shutil.copy(root / "data/opinions/pebble.yml", root / PEBBLE),
        [f"{PEBBLE}:1:1: 'reviewed' is not a known key; known are "],
    ),
    "a key typed for another": (
        lambda root: change(root, "data/opinions/pebble.yml", "{word: ", "{reason: "),
        ["data/opinions/pebble.yml:25:26: 'reason' is here twice; "],
    ),
    "a title and an address in each other's place": (
        lambda root: change(
            root,
            PEBBLE,
            "title: 'Pebble: history', address: 'https://pebble.example/history'",
            "title: 'https://pebble.example/history', address: 'Pebble: history'",
        ),
        [f"{PEBBLE}:17:"],
    ),
    "thousands of keys": (
        lambda root: write(root, PEBBLE, read(root, PEBBLE) + "".join(f"key_{n}: x\n" for n in range(2000))),
        [f"{PEBBLE}:46:1: 'key_0' is not a known key; known are "],
    ),
    "what a patch adds": (
        lambda root: write(root, PEBBLE, "".join(f"+{line}" for line in read(root, PEBBLE).splitlines(keepends=True))),
        [f"{PEBBLE}:1:1: lines of a patch; apply it, or take out the '+' before each"],
    ),
    "little of a file, as JSON": (
        _written(PEBBLE, '{"name": "Pebble", "languages": ["sql"]}\n'),
        [f"{PEBBLE}:1:1: 'runtime', 'style', 'what', 'links', 'facts' and 'in_the_box' are missing; add them"],
    ),
    "facts under another name": (
        _moved(PEBBLE, "data/facts/peble.yml"),
        ["data/facts/peble.yml:1:1: 'peble' has no opinions and no prose; name it data/facts/pebble.yml, which is"],
    ),
    "an opinion under another name": (
        _moved("data/opinions/pebble.yml", "data/opinions/Pebble.yml"),
        ["data/opinions/Pebble.yml:1:1: 'Pebble' has no facts and no prose; name it data/opinions/pebble.yml, which"],
    ),
    "prose under another name": (
        _moved("content/databases/pebble.md", "content/databases/the pebble.md"),
        ["content/databases/the pebble.md:1:1: 'the pebble' has no facts and no opinions; name it content/databases/"],
    ),
    "prose in the folder of the pages": (
        _moved("content/databases/pebble.md", "content/pebble.md"),
        ["content/pebble.md:1:1: nothing reads this file; name it content/databases/pebble.md"],
    ),
    "facts in the wrong folder": (
        _moved(PEBBLE, "data/pebble.yml"),
        [f"data/pebble.yml:1:1: nothing reads this file; name it {PEBBLE}"],
    ),
    "the edition under another ending": (
        _moved("data/edition.yml", "data/edition.yaml"),
        ["data/edition.yml:1:1: the file is missing; rename edition.yaml"],
    ),
    "a page under a mistyped name": (
        _moved("content/about.md", "content/abuot.md"),
        ["content/abuot.md:1:1: nothing reads this file; name it content/about.md"],
    ),
    "all files of one taken away": (
        lambda root: [_removed(path.format("pebble"))(root) for path in COMPANIONS],
        ["data/changes.yml:5:22: 'pebble' has no files any more; put them back, give its name to 'aliases' of"],
    ),
    "all files of one under another name": (
        lambda root: [_moved(path.format("pebble"), path.format("stone"))(root) for path in COMPANIONS],
        ["data/changes.yml:5:22: 'pebble' has no files any more; put them back, give its name to 'aliases' of"],
    ),
    "a second document": (
        lambda root: change(root, "data/not-ranked.yml", "  language:", "---\n  language:"),
        ["data/not-ranked.yml:3:1: a second document; one file holds one document, remove the '---'"],
    ),
    "a folder in the place of a file": (
        lambda root: (root / "data/pairs/a-vs-b.yml").mkdir(),
        ["data/pairs/a-vs-b.yml:1:1: cannot be read (Is a directory); put a file here"],
    ),
    "a pair's file in the wrong order": (
        lambda root: shutil.move(root / "data/pairs/folio-vs-granite.yml", root / "data/pairs/granite-vs-folio.yml"),
        [
            "data/pairs/granite-vs-folio.yml:1:1: the file of this pair must be named folio-vs-granite.yml; rename it",
        ],
    ),
    "a name that cannot stand in an address": (
        _copied("pebble", "Peb ble"),
        [
            "data/facts/Peb ble.yml:1:1: 'Peb ble' cannot stand in an address; use small letters, digits and hyphens",
        ],
    ),
    "a name that references begin with": (
        _copied("pebble", "count"),
        [
            "data/facts/count.yml:1:1: 'count' is a word that references begin with; choose another name",
        ],
    ),
}


@pytest.mark.parametrize(("spoil", "expected"), FILES.values(), ids=FILES)
def test_a_file_at_fault_is_named(small_world: Path, spoil: Callable[[Path], object], expected: list[str]) -> None:
    """A file that is missing, misplaced or unreadable must be named, and bring nothing else along."""
    spoil(small_world)
    problems = told(small_world)
    assert [problem.startswith(start) for problem, start in zip(problems, expected, strict=False)] == [
        True for _ in expected
    ], problems
    assert len(problems) == len(expected), problems


PROSE: dict[str, tuple[str, str]] = {
    "something unfinished": ("It is so. TODO", "16:11: 'TODO' keeps the place of something; "),
    "a text to come": ("Lorem ipsum dolor sit amet.", "16:1: 'Lorem ipsum' keeps the place of something; "),
    "a wrong encoding": (
        "It\u00e2\u20ac\u2122s so.",
        "16:3: '\u00e2\u20ac\u2122' is what a wrong encoding made of something; ",
    ),
    "a lost character": ("It\ufffds so.", "16:3: '\ufffd' is what a wrong encoding made of something; "),
    "a word twice": ("This is the the end.", "16:9: 'the the' stands here twice over; "),
    "letters that look alike": (
        "So is the d\u0430t\u0430.",
        "16:11: 'd\u0430t\u0430' mixes letters of alphabets that look alike; ",
    ),
    "letters of full width": (
        "So is \uff44\uff41\uff54\uff41.",
        "16:7: '\uff44\uff41\uff54\uff41' mixes letters of alphabets",
    ),
    "letters of a formula": ("So is \U0001d400\U0001d401.", "16:7: '\U0001d400\U0001d401' mixes letters of alphabets"),
    "letters in circles": ("So is \u24b9\u24d0.", "16:7: '\u24b9\u24d0' mixes letters of alphabets"),
    **{
        f"a letter that looks like another, U+{ord(letter):04X}": (
            f"So is Dj{letter}ngo.",
            f"16:7: 'Dj{letter}ngo' mixes letters of alphabets that look alike; ",
        )
        for letter in "\u0251\u03b1\u0430\u0561\u1d00\u212f\u2c81\ua4ee\u13aa\u2170\u10d0\U00010430\U0001d41a"
    },
    "marks heaped on a letter": (
        "Za\u0300\u0301\u0302\u0303.",
        "16:2: 'a\u0300\u0301\u0302\u0303' has marks heaped on a letter; ",
    ),
    "what a template fills in": ("Hello {{ name }}.", "16:7: '{{' keeps the place of something; "),
    "a word without end": ("w" * 400, f"16:1: '{'w' * 80}' is too long for a word; "),
    "a book on one line": ("word " * 2000, "16:1: a text of 10000 characters; "),
}


@pytest.mark.parametrize(("line", "expected"), PROSE.values(), ids=PROSE)
def test_what_nobody_means_is_refused_in_prose(small_world: Path, line: str, expected: str) -> None:
    """What slips into a paragraph must be told at its place, once; in code it may stand."""
    path = "content/about.md"
    sound = read(small_world, path)
    write(small_world, path, f"{sound}\n{line}\n")
    (problem,) = told(small_world)
    assert problem.startswith(f"{path}:{expected}")
    write(small_world, path, f"{sound}\n```text\n{line}\n```\n")
    assert told(small_world) == []


def test_places_count_characters_and_lines_as_editors_do(small_world: Path) -> None:
    """Neither letters of several bytes, nor a byte order mark, nor Windows' line ends may shift a place."""
    path = "data/opinions/granite.yml"
    text = read(small_world, path).replace("It wants a server", "Größe 🐘 wants [[nothing]]").replace("\n", "\r\n")
    (small_world / path).write_bytes(b"\xef\xbb\xbf" + text.encode())
    (problem,) = told(small_world)
    assert problem.startswith(f"{path}:13:25: [[nothing]] stands for nothing; ")


def test_messages_stay_short_where_much_is_known(small_world: Path) -> None:
    """A name unlike every known one must not be answered with a list of hundreds."""
    change(small_world, "content/about.md", "Take it.", "Take [[qqqqqqqqqqqq]].")
    (problem,) = told(small_world)
    assert "; known are 'box.absent'" in problem or "; known are 'count." in problem
    assert problem.endswith(" more")
    assert len(problem) < 400


def test_more_answers_than_can_be_tried_are_refused(small_world: Path) -> None:
    """A file of a stranger must not keep the check busy for hours."""
    many = "".join(
        f"  more_{name}:\n    label: More\n    asks: What else?\n    options: {{a: One, b: Two, c: Three, d: Four}}\n"
        for name in "abcdefghi"
    )
    change(small_world, "data/decision.yml", "\n  effort:\n", f"\n{many}  effort:\n")
    assert [problem.partition("these allow")[1] for problem in told(small_world)] == ["these allow"]
