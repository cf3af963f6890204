"""The report on a change as Markdown for a pull request's comment, as plain text, and as JSON for programs.

What a pull request says is not to be trusted, and the comment is posted with the right to write. So every text from
the data, and every name of a file, is written such that it can be neither markup nor a mention nor a reference.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guide.impact.compare import Report
from guide.impact.files import sides
from guide.impact.summary import Line, Link, Section, Value, sections, summary, whose
from guide.model.dates import CalendarDate

MARKER = "<!-- guide-impact -->"
"""The first line of the Markdown: by it a workflow finds its comment again."""

LONGEST = 60_000
"""In characters, of the Markdown. GitHub takes 65,536; the rest is left for whoever adds a line."""

_OPEN = 6
"""How many lines a section has at most to stand open."""

_ROOM_FOR_NOTES = 2_000

_LONGEST_TEXT = 1_000
"""In characters, of a text that stands in the report as one piece."""

_UNSEEN_BREAK = "\u200b"


def as_markdown(report: Report, preview: str = "") -> str:
    """Return the report as Markdown; takes where the site with the change can be looked at, if anywhere."""
    told = [_inert(part) for part in (summary(report), whose(report), report.remark) if part]
    head = [MARKER, "### What this changes for readers", f"**{told[0]}**", *told[1:]]
    if preview:
        head.append(f"[The site with this change](<{_destination(preview)}>)")
    room = LONGEST - _ROOM_FOR_NOTES - sum(len(block) + 2 for block in head)
    body = _within(room, sections(report), _Places(report, preview))
    return "\n\n".join((*head, *body)) + "\n"


def as_text(report: Report, preview: str = "") -> str:
    """Return the report as plain text for a terminal."""
    places = _Places(report, preview)
    lines = [_printable(part) for part in (summary(report), whose(report), report.remark) if part]
    for section in sections(report):
        lines += ["", section.title, *(f"  {_plain_line(line, places)}" for line in section.lines)]
    return "\n".join(lines) + "\n"


def as_json(report: Report, preview: str = "") -> str:
    """Return the report as JSON: everything that was found, uncut; addresses start at the root of the site."""
    touched = {side: [file.path for file in files] for side, files in sides(report.files).items()}
    told = {"summary": summary(report), "whose": whose(report), "touched": touched, "preview": preview or None}
    return json.dumps({**told, **_plain(report)}, ensure_ascii=False, indent=1) + "\n"


class _Places:
    """Knows where things can be looked at without the change, and with it."""

    def __init__(self, report: Report, preview: str) -> None:
        self._site = report.impact.before_site if report.impact else ""
        moved = report.impact.pages.moved if report.impact else ()
        self._former = {page.address: page.former_address for page in moved}
        self._preview = preview.rstrip("/") + "/" if preview else ""

    def of(self, link: Link) -> tuple[str, str]:
        """Return where a link leads without the change and with it; empty where there is nothing to see."""
        path = link.address.removeprefix("/")
        page, mark, anchor = link.address.partition("#")
        former = "".join((self._former.get(page, page), mark, anchor)).removeprefix("/")
        before = self._site + former if self._site and link.before else ""
        return before, self._preview + path if self._preview and link.after else ""


def _within(room: int, told: Iterable[Section], places: _Places) -> Iterator[str]:
    """Yield the sections as Markdown, and what was left out: each may take half of the room that is left."""
    left_out = 0
    for section in told:
        lines = [f"- {_markdown_line(line, places)}" for line in section.lines]
        kept = _fitting(lines, room // 2)
        left_out += len(lines) - len(kept)
        if kept:
            count = f"{len(kept)} of {len(lines)}" if len(kept) < len(lines) else str(len(lines))
            block = _closed(f"{section.title} ({count})", kept) if len(lines) > _OPEN else _open(section.title, kept)
            room -= len(block) + 2
            yield block
    if left_out:
        yield f"{left_out} more lines have no room here; `guide impact` with `--format text` or `json` has them all."


def _fitting(lines: list[str], room: int) -> list[str]:
    kept = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def _open(title: str, lines: list[str]) -> str:
    return "\n".join((f"#### {_inert(title)}", "", *lines))


def _closed(title: str, lines: list[str]) -> str:
    return "\n".join((f"<details><summary>{_inert(title)}</summary>", "", *lines, "", "</details>"))


def _markdown_line(line: Line, places: _Places) -> str:
    return "".join(_markdown_part(part, places) for part in line)


def _markdown_part(part: str | Value | Link, places: _Places) -> str:
    if isinstance(part, Value):
        return f"<code>{_entities(part.text.replace('@', '@' + _UNSEEN_BREAK))}</code>"
    if isinstance(part, str):
        return _inert(part)
    before, after = places.of(part)
    text = _inert(part.text)
    if before and after:
        return f"[{text}](<{_destination(after)}>) ([before](<{_destination(before)}>))"
    return f"[{text}](<{_destination(before or after)}>)" if before or after else text


def _plain_line(line: Line, places: _Places) -> str:
    return "".join(_plain_part(part, places) for part in line)


def _plain_part(part: str | Value | Link, places: _Places) -> str:
    if isinstance(part, Value):
        return f"“{_printable(part.text)}”"
    if isinstance(part, str):
        return _printable(part)
    before, after = places.of(part)
    text = _printable(part.text)
    return f"{text} <{after or before}>" if before or after else text


def _inert(text: str) -> str:
    """Return a text that shows as it is: no markup, and no mention, reference or address that a host would link."""
    return _entities(re.sub(r"@|#|:(?=//)|www(?=\.)|GH(?=-)", rf"\g<0>{_UNSEEN_BREAK}", text, flags=re.IGNORECASE))


def _entities(text: str) -> str:
    """Return a text on one line in which every sign that could be markup is a character reference."""
    return re.sub(
        r"(?![0-9A-Za-z.,;'()/?%-])[!-~]|(?<=www)\.",
        lambda sign: f"&#{ord(sign[0])};",
        _printable(text),
        flags=re.IGNORECASE,
    )


def _printable(text: str) -> str:
    """Return a text on one line, no longer than need be, with a sign for every character that cannot be seen."""
    folded = re.sub(r"\s+", " ", text)
    cut = folded if len(folded) <= _LONGEST_TEXT else f"{folded[:_LONGEST_TEXT]}…"
    return "".join(sign if sign.isprintable() or sign == _UNSEEN_BREAK else "\ufffd" for sign in cut)


def _destination(address: str) -> str:
    """Return an address, which is whole and safe, such that Markdown takes no part of it for an entity."""
    return address.replace("&", "&amp;")


def _plain(value: Any) -> Any:
    """Return records as values for JSON, with what they derive from themselves."""
    if dataclasses.is_dataclass(value):
        derived = [name for name, member in vars(type(value)).items() if isinstance(member, property)]
        names = [field.name for field in dataclasses.fields(value)] + derived
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, CalendarDate | dt.date) else value
