"""Renews what the decisions of the small worlds come to, on file: `make golden`."""

from __future__ import annotations

import golden
from scripting import script_page
from visiting import started


def main() -> None:
    """Ask the scripts for every set of answers, and write what they say."""
    with started() as browser, script_page(browser) as page:
        golden.FILE.write_text(golden.text(golden.results(page)), encoding="utf-8")


if __name__ == "__main__":
    main()
