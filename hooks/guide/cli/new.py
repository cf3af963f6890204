"""`guide new`: start a candidate with a BLANK for every answer, or enter a change into the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from guide.authoring.format import first_line
from guide.authoring.ledger_entry import unrecorded, with_change
from guide.authoring.scaffold import facts_text, opinion_text, prose_text, scalar
from guide.authoring.text_files import read_data_file, read_text_file
from guide.checks.files import check_slug
from guide.checks.rules import rules_digest
from guide.cli.common import reporting, root_option
from guide.model import urls
from guide.model.ledger import in_present_names
from guide.model.problems import InvalidGuide, Problem, meant
from guide.site.load import today_from
from guide.source.json_schemas import FOLDER
from guide.source.library import Library, Unread, read_library
from guide.source.records.yaml_reader import read_document


class _Kinds(click.Group):
    """Takes any other word for the guide's own for a candidate; the command looks whether it is."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or candidate


@click.group(cls=_Kinds)
def new() -> None:
    """Start a candidate, or enter a change into the ledger.

    What is ranked may be called by the guide's own word for it, `subject.one` in data/edition.yml.

    \b
    Examples:
      guide new candidate --name 'Lantern Post'
      guide new change
    """


@new.command()
@click.option("--name", prompt="Its name as the project writes it", help="Its name as the project writes it.")
@click.option("--slug", help="Its short name, for files and addresses; made from the name by default.")
@click.option("--language", "languages", multiple=True, help="A language its users write; may be given several times.")
@click.option("--style", help="What kind of thing it is.")
@click.option("--site", help="Its official site.")
@click.option("--docs", help="Its documentation.")
@click.option("--repository", help="Its source code.")
@root_option
@reporting
def candidate(root: Path, name: str, slug: str | None, languages: tuple[str, ...], **known: str | None) -> None:
    """Start the facts, the opinion and the prose of one more candidate, placed last.

    The files are complete and commented, with BLANK where somebody has to answer. `guide check` says which blanks are
    left, and what belongs in each.

    \b
    Examples:
      guide new candidate --name 'Lantern Post'
      guide new candidate --name 'Lantern Post' --slug lantern --language go --site https://lantern.example/
    """
    library = read_library(root)
    slug = slug or urls.slug(name)
    try:
        subject = library.one("edition").subject
        given = {"languages": languages, **{key: text for key, text in known.items() if text}}
        facts = facts_text(library, name, given)
        opinion = opinion_text(library, name, **_last_place(library))
        prose = prose_text(library)
    except Unread:
        raise InvalidGuide(library.problems) from None
    _assure_kind(click.get_current_context().info_name or "", subject.one)
    _assure_new(library, slug)
    facts_path, opinion_path = f"data/facts/{slug}.yml", f"data/opinions/{slug}.yml"
    files = {
        facts_path: _schema_line(root, facts_path) + facts,
        opinion_path: _schema_line(root, opinion_path) + opinion,
        f"content/{subject.many}/{slug}.md": prose,
    }
    _write_new(root, files)
    _say_next(
        "Fill the blanks; `guide check` lists those that are left.",
        "Add a rule to data/decision.yml that picks it and remove `in_no_rule` from its opinion, or fill that in.",
        "It stands last. To place it higher, change `rank` in every opinion that moves.",
        "Enter the new order into the ledger: guide new change --what '…' --why '…'",
        *(["Renew the schemas, which list its name: guide schemas"] if (root / FOLDER).is_dir() else []),
    )


def _assure_kind(word: str, subject: str) -> None:
    known = ["candidate", "change", "-".join(subject.lower().split())]
    if word not in known:
        raise click.UsageError(f"'{word}' is nothing that can be started; {meant(word, known)}")


def _assure_new(library: Library, slug: str) -> None:
    wrong = next(check_slug(slug, ""), None)
    aliases = {alias for sheet in library.facts.values() for alias in sheet.record.aliases}
    if wrong:
        raise click.UsageError(f"--slug: {wrong.message}")
    if slug in aliases.union(*(library.present[kind] for kind in ("facts", "opinions", "prose"))):
        raise click.UsageError(f"'{slug}' is there already; choose another --slug.")


def _last_place(library: Library) -> dict[str, Any]:
    """Return the rank, the tier and the date of an opinion that moves nobody."""
    ranked = sorted((opinion.record for opinion in library.opinions.values()), key=lambda opinion: opinion.rank)
    return {
        "rank": len(library.present["opinions"]) + 1,
        "tier": ranked[-1].tier if ranked else [*library.one("terms").tiers][-1],
        "today": today_from().isoformat(),
    }


def _schema_line(root: Path, path: str) -> str:
    """Return the line that names the schema of a file, where there are schemas."""
    return f"{first_line(path)}\n" if (root / FOLDER).is_dir() else ""


def _write_new(root: Path, files: Mapping[str, str]) -> None:
    """Write files that are not there yet."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        click.echo(f"written: {path}")


def _say_next(*steps: str) -> None:
    click.echo("\nWhat is left to do:")
    for step in steps:
        click.echo(f"- {step}")


@new.command()
@click.option(
    "--kind",
    type=click.Choice(["ranking", "rules", "correction"]),
    help="What kind of change; by default what the ledger does not account for yet, else a correction.",
)
@click.option("--what", prompt="What changed, in a sentence", help="What changed, in a sentence.")
@click.option("--why", prompt="Why, in a sentence", help="Why, in a sentence.")
@click.option("--candidate", "candidates", multiple=True, help="Whom it concerns, as often as needed; none means all.")
@root_option
@reporting
def change(root: Path, kind: str | None, what: str, why: str, candidates: tuple[str, ...]) -> None:
    """Enter a change into the ledger, with the new order and the digest of the rules where they changed.

    \b
    Examples:
      guide new change --what 'Lantern Post joins, in the last place.' --why 'Teams keep asking for it.'
      guide new change --kind correction --candidate torch --what '…' --why '…'
    """
    library = read_library(root)
    try:
        recorded = in_present_names(library.one("changes"), library.present_slugs)
        news = unrecorded(recorded, _ranks(root), rules_digest(library))
    except Unread:
        raise InvalidGuide(library.problems) from None
    slugs = library.present["facts"]
    for slug in candidates:
        if slug not in slugs:
            raise click.UsageError(f"'{slug}' is not in this guide; {meant(slug, slugs)}")
    kind = "first_ranking" if not recorded else kind or next(iter(news), "correction")
    concerned = {"candidates": f"[{', '.join(candidates)}]"} if candidates else {}
    texts = {"what": scalar(what), "why": scalar(why)}
    _append(root, {"date": today_from().isoformat(), "kind": kind, **texts, **concerned, **news})
    accounted = "" if news or not recorded else "; order and rules were accounted for already"
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


def _append(root: Path, entry: Mapping[str, str]) -> None:
    """Append an entry to the ledger, whose byte order mark and line ends stay."""
    path = "data/changes.yml"
    file, document = read_data_file(root, path)
    file.rewrite(with_change(document, entry))
    click.echo(f"changed: {path}")
