"""The timeline as a picture of its own, for other people's pages."""

from __future__ import annotations

from guide.derive import routes, timeline
from guide.derive.guide import Guide
from guide.render.environment import templates

_HEAD, _ROW, _ROW_WITH_PLANS, _FOOT = 48, 36, 50, 44
"""Heights in pixels; the template of the drawing has them too."""


def files(guide: Guide) -> dict[str, str]:
    """Return the picture by its path on the site; nothing if there are no release lines."""
    chart = timeline.of_all(guide)
    if chart is None:
        return {}
    height = _HEAD + sum(_ROW_WITH_PLANS if row.planned else _ROW for row in chart.rows) + _FOOT
    template = templates(guide).get_template("exports/timeline.svg")
    return {routes.TIMELINE: template.render(chart=chart, height=height, address="/") + "\n"}
