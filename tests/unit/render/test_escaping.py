"""Plain text for the places that read marks in it."""

from __future__ import annotations

from guide.render.escaping import bibtex


def test_bibtex_keeps_every_letter() -> None:
    """What is escaped must still be there to be read."""
    assert (
        bibtex("a_b & 50% {c}\\d~")
        == r"a\_b \& 50\% \textbraceleft{}c\textbraceright{}\textbackslash{}d\textasciitilde{}"
    )
    assert bibtex("ÅÄÖ: “so”") == "ÅÄÖ: “so”"
