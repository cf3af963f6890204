"""What others paste: a page cited in three forms, and a rank shown as a badge or as a card.

Each form escapes what it holds for the place it goes to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.derive.routes import badge_path, embed_address
from guide.model import formats
from guide.model.dates import CalendarDate
from guide.render.escaping import bibtex, markdown


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A page, cited. The day of reading is missing: only the reader knows it."""

    plain: str
    bibtex: str
    markdown: str


@dataclass(frozen=True, kw_only=True)
class RankSnippets:
    """A candidate's rank for other people's pages: in words, as a badge and as a card."""

    words: str
    badge_html: str
    badge_markdown: str
    card_html: str


def citation(guide: Guide, title: str, address: str, updated: CalendarDate) -> Citation:
    """Cite a page of the guide by its title, its address and the date of its text."""
    edition, date = f"{guide.edition.year} edition", formats.date(updated)
    name, whole = guide.edition.name, guide.whole(address)
    fields = {
        "title": f"{{{bibtex(title)}}}",
        "author": f"{{{bibtex(name)}}}",
        "year": str(guide.edition.year),
        "note": f"{edition}, text of {date}",
        "url": whole,
    }
    entry = "".join(f'  {key} = "{value}",\n' for key, value in fields.items())
    return Citation(
        plain=f"{name}, {edition}: “{title}”, {date}, {whole}",
        bibtex=f"@misc{{{_key(guide, address)},\n{entry}}}",
        markdown=f"[{_markdown(title)}]({whole}), {_markdown(name)}, {edition}, {date}",
    )


def rank_in_words(guide: Guide, candidate: Candidate) -> str:
    """Return what a badge and a card show, in words."""
    place = f"no. {candidate.rank} of {len(guide.candidates)}"
    return f"{candidate.name}: {place} in {guide.edition.name}, {guide.edition.year} edition"


def rank_snippets(guide: Guide, candidate: Candidate) -> RankSnippets:
    """Return what to paste to show a candidate's rank."""
    words, page = rank_in_words(guide, candidate), guide.whole(candidate.address)
    badge, card = guide.whole(badge_path(guide, candidate)), guide.whole(embed_address(candidate))
    return RankSnippets(
        words=words,
        badge_html=_html('<a href="{}"><img src="{}" alt="{}" height="{}"></a>', page, badge, words, 24),
        badge_markdown=f"[![{_markdown(words)}]({badge})]({page})",
        card_html=_html(
            '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"'
            ' sandbox="allow-popups allow-popups-to-escape-sandbox" style="border: 0; max-width: 600px"></iframe>',
            card,
            words,
            320,
        ),
    )


def _markdown(text: str) -> str:
    """Return text on one line, as Markdown shows it within a line."""
    return markdown(" ".join(text.split()), at_start=False)


def _html(form: str, *values: object) -> str:
    """Fill a form with values; the result is text, which a page that shows it has to escape once more."""
    return form.format(*map(escape, values))


def _key(guide: Guide, address: str) -> str:
    """Return the key of a page in a bibliography: a word of the guide's name, its edition and the page."""
    words = f"{guide.edition.name} {guide.edition.year} {address}".lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")
