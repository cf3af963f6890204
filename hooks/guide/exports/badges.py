"""Badges: a candidate's rank in an edition as a small picture, for other people's pages."""

from __future__ import annotations

from dataclasses import dataclass

from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.render import citations
from guide.render.environment import templates
from guide.render.font_metrics import BOLD, REGULAR, advance

_SIZE = 12
"""Of the letters, in pixels."""

_INDENT = 30
"""Where the name of the guide begins, behind the mark; the template has it too."""

_SPACE = 9
"""Beside a text."""


@dataclass(frozen=True, kw_only=True)
class Badge:
    """The texts of a badge, and their widths; a browser without our fonts fits its own letters into the same width."""

    words: str
    """The whole of it, for those who cannot see it."""
    name: str
    rank: str

    @property
    def name_width(self) -> int:
        return round(advance(self.name, REGULAR) * _SIZE)

    @property
    def split(self) -> int:
        """Where the name of the guide ends and the rank begins."""
        return _INDENT + self.name_width + _SPACE

    @property
    def rank_at(self) -> int:
        return self.split + _SPACE

    @property
    def rank_width(self) -> int:
        return round(advance(self.rank, BOLD) * _SIZE)

    @property
    def width(self) -> int:
        return self.rank_at + self.rank_width + _SPACE


def files(guide: Guide) -> dict[str, str]:
    """Return the badge of each candidate by its path on the site."""
    template = templates(guide).get_template("exports/badge.svg")
    return {
        routes.badge_path(guide, candidate): template.render(badge=badge(guide, candidate)) + "\n"
        for candidate in guide.candidates
    }


def badge(guide: Guide, candidate: Candidate) -> Badge:
    """Lay out the badge of a candidate."""
    return Badge(
        words=citations.rank_in_words(guide, candidate),
        name=f"{guide.edition.name} {guide.edition.year}",
        rank=f"no. {candidate.rank} of {len(guide.candidates)}",
    )
