"""Text as it is written into a data file."""

from __future__ import annotations

import json
import re

from guide.source.yaml_reader import read_document

_PLAIN = re.compile(r"[^\W_]([^\[\]{},\n\"]*[^\[\]{},:\s\"])?")
"""What might need no quotes anywhere, a list between brackets included."""


def scalar(text: str) -> str:
    """Return a text as YAML, on one line: as it is where that says the same, else between double quotes."""
    if _PLAIN.fullmatch(text):
        document, problems = read_document("", f"x: {text}\n")
        if document and not problems and document.value == {"x": text}:
            return text
    return json.dumps(text, ensure_ascii=False)
