"""What can be addressed within a page."""

from __future__ import annotations

import pytest
from guide.render.html import contents_of, parsed, with_former


@pytest.mark.parametrize(
    ("html", "anchors"),
    [
        ('<h2 id="one">One</h2>', {"one"}),
        ('<ol><li id="one">One</li></ol>', {"one"}),
        ('<table><tr id="one"><th>One</th></tr></table>', {"one"}),
        ('<table><tr><th id="one" scope="row">One</th></tr></table>', {"one"}),
        ('<dl><div id="one"><dt>One</dt></div></dl>', {"one"}),
        ('<section id="one" hidden></section>', {"one"}),
        ('<div id="one" hidden></div>', set()),
        ('<form id="one"><fieldset id="two"><select id="three"></select></fieldset></form>', set()),
        ('<p id="one">One</p><table><caption id="two">Two</caption></table>', set()),
    ],
)
def test_an_anchor_names_something_to_be_read(html: str, anchors: set[str]) -> None:
    """Headings, sections, entries and rows are for others to link to; controls, remarks and captions are not."""
    assert contents_of(parsed(html)).anchors == anchors


def test_every_id_and_link_is_found() -> None:
    """Links within the page may lead to any id, whatever it is on."""
    contents = contents_of(parsed('<p id="one"><a href="#two">Two</a></p><form id="two"></form>'))
    assert contents.ids == {"one", "two"}
    assert contents.links == ("#two",)


@pytest.mark.parametrize(
    ("html", "parameters"),
    [
        ('<input type="checkbox" name="f" value="one"><input type="checkbox" name="f" value="two">', "f f=one f=two"),
        ('<input type="radio" name="f" value="one">', "f f=one"),
        ('<input type="checkbox" name="f" value="one" data-former="uno eins">', "f f=one f=uno f=eins"),
        ('<select name="f"><option value="">Any</option><option value="one">One</option></select>', "f f=one"),
        ('<input type="hidden" name="f">', "f"),
        ('<input type="checkbox"><select id="f"><option value="one">One</option></select>', ""),
    ],
)
def test_the_controls_of_a_form_say_what_stands_in_the_address(html: str, parameters: str) -> None:
    """Each name of a control is a parameter, with the values that can be chosen, former ones included."""
    assert contents_of(parsed(html)).parameters == set(parameters.split())


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ('<h2 id="new">New</h2>', '<h2 id="new">{}New</h2>'),
        ('<li id="new"><p>New</p></li>', '<li id="new">{}<p>New</p></li>'),
        ('<tr id="new"><th scope="row">New</th>', '<tr id="new"><th scope="row">{}New</th>'),
        ('<div id="new"><dt>New</dt></div>', '<div id="new"><dt>{}New</dt></div>'),
        ('<h2 id="newer">Newer</h2>', '<h2 id="newer">Newer</h2>'),
    ],
)
def test_a_former_anchor_stands_where_the_present_one_does(html: str, written: str) -> None:
    """It is put into the first element that may hold it: nothing but cells may stand in a row."""
    assert with_former(html, {"old": "new"}) == written.format('<span class="former" id="old"></span>')
