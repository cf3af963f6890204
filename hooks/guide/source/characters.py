"""Which characters a text may hold: none that nobody sees, and none that turns round what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.model.problems import Problem

_CONTROLS = r"\0-\x09\x0b-\x1f\x7f-\x9f"
# Spaces that look like the common one or the one that does not break, and are neither.
_SEPARATORS = r"\u1680\u2000-\u200a\u2028\u2029\u205f\u2800\u3000"
_FORMATS = (
    r"\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    r"\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_FILLERS = r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\ufe00-\ufe0d\U000e0000-\U000e0fff"
# What stands for private use is nothing, or whatever a font makes of it.
_PRIVATE = r"\ue000-\uf8ff\U000f0000-\U0010ffff"
_NO_CHARACTERS = r"\ud800-\udfff\ufdd0-\ufdef" + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17))

# Joiners shape the letters of other scripts than Latin, and make one picture of several.
_JOINERS, _SHAPED = r"\u200c\u200d", r"[^\0-\u02ff\u2000-\u206f]"
# Selectors say whether a sign is shown as a picture.
_SELECTORS, _SIGN = r"\ufe0e\ufe0f", r"[^\w\s\u200c\u200d\ufe0e\ufe0f]"

_UNSEEN = re.compile(
    f"[{_CONTROLS}{_SEPARATORS}{_FORMATS}{_FILLERS}{_PRIVATE}{_NO_CHARACTERS}{_JOINERS}{_SELECTORS}]"
    f"(?<!{_SHAPED}[{_JOINERS}](?={_SHAPED}))(?<!{_SIGN}[{_SELECTORS}])"
)


def unseen(text: str, *, but: str = "") -> Iterator[re.Match[str]]:
    """Yield a match for each character of a text that nobody sees; takes those that may stand in it all the same.

    Lines may end. Joiners and selectors may stand where what is beside them needs them.
    """
    return (match for match in _UNSEEN.finditer(text) if match[0] not in but)


def is_plain(text: str) -> bool:
    """Return whether a text holds no such character."""
    if text.isascii():
        return text.replace("\n", "").isprintable()
    return _UNSEEN.search(text) is None


def unseen_problems(path: str, text: str, first_line: int = 1, *, but: str = "") -> Iterator[Problem]:
    """Yield a problem for each such character in the text of a file, at its place."""
    for number, line in enumerate(text.split("\n") if not is_plain(text) else (), first_line):
        for match in unseen(line, but=but):
            yield Problem(path=path, line=number, column=match.start() + 1, message=unseen_message(match[0]))


def masked(text: str) -> str:
    """Return a text with the sign for what cannot be shown in the place of each such character."""
    return _UNSEEN.sub("\ufffd", text)


def unseen_message(character: str) -> str:
    """Say what is wrong with a character, and which it is."""
    return f"a character that cannot be seen, U+{ord(character):04X}; remove it"
