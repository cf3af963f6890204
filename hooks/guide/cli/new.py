"""`guide new`: start a candidate, a pair, a fact or an entry of the ledger, with a BLANK for every answer."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import click
from pydantic import BaseModel

from guide.authoring.adding import NotAdded, quoted, unrecorded, with_change, with_fact
from guide.authoring.key_order import first_line
from guide.authoring.scaffold import comment, entry_lines, file_text, notes_of, prose_text
from guide.authoring.scalars import scalar
from guide.authoring.text_files import read_text_file
from guide.checks.candidates import named_well
from guide.checks.rules import rules_digest
from guide.cli.common import reporting, root_option
from guide.model import urls
from guide.model.facts import Fact, FactSheet, GeneralFact, Page
from guide.model.fields import Key
from guide.model.ledger import in_present_names
from guide.model.opinions import Opinion, Pair
from guide.model.problems import InvalidGuide, Location, Problem, meant
from guide.site.load import today_from
from guide.source.json_schemas import FOLDER
from guide.source.library import Library, Unread, read_library
from guide.source.validation import PATTERNS, kinds_at
from guide.source.yaml_reader import Document, read_document

_HEAD = (
    "Every BLANK waits for an answer; `guide check` lists those that are left.",
    "The comments may stay or go.",
)
_NO_VALUE = (
    "A fact without a value has, instead of `value` and `source`, `missing` and `reason`: "
    "unknown (looked for, and not settled), none_published (the project says nothing), or not_applicable."
)
_EXAMPLES = """\b
Examples:
  {}
"""


def _words_of(record: type[BaseModel], field: str) -> list[str]:
    """Return the words of which a field holds one."""
    branches = kinds_at([record], (field,))
    return [str(word) for branch in branches for word in get_args(branch)]


class _Kinds(click.Group):
    """Knows what is ranked by the guide's own word for it as well."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = _word(_root_among(args))
        name = "candidate" if args[0] == word else args[0]
        if name not in self.commands:
            known = {*self.commands, word} - {""}
            raise click.UsageError(f"'{name}' is nothing that can be started; {meant(name, known)}", ctx)
        return super().resolve_command(ctx, [name, *args[1:]])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_commands(ctx, formatter)
        if word := _word(Path()):
            formatter.write(f"\n  In this guide, '{word}' may be said for 'candidate'.\n")


def _root_among(args: Sequence[str]) -> Path:
    """Return the folder that a command will be told of, before it is told."""
    joined = [word.partition("=")[2] for word in args if word.startswith("--root=")]
    named = [*joined, *(after for word, after in pairwise(args) if word == "--root")]
    return Path(named[-1] if named else ".")


def _word(root: Path) -> str:
    """Return the guide's word for what it ranks; empty where there is no guide."""
    try:
        document, _ = read_document("", (root / "data" / "edition.yml").read_text(encoding="utf-8-sig"))
        return "-".join(str(document.value["subject"]["one"]).lower().split()) if document else ""
    except (OSError, UnicodeDecodeError, LookupError, TypeError):
        return ""


@click.group(cls=_Kinds, epilog=_EXAMPLES.format("guide new candidate --name 'Lantern Post'"))
def new() -> None:
    """Start a file or an entry: complete, commented, with BLANK where somebody has to answer.

    `guide check` says which blanks are left, and what belongs in each.
    """


def _asked(value: str | None, flag: str, question: str, default: str | None = None) -> str:
    """Return what was given, or ask for it; where nobody can be asked, the command is wrong."""
    if value:
        return value
    if _on_terminal():
        return str(click.prompt(question, default=default))
    if default:
        return default
    raise click.UsageError(f"Missing {flag}; there is no terminal to ask on.")


def _on_terminal() -> bool:
    return sys.stdin.isatty()


@new.command(
    epilog=_EXAMPLES.format(
        "guide new candidate --name 'Lantern Post'\n"
        "  guide new candidate --name 'Lantern Post' --slug lantern --language go --site https://lantern.example/"
    )
)
@click.option("--name", help="Its name as the project writes it.")
@click.option("--slug", help="Its short name, for files and addresses; made from the name by default.")
@click.option("--language", "languages", multiple=True, help="A language its users write; may be given several times.")
@click.option("--style", help="What kind of thing it is.")
@click.option("--site", help="Its official site.")
@click.option("--docs", help="Its documentation.")
@click.option("--repository", help="Its source code.")
@root_option
@reporting
def candidate(root: Path, name: str | None, slug: str | None, languages: tuple[str, ...], **known: str | None) -> None:
    """Start the facts, the opinion and the prose of one more candidate, placed last."""
    library = read_library(root)
    name = _asked(name, "--name", "Its name as the project writes it")
    slug = _asked(slug, "--slug", "Its short name, for addresses", urls.slug(name))
    _assure_new(library, slug)
    links = {f"links.{key}": known[key] for key in ("site", "docs", "repository")}
    given: dict[Location, str] = {**quoted({"name": name, "style": known["style"], **links})}
    if languages:
        given["languages",] = f"[{', '.join(map(scalar, languages))}]"
    try:
        notes, many = notes_of(library), library.one("edition").subject.many
        opinion, sections = _last_place(library), library.one("terms").sections
    except Unread:
        raise InvalidGuide(library.problems) from None
    facts_path, opinion_path = f"data/facts/{slug}.yml", f"data/opinions/{slug}.yml"
    facts_head = _head(root, facts_path, f"What is known of {name}, rather than judged.", *_HEAD, _NO_VALUE)
    opinion_head = _head(root, opinion_path, f"What the editors make of {name}.", *_HEAD)
    files = {
        facts_path: file_text(FactSheet, notes, given, head=facts_head),
        opinion_path: file_text(Opinion, notes, opinion, head=opinion_head),
        f"content/{many}/{slug}.md": prose_text(sections),
    }
    _write_new(root, files)
    _say_next(
        "Fill the blanks; `guide check` lists those that are left.",
        "Add a rule to data/decision.yml that picks it and remove `in_no_rule` from its opinion, or fill that in.",
        "It stands last. To place it higher, change `rank` in every opinion that moves.",
        "Enter the new order into the ledger: guide new change --what '…' --why '…'",
        *(["Renew the schemas, which list its name: guide schemas"] if (root / FOLDER).is_dir() else []),
    )


def _assure_new(library: Library, slug: str) -> None:
    wrong = next(named_well(slug, ""), None)
    aliases = {alias for sheet in library.facts.values() for alias in sheet.record.aliases}
    if wrong:
        raise click.UsageError(wrong.message)
    if slug in aliases.union(*(library.present[kind] for kind in ("facts", "opinions", "prose"))):
        raise click.UsageError(f"'{slug}' is there already; choose another --slug.")


def _last_place(library: Library) -> dict[Location, str]:
    """Return what an opinion says that moves nobody."""
    ranked = sorted((opinion.record for opinion in library.opinions.values()), key=lambda opinion: opinion.rank)
    tiers = list(library.one("terms").tiers)
    return {
        ("reviewed",): today_from().isoformat(),
        ("rank",): str(len(library.present["opinions"]) + 1),
        ("tier",): ranked[-1].tier if ranked else tiers[-1],
    }


def _head(root: Path, path: str, *about: str) -> list[str]:
    """Return the lines that a file opens with: its schema, where there are any, and what it is."""
    schema = [first_line(path)] if (root / FOLDER).is_dir() else []
    return [*schema, *(line for text in about for line in comment(text)), ""]


def _write_new(root: Path, files: Mapping[str, str]) -> None:
    """Write files that must not be there yet, all or none."""
    there = [path for path in files if (root / path).exists()]
    if there:
        raise click.UsageError(f"{there[0]} is there already; nothing was written.")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        click.echo(f"written: {path}")


def _say_next(*steps: str) -> None:
    click.echo("\nWhat is left to do:")
    for step in steps:
        click.echo(f"- {step}")


@new.command(epilog=_EXAMPLES.format("guide new pair lantern-post torch"))
@click.argument("one", required=False)
@click.argument("other", required=False)
@root_option
@reporting
def pair(root: Path, one: str | None, other: str | None) -> None:
    """Start the verdict on two candidates, ONE and OTHER, given by their short names."""
    library = read_library(root)
    two = sorted({_known(library, one, "ONE", "One"), _known(library, other, "OTHER", "The other")})
    if len(two) == 1:
        raise click.UsageError(f"'{two[0]}' is named twice; a pair has two.")
    path = f"data/pairs/{urls.pair_name(*two)}.yml"
    head = _head(root, path, f"The verdict on {two[0]} and {two[1]}.", *_HEAD)
    reviewed: dict[Location, str] = {("reviewed",): today_from().isoformat()}
    try:
        text = file_text(Pair, notes_of(library), reviewed, head=head, about=two)
    except Unread:
        raise InvalidGuide(library.problems) from None
    _write_new(root, {path: text})
    _say_next("Fill the blanks; `guide check` lists those that are left.")


def _known(library: Library, slug: str | None, argument: str, question: str) -> str:
    given = _asked(slug, argument, f"{question}, by its short name")
    if given not in library.present["facts"]:
        raise click.UsageError(f"'{given}' is not in this guide; {meant(given, library.present['facts'])}")
    return given


@new.command(
    epilog=_EXAMPLES.format(
        "guide new fact lantern-post first_wick --label 'First wick' --value 2014-06\n"
        "  guide new fact lantern-post stars --missing unknown --reason 'No list that we could read counts them.'"
    )
)
@click.argument("slug", required=False)
@click.argument("key", required=False)
@click.option("--label", help="Two or three words that say what it is, unless it is a kind of fact that all answer.")
@click.option("--value", help="What was found.")
@click.option("--kind", type=click.Choice(_words_of(Page, "kind")), help="Whose page it was read in.")
@click.option("--title", help="What that page is called.")
@click.option("--address", help="That page's whole address.")
@click.option("--as-of", "as_of", help="The date of the source.")
@click.option("--note", help="What the reader must know beside the value.")
@click.option("--missing", type=click.Choice(_words_of(Fact, "missing")), help="Where there is no value: why not.")
@click.option("--reason", help="Why there is no value.")
@root_option
@reporting
def fact(root: Path, slug: str | None, key: str | None, **given: str | None) -> None:
    """Add the fact KEY to the candidate SLUG: under `facts` if it is asked of all, else under `more`."""
    library = read_library(root)
    slug = _known(library, slug, "SLUG", "Whose fact")
    key = _asked(key, "KEY", "Its key, such as first_release")
    if not re.fullmatch(get_args(Key)[1].pattern, key):
        raise click.UsageError(f"'{key}' is no key; write {PATTERNS[get_args(Key)[1].pattern]}.")
    path = f"data/facts/{slug}.yml"
    try:
        types: Mapping[str, Any] = library.one("fact_types")
    except Unread:
        raise InvalidGuide(library.problems) from None
    named = {f"source.{name}" if name in Page.model_fields else name: text for name, text in given.items()}
    known = quoted(named)
    counts = key not in types or types[key].type == "count"
    for name in ("as_of", *(("value",) if counts else ())):
        # A bare year is a date, and digits are a count: neither has quotes.
        if (given[name] or "").isdecimal():
            known[name,] = str(given[name])
    without = ("value", "source") if given["missing"] else ()
    lines = entry_lines(Fact if key in types else GeneralFact, known, 4, without=without)
    part = "facts" if key in types else "more"
    _rewrite(root, path, lambda document: with_fact(document, part, key, lines, list(types)))
    _say_next("`guide check` says which blanks are left, if any.")


@new.command(
    epilog=_EXAMPLES.format(
        "guide new change --what 'Lantern Post joins, in the last place.' --why 'Teams keep asking for it.'\n"
        "  guide new change --kind correction --candidate torch --what '…' --why '…'"
    )
)
@click.option(
    "--kind",
    type=click.Choice(["ranking", "rules", "correction"]),
    help="What kind of change; by default what the ledger does not account for yet, else a correction.",
)
@click.option("--what", help="What changed, in a sentence.")
@click.option("--why", help="Why, in a sentence.")
@click.option("--candidate", "candidates", multiple=True, help="Whom it concerns, as often as needed; none means all.")
@root_option
@reporting
def change(root: Path, kind: str | None, what: str | None, why: str | None, candidates: tuple[str, ...]) -> None:
    """Enter a change into the ledger, with the new order and the digest of the rules where they changed."""
    library = read_library(root)
    try:
        recorded = in_present_names(library.one("changes"), library.present_slugs)
        new_things = unrecorded(recorded, _ranks(root), rules_digest(library))
    except Unread:
        raise InvalidGuide(library.problems) from None
    if not recorded:
        kind = "first_ranking"
    kind = kind or next(iter(new_things), "correction")
    texts = {"what": _asked(what, "--what", "What changed"), "why": _asked(why, "--why", "Why")}
    named = [_known(library, slug, "--candidate", "Whom") for slug in candidates]
    given: dict[Location, str] = {("date",): today_from().isoformat(), ("kind",): kind, **quoted(texts)}
    given |= {(key,): text for key, text in new_things.items()}
    if named:
        given["candidates",] = f"[{', '.join(named)}]"
    _rewrite(root, "data/changes.yml", lambda document: with_change(document, given))
    accounted = "" if new_things or not recorded else "; order and rules were accounted for already"
    click.echo(f"entered: a {kind.replace('_', ' ')}{accounted}")


def _ranks(root: Path) -> dict[str, int]:
    """Return the rank in each opinion, those with blanks in them included."""
    names = sorted(file.stem for file in (root / "data" / "opinions").glob("*.yml"))
    return {name: _rank(root, f"data/opinions/{name}.yml") for name in names}


def _rank(root: Path, path: str) -> int:
    document, _ = read_document(path, read_text_file(root, path).text)
    rank = document.value.get("rank") if document and isinstance(document.value, dict) else None
    if not isinstance(rank, int):
        raise InvalidGuide([Problem(path=path, message="no rank can be read; write it, the ledger needs the order")])
    return rank


def _rewrite(root: Path, path: str, changed: Callable[[Document], str]) -> None:
    """Replace a data file by what is made of it; its byte order mark and line ends stay."""
    file = read_text_file(root, path)
    document, problems = read_document(path, file.text)
    if document is None or problems:
        raise InvalidGuide(problems)
    try:
        new_text = changed(document)
    except NotAdded as error:
        raise click.UsageError(f"{path}: {error}") from None
    file.rewrite(new_text)
    click.echo(f"changed: {path}")
