"""Checks of the ledger: it accounts for the ranking and the rules as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guide.model.history import Change
from guide.model.ledger import last_entry, last_value
from guide.model.problems import Flaw


def check_ledger(changes: Sequence[Change], ranks: Mapping[str, int], rules: str) -> Iterator[Flaw]:
    """Yield what the ledger does not account for.

    Takes the entries (oldest first), the rank of each candidate, and the digest of the rules as they are now.
    """
    if not changes or changes[0].kind != "first_ranking":
        message = "the ledger does not open with the first ranking; make it an entry of kind 'first_ranking'"
        yield Flaw((0,), message)
        return
    yield from _order(changes)
    yield from _entries(changes, ranks)
    yield from _ranking(changes, ranks)
    yield from _rules(changes, rules)


def _order(changes: Sequence[Change]) -> Iterator[Flaw]:
    for number in range(1, len(changes)):
        if changes[number].date < changes[number - 1].date:
            message = f"{changes[number].date} is before the entry above; keep the oldest entry first"
            yield Flaw((number, "date"), message)


def _entries(changes: Sequence[Change], ranks: Mapping[str, int]) -> Iterator[Flaw]:
    needs = {"first_ranking": ("ranking", "rules"), "ranking": ("ranking",), "rules": ("rules",), "correction": ()}
    for number, change in enumerate(changes):
        for key in needs[change.kind]:
            if not getattr(change, key):
                yield Flaw((number,), f"an entry of kind '{change.kind}' needs '{key}'; add it")
        if change.rules and change.rules == last_value(changes[:number], "rules"):
            message = f"the rules were {change.rules} before this entry; write what they became, or leave 'rules' out"
            yield Flaw((number, "rules"), message)
        for position, slug in enumerate(change.candidates):
            if slug not in ranks:
                yield Flaw((number, "candidates", position), f"'{slug}' is not ranked; name one that is")


def _ranking(changes: Sequence[Change], ranks: Mapping[str, int]) -> Iterator[Flaw]:
    now = tuple(sorted(ranks, key=lambda slug: ranks[slug]))
    number = last_entry(changes, "ranking")
    last = changes[number].ranking
    if last and last != now:
        orders = f"the ledger ends with {', '.join(last)}, the opinions say {', '.join(now)}"
        way_out = "add an entry of kind 'ranking' with the new order and the reason; 'guide new change' does"
        message = f"{orders}; {way_out}; a new slug needs none if the former one is under 'aliases'"
        yield Flaw((number, "ranking"), message)


def _rules(changes: Sequence[Change], rules: str) -> Iterator[Flaw]:
    number = last_entry(changes, "rules")
    last = changes[number].rules
    if last and last != rules:
        digests = f"the ledger ends with rules {last}, the decision rules are {rules}"
        way_out = f"add an entry of kind 'rules' with rules: '{rules}' and the reason, as 'guide new change' does"
        message = f"{digests}; {way_out}; a new slug needs none if the former one is under 'aliases'"
        yield Flaw((number, "rules"), message)
