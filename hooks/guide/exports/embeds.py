"""Cards for other people's pages: a candidate's rank and verdict on a small page of its own, made for a frame."""

from __future__ import annotations

from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model import urls
from guide.render import citations
from guide.render.environment import templates
from guide.render.text import TextWriter


def files(guide: Guide) -> dict[str, str]:
    """Return the page of each candidate's card by its path on the site."""
    return {routes.page_path(routes.embed_address(entry)): _page(guide, entry) for entry in guide.candidates}


def _page(guide: Guide, candidate: Candidate) -> str:
    address = routes.embed_address(candidate)
    voice = TextWriter(guide.figures, address, candidate.slug)
    html = (
        templates(guide)
        .get_template("exports/embed.html")
        .render(
            candidate=candidate,
            says=citations.rank_in_words(guide, candidate),
            verdict=voice.plain(candidate.opinion.verdict),
            best_for=tuple(voice.plain(phrase) for phrase in candidate.opinion.best_for[:2]),
            page=urls.relative(candidate.address, address),
            canonical=guide.whole(candidate.address),
        )
    )
    return f"{html}\n"
