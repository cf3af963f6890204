"""Makes random edits to a copy of the small world; whatever stands there, each leaves it right."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import yaml
from built import epoch
from worlds import REPOSITORY, SMALL_WORLD, TODAY, copy_small_world, read, rename, write

DAYS = tuple(epoch(dt.date.fromisoformat(day)) for day in ("2026-01-15", "2026-02-19", "2027-03-01", "2031-01-15"))
"""Days to build on; from each to the next, facts pass their keep-by date."""

WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "islet", "jetty", "knoll", "ledge")
"""What edits write, and what candidates are called."""


@dataclass(kw_only=True)
class World:
    """A copy of the small world with its theme and its hook, and the day and addresses that it is built with."""

    root: Path
    random: Random
    environment: dict[str, str] = field(default_factory=lambda: {"SOURCE_DATE_EPOCH": epoch(TODAY)})

    @property
    def cache(self) -> Path:
        return self.root / ".build" / "cache"

    @property
    def slugs(self) -> list[str]:
        return sorted(file.stem for file in (self.root / "data/facts").glob("*.yml"))

    def words(self) -> str:
        """Return some words, others each time."""
        return " ".join(self.random.sample(WORDS, 3))

    def file(self, pattern: str) -> str:
        """Return one of the files that a pattern matches, relative to the root."""
        return self.random.choice(sorted(file.relative_to(self.root).as_posix() for file in self.root.glob(pattern)))

    def replace(self, path: str, pattern: str, new: str) -> None:
        """Replace one of the places that a pattern matches in a file, if there is any."""
        text = read(self.root, path)
        if matches := list(re.finditer(pattern, text, re.MULTILINE)):
            match = self.random.choice(matches)
            write(self.root, path, text[: match.start()] + new + text[match.end() :])

    def append(self, path: str, text: str) -> None:
        write(self.root, path, read(self.root, path) + text)

    def unused_slug(self) -> str:
        """Return a slug that no candidate has or had."""
        aliases = re.findall(
            r"^aliases: .*$", "".join(read(self.root, f"data/facts/{s}.yml") for s in self.slugs), re.MULTILINE
        )
        taken = {*self.slugs, *re.findall(r"\w+", " ".join(aliases))}
        return self.random.choice([word for word in WORDS if word not in taken])


Edit = Callable[[World], None]


def new_world(root: Path) -> None:
    """Copy the small world with the theme and the hook into a folder that does not exist yet."""
    copy_small_world(root)
    shutil.copytree(REPOSITORY / "overrides", root / "overrides")
    (root / "hooks").mkdir()
    shutil.copy2(REPOSITORY / "hooks/pages.py", root / "hooks/pages.py")
    _configure(root, {})


def _configure(root: Path, changes: Mapping[str, Any]) -> None:
    shell = {
        "INHERIT": (REPOSITORY / "mkdocs.yml").as_posix(),
        "hooks": ["hooks/pages.py"],
        "theme": {"custom_dir": "overrides"},
        "watch": [],
    }
    write(root, "mkdocs.yml", yaml.safe_dump({**shell, **changes}))


# Facts


def number(world: World) -> None:
    """Change a number, or the year of a date."""
    world.replace(world.file("data/facts/*.yml"), r"(?<=^    value: )\d{3,}(?=-|$)", _year(world))


def number_at_the_same_time(world: World) -> None:
    """Change a number in a file that keeps its size and the time of its last change."""
    path = world.file("data/facts/*.yml")
    times = (world.root / path).stat()
    world.replace(path, r"(?<=^    value: )\d{4}(?=-|$)", _year(world))
    os.utime(world.root / path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _year(world: World) -> str:
    return str(world.random.randrange(1990, 2023))  # Before anything of the small world was read.


def read_on(world: World) -> None:
    """Change the day on which something was read."""
    day = dt.date(2025, 10, 1) + dt.timedelta(days=world.random.randrange(80))
    world.replace(world.file("data/facts/*.yml"), r"(?<=as_of: )\d{4}-\d\d-\d\d$", day.isoformat())


def in_the_box(world: World) -> None:
    """Change the name of what is in the box."""
    world.replace(world.file("data/facts/*.yml"), r"(?<=^    name: ).+$", world.words())


# Opinions and their neighbours


def judgement(world: World) -> None:
    """Change the word of a judgement."""
    criteria = yaml.safe_load(read(world.root, "data/vocabulary/criteria.yml"))
    key = world.random.choice(sorted(criteria))
    word = world.random.choice(sorted(criteria[key]["words"]))
    world.replace(world.file("data/opinions/*.yml"), rf"(?<={key}: {{word: )\w+", word)


def verdict(world: World) -> None:
    """Change the verdict on a candidate or on a pair."""
    folder = world.random.choice(["opinions", "pairs"])
    if any((world.root / "data" / folder).glob("*.yml")):
        world.replace(world.file(f"data/{folder}/*.yml"), r"^verdict: .+$", f"verdict: Take it for {world.words()}.")


def ranks(world: World) -> None:
    """Let two candidates change places, in ties as well, and enter that into the ledger."""
    paths = [f"data/opinions/{slug}.yml" for slug in world.random.sample(world.slugs, 2)]
    place = re.compile(r"^rank: .+\ntier: .+\n", re.MULTILINE)
    old = [place.findall(read(world.root, path))[0] for path in paths]
    for path, new in zip(paths, reversed(old), strict=True):
        write(world.root, path, place.sub(new, read(world.root, path)))
    _enter_order(world)


def _enter_order(world: World) -> None:
    by_rank = sorted(world.slugs, key=lambda slug: _rank(world, slug))
    order = ", ".join(by_rank)
    write(
        world.root,
        "data/decision.yml",
        re.sub(
            r"(?<=pick: \[)[^\]]+",
            lambda tie: ", ".join(slug for slug in by_rank if slug in tie[0].split(", ")),
            read(world.root, "data/decision.yml"),
        ),
    )
    entry = f"- date: 2026-01-01\n  kind: ranking\n  what: We looked at {world.words()}.\n  why: Again.\n"
    world.append("data/changes.yml", f"{entry}  ranking: [{order}]\n")


def _rank(world: World, slug: str) -> int:
    return int(yaml.safe_load(read(world.root, f"data/opinions/{slug}.yml"))["rank"])


def slug(world: World) -> None:
    """Give a candidate another slug, its former one as an alias."""
    old, new = world.random.choice(world.slugs), world.unused_slug()
    rename(world.root, old, new)
    ledger = read(world.root, "data/changes.yml")
    write(world.root, "data/changes.yml", ledger.replace(f"[[{old}]]", f"[[{new}]]"))


def pair(world: World) -> None:
    """Take a pair away, or add one."""
    two = world.random.choice(list(combinations(world.slugs, 2)))
    file = world.root / f"data/pairs/{'-vs-'.join(two)}.yml"
    if file.is_file():
        file.unlink()
        return
    sides = {part: {slug: f"Think of {world.words()}." for slug in two} for part in ("choose", "moving")}
    said = {"reviewed": dt.date(2025, 12, 24), "verdict": f"Of {world.words()}.", "misread": "As ever.", **sides}
    write(world.root, f"data/pairs/{file.name}", yaml.safe_dump(said))


def candidate(world: World) -> None:
    """Take away a candidate that was added, or add one in the last place."""
    added = [slug for slug in world.slugs if "in_no_rule" in read(world.root, f"data/opinions/{slug}.yml")]
    if added:
        _leave(world, added[0])
    else:
        _join(world, world.unused_slug())
    _enter_order(world)


def _join(world: World, slug: str) -> None:
    rank, rival = len(world.slugs) + 1, world.slugs[0]
    for path in ("data/facts/{}.yml", "content/databases/{}.md"):
        write(world.root, path.format(slug), read(SMALL_WORLD, path.format("pebble")).replace("Pebble", slug.title()))
    opinion = yaml.safe_load(read(SMALL_WORLD, "data/opinions/pebble.yml"))
    place = {"rank": rank, "tier": "special", "in_no_rule": "New.", "why_not_higher": "New."}
    rivals = [{"candidate": rival, "when": "You have it."}]
    text = yaml.safe_dump({**opinion, **place, "rivals": rivals}, sort_keys=False)
    write(world.root, f"data/opinions/{slug}.yml", text)


def _leave(world: World, slug: str) -> None:
    place = _rank(world, slug)
    for path in ("data/facts/{}.yml", "data/opinions/{}.yml", "content/databases/{}.md"):
        (world.root / path.format(slug)).unlink()
    for file in (world.root / "data/pairs").glob("*.yml"):
        if slug in file.stem.split("-vs-"):
            file.unlink()
    for other in world.slugs:
        if (rank := _rank(world, other)) > place:
            world.replace(f"data/opinions/{other}.yml", r"^rank: \d+$", f"rank: {rank - 1}")


# Prose, words and settings


def sentence(world: World) -> None:
    """Add a sentence to a page."""
    world.append(world.file("content/**/*.md"), f"\nThink of {world.words()}.\n")


def section(world: World) -> None:
    """Add a section to a page, or take it away."""
    path = world.random.choice(["content/about.md", "content/method.md", world.file("content/databases/*.md")])
    heading = "\n## Leaving {#farewell}\n"
    if heading in read(world.root, path):
        write(world.root, path, read(world.root, path).partition(heading)[0])
    else:
        world.append(path, f"{heading}\nGo to {world.words()}.\n")


def label(world: World) -> None:
    """Change a label of the vocabulary."""
    world.replace(world.file("data/vocabulary/[cf]*.yml"), r"(?<=label: )[^,}\n]+", world.words().capitalize())


def edition(world: World) -> None:
    """Change the name of the guide."""
    world.replace("data/edition.yml", r"^name: .+$", f"name: The {world.words().title()}")


def configuration(world: World) -> None:
    """Change the navigation."""
    pages = world.random.sample(["compare", "method", "how-to-pick", "about"], 3)
    entries = [{"Ranking": "index.md"}, *({page.title(): f"{page}.md"} for page in pages)]
    _configure(world.root, {"nav": entries})


def theme(world: World) -> None:
    """Change a template, a style or a script of the theme, or the hook."""
    comment = world.words()
    path = world.random.choice(
        [
            "overrides/main.html",
            "overrides/partials/*.html",
            "overrides/**/*.css",
            "overrides/**/*.js",
            "hooks/pages.py",
        ]
    )
    path = world.file(path)
    if path.endswith(".html"):
        world.append(path, f"<!-- {comment} -->\n")
    elif path.endswith(".py"):
        world.replace(path, r"(?<=return )output(?= if)", f'output + "<!-- {comment} -->"')
    else:
        world.append(path, f"\n/* {comment} */\n")


def day(world: World) -> None:
    """Build on another day."""
    now = world.environment["SOURCE_DATE_EPOCH"]
    world.environment["SOURCE_DATE_EPOCH"] = world.random.choice([day for day in DAYS if day != now])


def address(world: World) -> None:
    """Build for another address, or as a preview."""
    name = world.random.choice(["GUIDE_SITE", "GUIDE_REPOSITORY", "GUIDE_PREVIEW"])
    if name in world.environment:
        del world.environment[name]
    else:
        world.environment[name] = "7" if name == "GUIDE_PREVIEW" else f"https://{world.random.choice(WORDS)}.example/"


# What happens to the cache


def damage(world: World) -> None:
    """Cut, overwrite, empty or take away a file of the cache."""
    files = [file for file in sorted(world.cache.rglob("*")) if file.is_file()]
    if not files:
        return
    file = world.random.choice(files)
    content = file.read_bytes()
    middle = len(content) // 2
    kinds = [content[:middle], content[:middle] + b"\x00\xff" + content[middle + 2 :], b"", None]
    if (spoiled := world.random.choice(kinds)) is None:
        file.unlink()
    else:
        file.write_bytes(spoiled)


def foreign(world: World) -> None:
    """Put something foreign into the cache: a file, a folder, or one entry in the place of another."""
    world.cache.mkdir(parents=True, exist_ok=True)
    files = [file for file in sorted(world.cache.rglob("*")) if file.is_file()]
    match world.random.choice(["file", "folder", "exchanged"]):
        case "file":
            (world.cache / world.random.choice(WORDS)).write_bytes(world.random.randbytes(100))
        case "folder":
            (world.cache / f"{world.random.choice(WORDS)}.d" / "inner").mkdir(parents=True, exist_ok=True)
        case _ if files:
            first, second = world.random.choices(files, k=2)
            first.write_bytes(second.read_bytes())


EDITS: tuple[Edit, ...] = (
    number,
    number_at_the_same_time,
    read_on,
    in_the_box,
    judgement,
    verdict,
    ranks,
    slug,
    pair,
    candidate,
    sentence,
    section,
    label,
    edition,
    configuration,
    theme,
    day,
    address,
    damage,
    foreign,
)
"""All of them; each may follow any other."""
