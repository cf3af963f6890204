"""Cases that nobody thought of: the reader, the check and the writers hold what they promise for any text."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from guide.model.problems import InvalidGuide, Problem
from guide.render import escaping
from guide.render.text import TextWriter
from guide.site.build import publish
from guide.source.cache import Cache
from guide.source.records.yaml_reader import read_document
from guide.source.text.markdown import read as read_markdown
from guide.source.text.prose import PageHead, read_prose
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from worlds import SMALL_WORLD, TODAY, copy_small_world, read, write

CASES, EVERY_NIGHT, SECONDS = 300, 10_000, 300
"""How many cases are tried of each property, and for how long at most: five of them, on one core, in half an hour."""

Property = Callable[..., None]


def _held(cases: int, seconds: float, strategy: st.SearchStrategy[object], check: Callable[[object], None]) -> None:
    """Hold a property for a number of cases, the same in every run; what the time does not suffice for is left out."""
    end = time.monotonic() + seconds

    @settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def hold(case: object) -> None:
        if time.monotonic() < end:
            check(case)

    hold()


often = pytest.mark.parametrize(
    "cases", [CASES, pytest.param(EVERY_NIGHT, marks=pytest.mark.nightly)], ids=["some", "many"]
)

_YAML = [
    *("a: ", "b", "\n", "  ", "- ", "[", "]", "{", "}", ",", "'", '"', "|", ">", "#", " #x", "&a", "*a", "!t", "? "),
    *("---\n", "\t", "\x00", "\u202e", "é", "3.10", "~", "<<: ", "%", "\\x", "BLANK", "null", "\r", "\x85", "🐘", "12"),
]

_PROSE = [
    *("- ", "1. ", "  ", "    ", "\n", "\n\n", "word", " and ", "*", "**", "_", "`", "```\n", "~~~\n", "~~", "[", "]"),
    *("(", ")", "[a](https://a.example/)", "[[x]]", "![", "> ", "# ", "## ", "{#a}", "<b>", "<", "&amp;", "&", "|"),
    *("| a |\n| - |\n", "\\", "https://a.example/", "[^a]", "[a]: /b\n", "---\n", "===\n", "\t", "$", ":a:", "é"),
    *("!", ".", "<!--", "-->", "  \n"),
]

typed_yaml = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_YAML), max_size=24).map("".join))
typed_prose = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PROSE), max_size=16).map("".join))


def _are_located(problems: list[Problem], text: str) -> None:
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + 2 + text.count("\r") + text.count("\x85")
        assert problem.column >= 1
        assert str(problem).isprintable()
        assert ";" in problem.message


@often
def test_any_text_is_read_or_refused_at_its_place(cases: int) -> None:
    """Whatever is typed into a data file must be read, or be refused within that file, in one line."""

    def check(text: object) -> None:
        document, problems = read_document("a.yml", str(text))
        assert document or problems
        _are_located(problems, str(text))

    _held(cases, SECONDS, typed_yaml, check)


@often
def test_any_prose_is_refused_or_published_as_it_is_previewed(cases: int) -> None:
    """Prose that is let through must come out with the words and the elements that the host's own parser gives it."""
    _held(cases, SECONDS, typed_prose, _is_as_previewed)


FOUND = {
    "a backslash before the room that breaks a line": "a\\  \nb",
    "a table whose head is an entry of a list": "- |\n-|",
    "a row of nothing but a bar": "0|\n-|\n|",
    "an address in a list, and words right below it": "- [0]:0\n[0]",
    "an address above a table": "[0]:0\n[0]|\n-|",
    "a tab behind a mark in a quotation": ">>- \t0",
    "bold within bold": "****0****",
    "empty entries far apart": "0.\n\n\n0.",
    "code that begins on the line before": "0```\n 0 ```",
}
"""What was once published otherwise than it is previewed."""


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_what_was_found_once_is_held_as_well(text: str) -> None:
    """Prose that did not come out so before must be refused, or come out so now."""
    _is_as_previewed(text)


def _is_as_previewed(text: object) -> None:
    own = re.sub(r"\r\n?", "\n", str(text))  # Files are read so.
    page = f"---\ntitle: A\ndescription: B\n---\n{own}"
    _, prose, problems = read_prose("a.md", page, PageHead)
    _are_located(problems, page)
    if prose and not problems and "[[" not in own and not read_markdown(own).flaws:
        published = str(TextWriter({}, "/page/").markdown(own))
        assert _shape(published) == _shape(cmarkgfm.github_flavored_markdown_to_html(own)), own


def _shape(page: str) -> list[tuple[str, str]]:
    """Return the elements of HTML with the words in each; anchors of headings and parts of tables are ours alone."""
    page = re.sub(r'<caption.*?</caption>|<a class="own"[^>]*>', "", page)
    page = re.sub(r"[ \t]+\{#[a-z0-9-]+\}(?=</h)", "", page)
    tree = html.fragment_fromstring(page, create_parent="div")
    return [({"th": "td"}.get(str(one.tag), str(one.tag)), " ".join(one.text_content().split())) for one in tree.iter()]


@often
def test_any_sentence_is_shown_as_it_is(cases: int) -> None:
    """A text of the data must be seen on a page, and read in Markdown, exactly as it stands in the file."""
    writer = TextWriter({}, "/page/")
    seen = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Zs", "Cn", "Co"]) | st.just(" "))

    def check(case: object) -> None:
        text = " ".join(str(case).replace("[[", "").split())
        shown = html.fragment_fromstring(str(writer.sentence(text)), create_parent="div").text_content()
        assert shown == writer.plain(text).replace("`", "") or shown == writer.plain(text)
        markdown = cmarkgfm.markdown_to_html(f"So: {escaping.markdown(text, at_start=False)}")
        assert (
            " ".join(html.fragment_fromstring(markdown, create_parent="div").text_content().split())
            == f"So: {text}".strip()
        )

    _held(cases, SECONDS, seen, check)


Mutation = tuple[int, str, int, int, str]

mutations = st.tuples(
    st.integers(0, 10_000),
    st.sampled_from(["cut", "twice", "away", "insert", "replace", "swap"]),
    st.integers(0, 10_000),
    st.integers(1, 12),
    st.sampled_from([*_YAML, *_PROSE, "TODO", "x", " ", "0", "-"]),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small_world(tmp_path_factory.mktemp("mutations") / "databases")


@often
def test_any_change_is_refused_at_a_place_or_published(world: Path, tmp_path: Path, cases: int) -> None:
    """A file that is changed somewhere must have a problem in some file, or be published with what it then says."""
    files = sorted(
        file.relative_to(SMALL_WORLD).as_posix() for file in SMALL_WORLD.glob("[cd]*/**/*") if file.is_file()
    )
    cache = Cache(tmp_path / "results.sqlite", "mutations")

    def check(case: object) -> None:
        number, how, at, length, what = cast("Mutation", case)
        path = files[number % len(files)]
        sound = read(SMALL_WORLD, path)
        text = _mutated(sound, how, at % len(sound), length, what)
        write(world, path, text)
        try:
            published = publish(world, TODAY, {}, cache)
        except InvalidGuide as refused:
            for problem in refused.problems:
                assert str(problem).isprintable()
                assert ";" in problem.message
                file = world / problem.path
                lines = file.read_text(encoding="utf-8").count("\n") + 2 if file.is_file() else 1
                assert 1 <= problem.line <= lines
        else:
            _is_shown(path, text, sound, "".join(page.body for page in published.pages))
        finally:
            shutil.copyfile(SMALL_WORLD / path, world / path)

    _held(cases, SECONDS, mutations, check)


def _mutated(text: str, how: str, at: int, length: int, what: str) -> str:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at) + 1 or len(text)
    match how:
        case "cut":
            return text[:at] + text[at + length :]
        case "twice":
            return text[:end] + text[start:end] + text[end:]
        case "away":
            return text[:start] + text[end:]
        case "insert":
            return text[:at] + what + text[at:]
        case "replace":
            return text[:at] + what + text[at + len(what) :]
        case _:
            return (
                text[:start] + text[end : text.find("\n", end) + 1] + text[start:end] + text[text.find("\n", end) + 1 :]
            )


_SHOWN = re.compile(r"^(?:value|note|reason|what|why|verdict|detail|when|says|misread): ([A-Z][^\[`{#]+)$")


def _is_shown(path: str, text: str, sound: str, pages: str) -> None:
    """Every word of a changed text that readers are meant to see stands on a page."""
    seen = " ".join(html.fragment_fromstring(pages, create_parent="div").text_content().split())
    if path.startswith(("data/facts", "data/opinions", "data/pairs")):
        for line in set(text.split("\n")) - set(sound.split("\n")):
            match = _SHOWN.match(line.strip().removeprefix("- "))
            if match:
                assert " ".join(match[1].strip("'\"").split()) in seen, line
