"""Cards for other people's pages: a candidate's rank and verdict on a small page of its own, made for a frame."""

from __future__ import annotations

from guide import addresses, citing
from guide.guide import Candidate, Guide
from guide.text import TextWriter
from guide.writing import templates


def files(guide: Guide) -> dict[str, str]:
    """Return the page of each candidate's card by its path on the site."""
    return {f"{citing.embed_address(one)[1:]}index.html": _page(guide, one) for one in guide.candidates}


def _page(guide: Guide, candidate: Candidate) -> str:
    address = citing.embed_address(candidate)
    voice = TextWriter(guide.figures, address, candidate.slug)
    html = (
        templates(guide)
        .get_template("embed.html")
        .render(
            candidate=candidate,
            says=citing.shown(guide, candidate),
            verdict=voice.plain(candidate.opinion.verdict),
            best_for=tuple(voice.plain(phrase) for phrase in candidate.opinion.best_for[:2]),
            page=addresses.relative(candidate.address, address),
            canonical=guide.whole(candidate.address),
        )
    )
    return f"{html}\n"
