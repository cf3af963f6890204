"""Takes pictures: of every kind of page and of the states that matter, wide and narrow, in light and in dark."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from urllib.parse import urlencode

import click
from built import OWN_DAY, Site, build, epoch
from components import components_page
from guide.decision.evaluate import Answers, answer_sets, decide
from guide.derive.guide import Guide
from guide.site.load import load_guide
from kinds import kinds
from playwright.sync_api import Browser, Page
from visiting import flawless, served, started
from worlds import REPOSITORY

Scheme = Literal["light", "dark"]

FOLDER = REPOSITORY / ".build" / "screenshots"

HEIGHTS = {1280: 900, 390: 844}
"""The windows in which pictures are taken: a desk and a telephone, by their width."""

WIDTHS = tuple(HEIGHTS)
SCHEMES: Sequence[Scheme] = ("light", "dark")

_COMPONENTS = "components.html"

Act = Callable[[Page], None]
"""What is done on a page before the picture is taken."""


@dataclass(frozen=True, kw_only=True)
class Shot:
    """Something worth a picture."""

    name: str
    path: str
    """From the root of the site, with the state that the address carries."""
    act: Act | None = None
    widths: Sequence[int] = WIDTHS


@dataclass(frozen=True, kw_only=True)
class Window:
    """Where a picture is taken."""

    width: int
    scheme: Scheme
    full: bool = False
    """Whether the whole page is taken, or what is seen first."""


def shots(site: Site, guide: Guide) -> Iterator[Shot]:
    """Yield everything that is worth a picture: the kinds of page as they come, and the states of some."""
    yield Shot(name="components", path=_COMPONENTS)
    yield from (Shot(name=name, path=address[1:]) for name, address in kinds(site).items())
    yield from states(guide)


def states(guide: Guide) -> Iterator[Shot]:
    """Yield the states that matter."""
    one, other = guide.pairs[0].one.slug, guide.pairs[0].other.slug
    key = next(iter(guide.criteria))
    yield Shot(name="compare-two", path=f"compare/?f={one},{other}", act=_to("table"))
    yield Shot(name="compare-differences", path=f"compare/?f={one},{other}&only=differences&sort={key}")
    yield Shot(name="answered", path=f"how-to-pick/?{urlencode(_answers(guide))}")
    yield Shot(name="weighed", path=f"?matters={','.join(list(guide.criteria)[:2])}")
    yield Shot(name="search", path="", act=_search)


def _answers(guide: Guide) -> Answers:
    """Return the first answers that lead to a single pick."""
    every = answer_sets(guide.decision)
    return next(answers for answers in every if len(decide(guide.decision, answers).picks) == 1)


def _to(selector: str) -> Act:
    """Return what brings an element to the top of the window."""
    return lambda page: page.locator(selector).first.evaluate("(element) => element.scrollIntoView()")


def _search(page: Page) -> None:
    page.click("#search-opener")
    page.get_by_role("dialog").get_by_role("searchbox").fill("real-time")
    page.get_by_role("dialog").get_by_role("listitem").first.wait_for()


def take(browser: Browser, address: str, shot: Shot, window: Window) -> bytes:
    """Return a picture of what is seen, as PNG."""
    with (
        browser.new_context(
            viewport={"width": window.width, "height": HEIGHTS[window.width]},
            color_scheme=window.scheme,
            reduced_motion="reduce",
        ) as context,
        flawless(context) as page,
    ):
        page.goto(address + shot.path, wait_until="networkidle")
        if shot.act:
            shot.act(page)
            page.wait_for_load_state("networkidle")
        return page.screenshot(full_page=window.full)


def take_all(browser: Browser, address: str, wanted: Sequence[Shot], into: Path, *, full: bool) -> Iterator[Path]:
    """Take every wanted picture; yield the files as they are written."""
    for shot, scheme in product(wanted, SCHEMES):
        for width in shot.widths:
            window = Window(width=width, scheme=scheme, full=full)
            yield _write(
                into / f"{shot.name}-{width}-{scheme}{'-full' * full}.png", take(browser, address, shot, window)
            )


def _write(file: Path, picture: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(picture)
    return file


def take_for_readme(browser: Browser, address: str, every: Sequence[Shot]) -> Iterator[Path]:
    """Take the two pictures that README.md shows; yield the files as they are written."""
    named = {shot.name: shot for shot in every}
    desk, phone = Window(width=1280, scheme="light"), Window(width=390, scheme="dark")
    yield _write(REPOSITORY / "docs" / "ranking.png", joined(browser, [take(browser, address, named["index"], desk)]))
    pair = [take(browser, address, named[name], phone) for name in ("answered", "compare-two")]
    yield _write(REPOSITORY / "docs" / "phone.png", joined(browser, pair))


JOIN = """async (addresses) => {
  const image = async (address) => createImageBitmap(await (await fetch(address)).blob());
  const images = await Promise.all(addresses.map(image));
  const gap = 20;
  const width = images.reduce((sum, image) => sum + image.width + gap, -gap);
  const board = new OffscreenCanvas(width, Math.max(...images.map(({ height }) => height))).getContext("2d");
  let left = 0;
  for (const image of images) {
    board.drawImage(image, left, 0);
    left += image.width + gap;
  }
  const { height } = board.canvas;
  const { data } = board.getImageData(0, 0, width, height);
  const parts = Array.from({ length: height }, (_, row) => data.subarray(row * width * 4, (row + 1) * width * 4));
  return { width, lines: parts.map((part) => btoa(String.fromCharCode(...part))) };
}"""
"""Draws pictures beside each other on glass; returns what is drawn, line by line."""


def joined(browser: Browser, pictures: Sequence[bytes]) -> bytes:
    """Return pictures next to each other as one, in as few bytes as can be without losing anything."""
    addresses = [f"data:image/png;base64,{base64.b64encode(picture).decode()}" for picture in pictures]
    with browser.new_context() as context:
        drawn = context.new_page().evaluate(JOIN, addresses)
    return png(drawn["width"], [base64.b64decode(line) for line in drawn["lines"]])


def png(width: int, lines: Sequence[bytes]) -> bytes:
    """Return lines of red, green, blue and opacity as PNG. Unfiltered, flat colours pack better than a browser's do."""
    head = struct.pack(">2I5B", width, len(lines), 8, 6, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@click.command()
@click.option(
    "--page", "names", multiple=True, metavar="NAME", help="A kind of page or state; may be given again. All."
)
@click.option("--full", is_flag=True, help="Take whole pages, not only what is seen first.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=FOLDER, help="The folder to fill.")
@click.option("--readme", is_flag=True, help="Take the two pictures that README.md shows, into docs/, and no others.")
def main(names: Sequence[str], into: Path, *, full: bool, readme: bool) -> None:
    """Build the guide as of the newest fact and take pictures of it."""
    with TemporaryDirectory() as folder, served(Path(folder)) as address, started() as browser:
        guide = load_guide(REPOSITORY, OWN_DAY, {})
        site = build(REPOSITORY, Path(folder), SOURCE_DATE_EPOCH=epoch(guide.as_of.last_day))
        every = list(shots(site, guide))
        _write(Path(folder) / _COMPONENTS, components_page(site).encode())
        wanted = [shot for shot in every if not names or shot.name in names]
        if not wanted:
            raise click.BadParameter(f"there are {', '.join(shot.name for shot in every)}", param_hint="--page")
        taken = (
            take_for_readme(browser, address, every) if readme else take_all(browser, address, wanted, into, full=full)
        )
        for file in taken:
            click.echo(f"{file.stat().st_size // 1000:5} KB  {file}")


if __name__ == "__main__":
    main()
