"""What the workflows run on the repository's host, run at home: a bare repository stands in for the host."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from version_control import git
from worlds import REPOSITORY


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A bare repository, as the host keeps it."""
    bare = tmp_path / "host.git"
    bare.mkdir()
    git(bare, "init", "--bare", "--quiet")
    return bare


@pytest.fixture
def checkout(host: Path, tmp_path: Path) -> Path:
    """A checkout of main with the scripts, and a little data and prose."""
    root = tmp_path / "checkout"
    shutil.copytree(REPOSITORY / ".ci", root / ".ci")
    for name in ("data/a.yml", "content/a.md"):
        file = root / name
        file.parent.mkdir(parents=True)
        file.write_text("ours\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", str(host))
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Ours")
    git(root, "push", "--quiet", "origin", "HEAD:main")
    return root


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """What the host's command line answers, by a part of what it is asked; what it was asked stands beside it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "gh"
    program.write_text(
        "#!/usr/bin/env python3\n"
        "import json, pathlib, sys\n"
        "here = pathlib.Path(__file__).parent\n"
        "asked = ' '.join(sys.argv[1:])\n"
        "with (here / 'asked').open('a') as file: file.write(asked + '\\n')\n"
        "answers = json.loads((here / 'answers.json').read_text())\n"
        "answer = next((answer for part, answer in answers.items() if part in asked), '')\n"
        "sys.exit('no answer' if answer == 'fails' else print(answer))\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    (folder / "answers.json").write_text("{}", encoding="utf-8")
    return folder


def run(
    checkout: Path, script: str, answers: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts; return what it said, and how it ended."""
    path = f"{answers}:{os.environ['PATH']}" if answers else os.environ["PATH"]
    known = {"PATH": path, "HOME": str(checkout.parent), "GITHUB_REPOSITORY": "some/body", "PAUSE": "0", **environment}
    return subprocess.run(  # noqa: S603 - our own
        [checkout / ".ci" / script], cwd=checkout, env=known, check=False, capture_output=True, text=True
    )


def built(checkout: Path, name: str, text: str) -> str:
    """Write a site of one page; return its folder."""
    folder = checkout / ".build" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    return str(folder)


def published(host: Path) -> dict[str, str]:
    """Return what is served, by path."""
    paths = git(host, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    return {path: git(host, "show", f"gh-pages:{path}") for path in paths}


def test_site_and_previews_are_published_beside_each_other(host: Path, checkout: Path) -> None:
    """Publishing the guide must keep the previews, publishing a preview the guide; the branch stays one commit."""
    assert run(checkout, "publish", FROM=built(checkout, "one", "guide"), AT=".").returncode == 0
    assert run(checkout, "publish", FROM=built(checkout, "two", "seven"), AT="preview/7").returncode == 0
    assert run(checkout, "publish", FROM=built(checkout, "three", "new guide"), AT=".").returncode == 0
    assert published(host) == {".nojekyll": "", "index.html": "new guide", "preview/7/index.html": "seven"}
    assert git(host, "rev-list", "--count", "gh-pages") == "1"


def test_past_editions_and_their_badges_stay(host: Path, checkout: Path) -> None:
    """A year that the guide does not bring itself stays as it was last published; what it brings takes its place."""

    def publish(at: str, *paths: str) -> None:
        root = Path(built(checkout, "site", "guide"))
        for path in paths:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(str(paths), encoding="utf-8")
        assert run(checkout, "publish", FROM=str(root), AT=at).returncode == 0
        shutil.rmtree(root)

    publish(".", "2026/leads-on.html", "badge/2026/old.svg")
    publish(".", "2026/leads-on.html", "badge/2026/a.svg")
    assert published(host).keys() == {".nojekyll", "2026/leads-on.html", "badge/2026/a.svg", "index.html"}
    publish(".", "badge/2027/a.svg")
    publish("2026", "a.html")
    publish(".", "badge/2027/b.svg")
    assert published(host).keys() == {
        *(".nojekyll", "2026/a.html", "2026/index.html", "badge/2026/a.svg", "badge/2027/b.svg", "index.html"),
    }


def with_scripts(checkout: Path, digest: str) -> str:
    """Write a site whose scripts have a digest; return its folder."""
    folder = Path(built(checkout, digest, digest))
    script = folder / "assets" / digest / "main.js"
    script.parent.mkdir(parents=True)
    script.write_text(digest, encoding="utf-8")
    return str(folder)


def test_an_open_page_finds_the_scripts_of_its_own_build(host: Path, checkout: Path) -> None:
    """Scripts of the last builds must stay, those published last the longest; older ones must go."""
    builds = [with_scripts(checkout, f"{number:02x}") for number in range(12)]
    for folder in (*builds[:11], builds[1], builds[11]):
        assert run(checkout, "publish", FROM=folder, AT=".").returncode == 0
    run(checkout, "publish", FROM=builds[0], AT="preview/7")
    kept = {f"assets/{number:02x}/main.js": f"{number:02x}" for number in (1, *range(3, 12))}
    served = published(host)
    assert {path: text for path, text in served.items() if path.startswith("assets/")} == kept
    assert served["builds.txt"].split() == ["0b", "01", *(f"{number:02x}" for number in range(10, 2, -1))]
    assert served["index.html"] == "0b"


def test_scripts_of_a_build_without_a_list_stay_too(host: Path, checkout: Path) -> None:
    """What was published before there was a list of builds is a build like any."""
    run(checkout, "publish", FROM=with_scripts(checkout, "aa"), AT=".")
    pages = checkout / ".build/pages"
    (pages / "builds.txt").unlink()
    git(pages, "commit", "--quiet", "--all", "--amend", "--no-edit")
    git(pages, "push", "--quiet", "--force", "origin", "gh-pages")
    run(checkout, "publish", FROM=with_scripts(checkout, "bb"), AT=".")
    assert {"assets/aa/main.js", "assets/bb/main.js"} < published(host).keys()


def test_what_is_gone_from_the_site_is_gone_from_the_host(host: Path, checkout: Path) -> None:
    """A page that is no longer built must not stay published."""
    folder = built(checkout, "one", "guide")
    (Path(folder) / "old.html").write_text("old", encoding="utf-8")
    run(checkout, "publish", FROM=folder, AT=".")
    (Path(folder) / "old.html").unlink()
    run(checkout, "publish", FROM=folder, AT=".")
    assert "old.html" not in published(host)


@pytest.mark.parametrize(
    "place",
    ["..", "preview/../..", "preview/", "preview/7/..", "/etc", "preview/x", "2026/7", "", "preview/7\n..", "..\n2026"],
)
def test_nothing_is_published_at_another_place(host: Path, checkout: Path, place: str) -> None:
    """Neither a slip nor a strange number may write, or delete, elsewhere."""
    done = run(checkout, "publish", FROM=built(checkout, "one", "guide"), AT=place)
    assert done.returncode == 2
    assert git(host, "branch", "--list", "gh-pages") == ""


@pytest.mark.parametrize("target", ["publish", "proposal", "preview", "verify", "samples", "torture", "impact"])
def test_what_the_environment_names_is_text_to_make(checkout: Path, target: str) -> None:
    """Whatever a workflow hands on by its environment, neither make nor a shell may take it for a command."""
    for program in ("guide", "python"):
        file = checkout / ".venv/bin" / program
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("#!/bin/sh\n", encoding="utf-8")
        file.chmod(0o755)
    for stamp in ("build", "test", "refresh"):
        (checkout / ".venv" / stamp).touch()
    for value in (
        "$(shell touch gone)",
        "$(touch gone)",
        '";touch gone;"',
        "`touch gone`",
        "';touch gone;'",
        "a\ntouch gone",
    ):
        strange = dict.fromkeys(("FROM", "AT", "NUMBER", "HEAD", "COMMIT", "SITE", "COPY", "ONLY", "BASE"), value)
        made = ["make", "--file", str(REPOSITORY / "Makefile"), "--assume-old=requirements/build.txt", target]
        made += [
            f"--assume-old={name}" for name in ("requirements/test.txt", "requirements/refresh.txt", "pyproject.toml")
        ]
        subprocess.run(made, cwd=checkout, env={**os.environ, **strange}, check=False, capture_output=True)  # noqa: S603
        assert not (checkout / "gone").exists()


def test_a_preview_leaves_room_for_the_guide(host: Path, checkout: Path) -> None:
    """What is served has a limit: a proposal that makes heaps of files must not keep the guide from being published."""
    folder = built(checkout, "large", "large")
    (Path(folder) / "more").write_bytes(b"\1" * 52_000_000)
    done = run(checkout, "publish", FROM=folder, AT="preview/7")
    assert (done.returncode, done.stderr) == (1, "a preview of more than 50 MB is not published\n")
    assert git(host, "branch", "--list", "gh-pages") == ""


def test_a_site_that_cannot_be_copied_is_not_published(host: Path, checkout: Path) -> None:
    """A folder that is not there must leave what is published as it is."""
    run(checkout, "publish", FROM=built(checkout, "one", "guide"), AT=".")
    assert run(checkout, "publish", FROM=str(checkout / "nowhere"), AT=".").returncode != 0
    assert published(host)["index.html"] == "guide"


def test_previews_of_closed_pull_requests_are_taken_away(host: Path, checkout: Path, answers: Path) -> None:
    """What is no longer proposed must not be served for ever."""
    for number in ("7", "12"):
        run(checkout, "publish", FROM=built(checkout, "one", number), AT=f"preview/{number}")
    (answers / "answers.json").write_text(json.dumps({"pulls/7": "closed", "pulls/12": "open"}), encoding="utf-8")
    assert run(checkout, "forget-previews", answers).returncode == 0
    assert [path for path in published(host) if "preview" in path] == ["preview/12/index.html"]


def test_without_an_answer_no_preview_is_taken_away(host: Path, checkout: Path, answers: Path) -> None:
    """An error of the host is no word that a pull request is closed."""
    run(checkout, "publish", FROM=built(checkout, "one", "7"), AT="preview/7")
    (answers / "answers.json").write_text(json.dumps({"pulls/7": "fails"}), encoding="utf-8")
    assert run(checkout, "forget-previews", answers).returncode != 0
    assert "preview/7/index.html" in published(host)


def test_the_hosts_own_note_of_a_domain_stays(host: Path, checkout: Path) -> None:
    """A guide under a domain of its own must not lose it when it is published again."""
    folder = built(checkout, "one", "guide")
    (Path(folder) / "CNAME").write_text("guide.example.org", encoding="utf-8")
    run(checkout, "publish", FROM=folder, AT=".")
    (Path(folder) / "CNAME").unlink()
    run(checkout, "publish", FROM=folder, AT=".")
    assert published(host)["CNAME"] == "guide.example.org"


def propose(checkout: Path, path: str = "data/a.yml", target: str = "", *, mode: int = 0o644) -> str:
    """Make pull request 7 with a file, or a link to a target; return its commit."""
    git(checkout, "checkout", "--quiet", "-b", "theirs")
    file = checkout / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    if target:
        file.symlink_to(target)
    else:
        file.write_text("theirs\n", encoding="utf-8")
        file.chmod(mode)
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "Theirs")
    git(checkout, "push", "--quiet", "origin", "HEAD:refs/pull/7/head")
    commit = git(checkout, "rev-parse", "HEAD")
    git(checkout, "checkout", "--quiet", "-")
    return commit


def test_of_a_proposal_only_data_and_prose_are_taken(checkout: Path, answers: Path) -> None:
    """Code that comes with a pull request must stay out; its data must be there."""
    commit = propose(checkout)
    (answers / "answers.json").write_text(json.dumps({"pulls": "7"}), encoding="utf-8")
    done = run(checkout, "proposal", answers, HEAD="somebody:theirs", COMMIT=commit)
    assert (done.returncode, done.stdout) == (0, "number=7\n")
    assert (checkout / "data/a.yml").read_text(encoding="utf-8") == "theirs\n"
    assert (checkout / "content/a.md").read_text(encoding="utf-8") == "ours\n"


def test_a_new_file_of_a_proposal_is_taken(checkout: Path) -> None:
    """New prose must be in the preview, even if there was no such folder."""
    path = "content/new/b.md"
    propose(checkout, path)
    done = run(checkout, "proposal", NUMBER="7")
    assert (done.returncode, done.stderr) == (0, "")
    assert (checkout / path).read_text(encoding="utf-8") == "theirs\n"


def test_code_in_a_proposal_is_left_where_it_is(checkout: Path) -> None:
    """A script that a pull request changes must not be the one that runs."""
    propose(checkout, ".ci/publish")
    assert run(checkout, "proposal", NUMBER="7").returncode == 0
    assert (checkout / ".ci/publish").read_text(encoding="utf-8") != "theirs\n"


@pytest.mark.parametrize("path", ["data/b.yml", "content/b", "samples/some/b.py", "samples/some", "samples"])
def test_a_proposal_cannot_reach_out_of_its_folders(checkout: Path, path: str) -> None:
    """A link among the data would make the build read what was not proposed."""
    propose(checkout, path, target="/etc/passwd")
    done = run(checkout, "proposal", NUMBER="7")
    assert done.returncode == 1
    assert "only plain files" in done.stderr
    assert not (checkout / path).exists()


def test_a_proposal_brings_no_other_repository(checkout: Path) -> None:
    """A submodule is no file: what stands in it was not proposed."""
    commit = git(checkout, "rev-parse", "HEAD").strip()
    for folder in ("data/more", "samples/more"):
        git(checkout, "update-index", "--add", "--cacheinfo", f"160000,{commit},{folder}")
        git(checkout, "commit", "--quiet", "--message", "Theirs")
        git(checkout, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/7/head")
        git(checkout, "reset", "--quiet", "--hard", commit)
        done = run(checkout, "proposal", NUMBER="7")
        assert (done.returncode, folder in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("path", "mode"),
    [("samples/some/a.py", 0o644), ("samples/some/bin/run", 0o755), ("samples/some/$(touch gone) ü.py", 0o644)],
)
def test_a_sample_of_a_proposal_is_taken_as_text(checkout: Path, path: str, mode: int) -> None:
    """What a sample would show must be in the preview; that some of it is a program is of no account there."""
    propose(checkout, path, mode=mode)
    done = run(checkout, "proposal", NUMBER="7")
    assert (done.returncode, done.stdout) == (0, "number=7\n")
    assert (checkout / path).read_text(encoding="utf-8") == "theirs\n"
    assert not (checkout / "gone").exists()


@pytest.mark.parametrize("path", ["samples/.gitattributes", "samples/some/.gitignore", "samples/some/.git.d/hooks/a"])
def test_what_is_hidden_in_a_sample_stays_ours(checkout: Path, path: str) -> None:
    """It could change how git writes the rest, or hide that from the comment."""
    propose(checkout, path)
    done = run(checkout, "proposal", NUMBER="7")
    assert (done.returncode, done.stdout) == (0, "number=7\n")
    assert not (checkout / path).exists()


def test_samples_that_a_proposal_takes_away_are_gone(checkout: Path) -> None:
    """All of them, but for what is hidden."""
    for name in ("a.py", ".hidden"):
        (checkout / "samples/some").mkdir(parents=True, exist_ok=True)
        (checkout / "samples/some" / name).write_text("ours\n", encoding="utf-8")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "More")
    git(checkout, "push", "--quiet", "origin", "HEAD~1:refs/pull/7/head")
    assert run(checkout, "proposal", NUMBER="7").returncode == 0
    assert [file.name for file in (checkout / "samples/some").iterdir()] == [".hidden"]


@pytest.mark.parametrize("path", ["content/.gitattributes", "data/.hidden/a.yml"])
def test_a_proposal_cannot_hide_anything(checkout: Path, path: str) -> None:
    """What is hidden could change how the rest is written."""
    propose(checkout, path)
    done = run(checkout, "proposal", NUMBER="7")
    assert (done.returncode, path in done.stderr) == (1, True)
    assert (checkout / "content/a.md").read_text(encoding="utf-8") == "ours\n"


def test_a_proposal_without_data_takes_nothing_away(checkout: Path) -> None:
    """Where there is nothing to put in its place, ours must stay."""
    git(checkout, "checkout", "--quiet", "-b", "theirs")
    git(checkout, "rm", "-r", "--quiet", "data")
    git(checkout, "commit", "--quiet", "--message", "Gone")
    git(checkout, "push", "--quiet", "origin", "HEAD:refs/pull/7/head")
    git(checkout, "checkout", "--quiet", "-")
    done = run(checkout, "proposal", NUMBER="7")
    assert (done.returncode, done.stderr.strip().splitlines()[-1]) == (1, "pull request 7 has no data/")
    assert (checkout / "data/a.yml").read_text(encoding="utf-8") == "ours\n"


@pytest.mark.parametrize("name", ["data/a.yml", "content/new.md"])
def test_a_proposal_never_takes_the_place_of_work_that_is_not_committed(checkout: Path, name: str) -> None:
    """Whoever runs this at home must not lose what they were writing."""
    propose(checkout)
    (checkout / name).write_text("mine\n", encoding="utf-8")
    done = run(checkout, "proposal", NUMBER="7")
    assert (done.returncode, "not committed" in done.stderr) == (1, True)
    assert (checkout / name).read_text(encoding="utf-8") == "mine\n"


def test_what_a_proposal_takes_away_is_gone(checkout: Path) -> None:
    """A file that a pull request removes must not be in its preview."""
    (checkout / "data/b.yml").write_text("ours\n", encoding="utf-8")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "More")
    git(checkout, "checkout", "--quiet", "-b", "less")
    git(checkout, "rm", "--quiet", "data/b.yml")
    git(checkout, "commit", "--quiet", "--message", "Less")
    git(checkout, "push", "--quiet", "origin", "HEAD:refs/pull/7/head")
    git(checkout, "checkout", "--quiet", "-")
    assert run(checkout, "proposal", NUMBER="7").returncode == 0
    assert not (checkout / "data/b.yml").exists()


def test_a_proposal_that_moved_on_is_left_to_its_newer_run(checkout: Path) -> None:
    """What was checked and what is shown must be the same commit."""
    propose(checkout)
    done = run(checkout, "proposal", NUMBER="7", COMMIT="0" * 40)
    assert done.returncode == 1
    assert "moved on" in done.stderr
    assert (checkout / "data/a.yml").read_text(encoding="utf-8") == "ours\n"


def test_a_run_without_an_open_pull_request_does_nothing(checkout: Path, answers: Path) -> None:
    """A pull request may be closed while its check runs."""
    done = run(checkout, "proposal", answers, HEAD="somebody:theirs", COMMIT="0" * 40)
    assert done.returncode == 1
    assert "no open pull request" in done.stderr


STRANGE = ("0", "-1", "7/../..", "7\n8", "$(touch gone)", "7;touch gone", "refs/heads/main", "7 8", "९", "1" * 11)


@pytest.mark.parametrize("number", STRANGE)
def test_what_is_no_number_of_a_pull_request_reaches_nothing(checkout: Path, answers: Path, number: str) -> None:
    """A number comes from elsewhere: before a command is made of it, it must be one."""
    propose(checkout)
    before = (checkout / "data/a.yml").read_text(encoding="utf-8")
    assert run(checkout, "proposal", NUMBER=number).returncode == 2
    (answers / "answers.json").write_text(json.dumps({"pulls": number.partition("\n")[0] or "x"}), encoding="utf-8")
    assert run(checkout, "proposal", answers, HEAD="a:b", COMMIT="x' | halt").returncode == 2
    made = ["make", "--file", str(REPOSITORY / "Makefile"), "preview"]
    shutil.copytree(REPOSITORY / "requirements", checkout / "requirements")
    shutil.copy(REPOSITORY / "pyproject.toml", checkout)
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "build").touch()
    environment = {**os.environ, "NUMBER": number, "SITE": "https://guide.example/"}
    assert subprocess.run(made, cwd=checkout, env=environment, check=False, capture_output=True).returncode == 2  # noqa: S603
    assert (checkout / "data/a.yml").read_text(encoding="utf-8") == before
    assert not (checkout / "gone").exists()


SUMMARY = """1 changed, 1 disagree with the record, 0 could not be read.

### Changed

- **Granite**, Stars

### Disagrees with the record; a person must decide

- **Granite**, Licence
"""


@pytest.mark.parametrize(
    ("summary", "known", "asked"),
    [
        (SUMMARY, "", "issue create --title What machines found"),
        (SUMMARY, "5", "issue edit 5"),
        ("Nothing.\n", "5", "issue close 5"),
        ("Nothing.\n", "", "issue list"),
    ],
)
def test_what_a_person_must_decide_is_said_in_one_issue(
    checkout: Path, answers: Path, summary: str, known: str, asked: str
) -> None:
    """What no machine may write must reach somebody, whether or not there is anything to propose."""
    folder = checkout / ".build/refreshed"
    folder.mkdir(parents=True)
    (folder / "summary.md").write_text(summary, encoding="utf-8")
    (answers / "answers.json").write_text(json.dumps({"issue list": known}), encoding="utf-8")
    assert run(checkout, "person-issue", answers).returncode == 0
    assert asked in (answers / "asked").read_text(encoding="utf-8").splitlines()[-1]
    said = (folder / "for-a-person.md").read_text(encoding="utf-8")
    assert ("Licence" in said, "Stars" in said) == ("Licence" in summary, False)


def test_edits_that_were_written_down_elsewhere_change_data_alone(checkout: Path) -> None:
    """What a job with foreign code in it wrote down must not reach a script."""
    for path in ("data/a.yml", ".ci/publish", "content/a.md"):
        with (checkout / path).open("a", encoding="utf-8") as file:
            file.write("more\n")
    patch = checkout / ".build/refreshed/changes.patch"
    patch.parent.mkdir(parents=True)
    patch.write_text(git(checkout, "diff") + "\n", encoding="utf-8")
    git(checkout, "checkout", "--quiet", ".")
    made = ["make", "--file", str(REPOSITORY / "Makefile"), "refreshed-apply"]
    subprocess.run(made, cwd=checkout, check=True)  # noqa: S603 - our own
    assert git(checkout, "diff", "--name-only").split() == ["data/a.yml"]


MAKE = """#!/bin/sh
printf '%s' "$SAID"
exit "$ENDED"
"""


@pytest.mark.parametrize(
    ("made", "code", "asked"),
    [
        (("# Summary\n\n* [404] <https://a.example/>\n", "2"), 0, "issue create --title Links that do not answer"),
        (("# Summary\n", "0"), 0, "issue list"),
        (("Error while loading config\n", "2"), 1, ""),
    ],
)
def test_dead_links_are_told_and_a_broken_run_is_no_dead_link(
    checkout: Path, answers: Path, made: tuple[str, str], code: int, asked: str
) -> None:
    """An issue says what does not answer; a run that tried nothing must fail instead."""
    (answers / "make").write_text(MAKE, encoding="utf-8")
    (answers / "make").chmod(0o755)
    said, ended = made
    assert run(checkout, "outbound-found", answers, SAID=said, ENDED=ended).returncode == code
    assert code or run(checkout, "outbound-issue", answers).returncode == 0
    told = (answers / "asked").read_text(encoding="utf-8").splitlines()[-1] if (answers / "asked").exists() else ""
    assert asked in told
    assert bool(asked) == bool(told)
