"""No request is lost while one site takes the place of the other: nginx by the committed configuration, under wrk."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import build_site
import nginx
from torture.trial import CannotTry, built, program, world

SECONDS, CONNECTIONS = 10, 16

_ASK = """
local paths = {%s}
local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", paths[number %% #paths + 1])
end
done = function(summary)
  local errors = summary.errors
  io.write(string.format("asked %%d lost %%d\\n", summary.requests,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
"""


def exchanges(folder: Path) -> Iterator[tuple[int, int]]:
    """Exchange two sites all the time while they are asked for; yield requests answered and lost."""
    wrk, served = program("wrk"), program("nginx", "nginx-light")
    root = world(folder)
    sites = [folder / "one", folder / "other"]
    for number, site in enumerate((*sites, root / "site")):
        if built(root, number, site).returncode:
            raise CannotTry("the guide cannot be built")
    addresses = ", ".join(f'"{path}"' for path in _common(sites))
    (folder / "ask.lua").write_text(_ASK % addresses, encoding="utf-8")
    with nginx.running(served, root, _free_port()) as address:
        load = ["-t", "1", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", "-s", str(folder / "ask.lua"), address]
        with subprocess.Popen([wrk, *load], stdout=subprocess.PIPE, text=True) as asking:  # noqa: S603 - found above
            number = 0
            while asking.poll() is None:
                build_site.publish(root / "site", partial(shutil.copytree, sites[number % 2], dirs_exist_ok=True))
                number += 1
                time.sleep(0.01)
            said = asking.stdout.read() if asking.stdout else ""
    match = re.search(r"asked (\d+) lost (\d+)", said)
    if not match:
        raise CannotTry("wrk said nothing of what it asked")
    yield int(match[1]), int(match[2])


def _common(sites: list[Path]) -> list[str]:
    """Return the addresses that both sites have, pages by their folders."""
    both = set.intersection(*({file.relative_to(site).as_posix() for file in site.rglob("*.*")} for site in sites))
    paths = sorted(path for path in both if (sites[0] / path).is_file() and not path.startswith("_"))
    return [f"/{path.removesuffix('index.html')}" for path in paths]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
