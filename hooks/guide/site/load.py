"""Loads the guide from its files, checked, on a day."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

from guide.checks.run import check_library
from guide.derive.assemble import assemble
from guide.derive.guide import Guide
from guide.model.problems import InvalidGuide, Problem
from guide.site.permalinks import promised_addresses
from guide.source.cache import Cache
from guide.source.library import read_library


def today_from(environment: Mapping[str, str] = os.environ) -> dt.date:
    """Return the day the build takes as today, in UTC.

    The environment variable SOURCE_DATE_EPOCH (seconds since 1970, see reproducible-builds.org) wins over the clock.
    Raises InvalidGuide if it is no such number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"{epoch!r} is not a time; write the seconds since 1970, or leave it unset"
        raise InvalidGuide([Problem(path="SOURCE_DATE_EPOCH", message=message)]) from None


def load_guide(
    root: Path, today: dt.date, environment: Mapping[str, str] = os.environ, cache: Cache | None = None
) -> Guide:
    """Read and check the files under `root` and return the guide.

    The environment variables GUIDE_SITE and GUIDE_REPOSITORY win over the addresses in the edition.
    Takes where results of earlier builds are kept, if they are to be used.
    Raises InvalidGuide, with every problem, if there is any.
    """
    library = read_library(root, cache)
    problems = library.problems + check_library(library, today)
    if problems:
        raise InvalidGuide(problems)
    return assemble(library, today, environment, promised_addresses(root))
