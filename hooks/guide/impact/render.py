"""The report on a change as Markdown for a pull request's comment, as plain text, and as JSON.

What a pull request says is not to be trusted, and the comment is posted with the right to write. So whatever the
template prints is made inert, unless a function of this module has marked it as safe.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from guide.impact.compare import FieldChange
from guide.impact.report import ImpactReport, advice, summary
from guide.model import formats

MARKER = "<!-- guide-impact -->"
"""The first line of the Markdown: by it a workflow finds its comment again."""

LONGEST = 60_000
"""In characters, of the Markdown. GitHub takes 65,536; the rest is left for whoever adds a line."""

_LINES = (1000, 300, 100, 30, 10, 3, 0)
"""How many lines of a section are tried, the most first, until the whole fits."""

_LONGEST_VALUE = 220
"""In characters; of what is longer the part that differs is shown."""

_CONTEXT = 50
"""How many characters are shown before the first one that differs."""

_LONGEST_TEXT = 300
"""In characters, of any other text from the data."""

_UNSEEN_BREAK = "\u200b"


@dataclass(frozen=True, kw_only=True)
class _Format:
    """How texts, values and links are written such that they stay what they are."""

    text: Callable[[str], str]
    value: Callable[[str], str]
    link: Callable[[str, str, str], str]
    """Takes a text and the addresses without and with the change; empty where there is nothing to see."""


def as_markdown(report: ImpactReport, preview: str = "") -> str:
    """Return the report as Markdown; takes where the site with the change can be looked at, if anywhere.

    Of long sections as many lines are written as the host of a comment takes.
    """
    form = _Format(text=_inert, value=_code, link=_markdown_link)
    written = (_rendered(report, preview, form, lines=lines) for lines in _LINES)
    return next(text for text in written if len(text) <= LONGEST)


def as_text(report: ImpactReport, preview: str = "") -> str:
    """Return the report as plain text for a terminal, whole."""
    return _rendered(report, preview, _Format(text=_printable, value=_quoted, link=_text_link), lines=None)


def as_json(report: ImpactReport, preview: str = "") -> str:
    """Return the report as JSON: everything that was found; addresses start at the root of the site."""
    told = {"summary": summary(report), "advice": advice(report), "preview": preview or None}
    return json.dumps({**told, **dataclasses.asdict(report)}, ensure_ascii=False, indent=1) + "\n"


def _rendered(report: ImpactReport, preview: str, form: _Format, lines: int | None) -> str:
    """Return the report by the template; takes the most lines of a section, None for all of them in plain text."""
    comparison = report.comparison
    site = comparison.site if comparison else ""
    former = {now: page for page, now in comparison.moved.items()} if comparison else {}

    def link(text: str, address: str, how: str = "changed") -> Markup:
        page, mark, anchor = address.partition("#")
        before = f"{site}{former.get(page, page)[1:]}{mark}{anchor}" if site and how != "added" else ""
        after = f"{preview.rstrip('/')}{address}" if preview and how != "removed" else ""
        return Markup(form.link(text, before, after))  # noqa: S704 - every format makes it inert

    def printed(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(form.text(str(value)))  # noqa: S704 - it is inert

    environment = Environment(
        loader=PackageLoader("guide"),
        autoescape=True,
        finalize=printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count"] = formats.count
    environment.filters["value"] = lambda text: Markup(form.value(text))  # noqa: S704 - every format makes it inert
    return environment.get_template("impact.jinja").render(
        report=report,
        comparison=comparison,
        summary=summary(report),
        advice=advice(report),
        marker=Markup(MARKER),  # noqa: S704 - our own
        preview=Markup(f"<{_destination(preview)}>") if preview else "",  # noqa: S704 - a checked address
        link=link,
        shortened=_shortened,
        most=lines,
        bullet=Markup("  " if lines is None else "- "),  # noqa: S704 - our own
    )


def _shortened(field: FieldChange) -> tuple[str | None, str | None]:
    """Return a text before and after; of long ones the part from shortly before the first difference."""
    before, after = field.before, field.after
    if before is None or after is None or max(len(before), len(after)) <= _LONGEST_VALUE:
        return before and _cut(before, 0), after and _cut(after, 0)
    same = next((place for place, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), None)
    parted = min(len(before), len(after)) if same is None else same
    start = before.rfind(" ", 0, max(parted - _CONTEXT, 0)) + 1
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    rest = text[start:]
    return f"{'…' if start else ''}{rest[:_LONGEST_VALUE]}{'…' if len(rest) > _LONGEST_VALUE else ''}"


def _markdown_link(text: str, before: str, after: str) -> str:
    if before and after:
        return f"[{_inert(text)}](<{_destination(after)}>) ([before](<{_destination(before)}>))"
    return f"[{_inert(text)}](<{_destination(before or after)}>)" if before or after else _inert(text)


def _text_link(text: str, before: str, after: str) -> str:
    return f"{_printable(text)} <{after or before}>" if before or after else _printable(text)


def _code(text: str) -> str:
    return f"<code>{_entities(text.replace('@', '@' + _UNSEEN_BREAK))}</code>"


def _quoted(text: str) -> str:
    return f"“{_printable(text)}”"


def _inert(text: str) -> str:
    """Return a text that shows as it is: no markup, and no mention, reference, commit, address or pictogram."""
    made = r"@|#|:(?=\S)|www(?=\.)|GH(?=-)|[0-9a-f]{6}(?=[0-9a-f])"
    return _entities(re.sub(made, rf"\g<0>{_UNSEEN_BREAK}", text, flags=re.IGNORECASE))


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
