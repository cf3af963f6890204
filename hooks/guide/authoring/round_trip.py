"""YAML that is read, changed and written back by ruamel.yaml, which keeps comments, quotes and the order of keys."""

from __future__ import annotations

import io
import re
import sys
from typing import Any

from ruamel.yaml import YAML

_ROOT = "root"
_INDENT = "  "


def load(text: str) -> Any:
    """Return the changeable value of a YAML text under its only key; raise YAMLError where the text is no YAML.

    A list or mapping that is a whole file is put under a key, because ruamel.yaml indents lists only within mappings.
    """
    return _yaml().load(f"{_ROOT}:\n" + re.sub(r"^(?=.)", _INDENT, text, flags=re.MULTILINE))


def root(loaded: Any) -> Any:
    """Return the value that a whole file holds."""
    return loaded[_ROOT]


def dump(loaded: Any) -> str:
    """Return the YAML text of what `load` returned: two columns in, no line broken that is not broken already."""
    stream = io.StringIO()
    _yaml().dump(loaded, stream)
    _, _, text = stream.getvalue().partition("\n")
    return re.sub(rf"^{_INDENT}", "", text, flags=re.MULTILINE)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = sys.maxsize
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
