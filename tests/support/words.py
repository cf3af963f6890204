"""Words as a browser sets them: in which faces they are tried, and which of them it has to break."""

from __future__ import annotations

from collections.abc import Mapping

FACES: Mapping[str, str] = {"Arial": "Liberation Sans, Arimo, Arial", "Roboto": "Roboto", "Inter": "Inter, DejaVu Sans"}
"""Faces as wide as those that readers have, by what stands for them here; the widest is wider than any of them."""

BROKEN = """() => {
  const broken = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const place = walk.currentNode.parentElement;
    if (place.closest("code, pre, svg, .unseen")) continue;
    if (!place.checkVisibility({ visibilityProperty: true }) || getComputedStyle(place).clipPath !== "none") continue;
    for (const word of walk.currentNode.data.matchAll(/[\\p{L}\\p{N}]{2,}/gu)) {
      const range = document.createRange();
      range.setStart(walk.currentNode, word.index);
      range.setEnd(walk.currentNode, word.index + word[0].length);
      const parts = [...range.getClientRects()].filter(({ width }) => width);
      const lines = new Set(parts.map(({ top }) => Math.round(top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""
"""Finds words of letters and digits that stand on more than one line; what is typed into a program may break."""
