"""The committed list of everything published: it is complete, and every line of it holds on the built site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from built import OWN_DAY, Site
from guide.site import permalinks
from guide.site.build import publish
from guide.source.library import read_library
from worlds import REPOSITORY, read

KINDS = ("page", "id", "file", "field", "parameter", "redirect", "identity")


def _promised(kind: str) -> list[str]:
    """Return what the list says of a kind, read as anybody would."""
    lines = read(REPOSITORY, permalinks.LIST).splitlines()
    return [line.removeprefix(f"{kind} ") for line in lines if line.startswith(f"{kind} ")]


def test_the_list_is_complete() -> None:
    """What others may link to must be on the list before it is published: `guide links --accept` puts it there."""
    assert permalinks.new(publish(REPOSITORY, OWN_DAY, {}).promises, REPOSITORY) == ()


def test_the_list_is_sorted_and_says_nothing_twice() -> None:
    """A list in order has small changes, which can be read."""
    lines = [line for line in read(REPOSITORY, permalinks.LIST).splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert {line.split(" ")[0] for line in lines} == set(KINDS)


@pytest.mark.parametrize("kind", ["page", "file", "redirect"])
def test_every_promised_address_answers(site: Site, kind: str) -> None:
    """A page, a file or a redirect that is promised must have been written."""
    assert [address for address in _promised(kind) if not site.holds(address)] == []


def test_every_promised_fragment_is_there(site: Site) -> None:
    """A fragment that is promised must stand on its page, or on the one that it leads to, unless it is retired."""
    retired = {address for entry in read_library(REPOSITORY).one("retired") for address in entry.addresses}
    for page, _, anchor in (address.partition("#") for address in _promised("id") if address not in retired):
        assert anchor in _page(site, page).ids, f"{page}#{anchor}"


def test_every_promised_parameter_has_its_control(site: Site) -> None:
    """A parameter that is promised must be the name of a control, and its value one that can be chosen."""
    for page, _, parameter in (address.partition("?") for address in _promised("parameter")):
        name, _, value = parameter.partition("=")
        controls = _page(site, page).elements(f"//*[self::input or self::select][@name='{name}']")
        assert controls, f"{page}?{parameter}"
        path = "self::*/@value | .//option/@value | self::*/@data-former"
        values = {one for control in controls for given in control.xpath(path) for one in given.split()}
        assert not value or value in values, f"{page}?{parameter}"


def test_every_promised_field_is_in_every_document(site: Site) -> None:
    """A field that is promised must be there in each document of its kind, wherever there is what it is a part of."""
    for path, _, field in (target.partition(" ") for target in _promised("field")):
        files = sorted(site.folder.glob(re.sub(r"\{\w+\}", "*", path.removeprefix("/"))))
        assert files, path
        for file in files:
            text = file.read_text(encoding="utf-8")
            if file.suffix == ".csv":
                assert field in text.partition("\n")[0].split(",")
            else:
                _follow(json.loads(text), re.split(r"\.|(?=\[\])", field), f"{path} {field}")


def _page(site: Site, address: str) -> Any:
    """Return the page that answers at an address."""
    if address in site.redirects:
        page = site.redirects[address]
        return site.pages[(site.target(page, next(page.links())) or ("",))[0]]
    return site.pages[address]


def _follow(value: Any, steps: list[str], where: str) -> None:
    """Follow a path into a document; every branch of a list or a mapping must have the rest of it."""
    if not steps:
        return
    step, *rest = steps
    if step in ("[]", "*"):
        for inner in _within(value, step):
            _follow(inner, rest, where)
    elif value is not None and not _is_other_source(value, step):
        assert step in value, where
        _follow(value[step], rest, where)


def _within(value: Any, step: str) -> Iterator[Any]:
    yield from (value or {}).values() if step == "*" else value


def _is_other_source(value: Any, field: str) -> bool:
    """Say whether a field belongs to the other kind of source: a page has an address, a package a name."""
    page, package = {"title", "address"}, {"registry", "name", "version"}
    if value.keys() == {"kind"} | page:
        return field in package
    return value.keys() == {"kind"} | package and field in page
