"""Draws icons into pages."""

from __future__ import annotations

from markupsafe import Markup

from guide.source.icons import read_icon

_DRAWING = Markup(
    '<svg class="icon" viewBox="{}" width="{}" height="{}" fill="currentColor" aria-hidden="true"><path d="{}"/></svg>'
)


def icon(name: str | None, size: int) -> Markup:
    """Return an icon as SVG, as wide and high as `size` says in pixels; nothing without a name.

    It adds nothing to the words beside it, so it is hidden from assistive technology. Raises NoIcon where there is
    no such icon.
    """
    if not name:
        return Markup()
    drawing = read_icon(name)
    return _DRAWING.format(drawing.box, size, size, drawing.path)
