"""`domains/contract`: the committed schemas and examples, one file each, and `asyncapi.json`.

Older versions of a schema stay as they were committed: nothing generates them any more.
"""

import json
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def _folder() -> Path:
    """In an installed wheel, or in the repository."""
    installed = _PACKAGE / "published"
    return installed if installed.exists() else _PACKAGE.parents[2] / "domains" / "contract"


FOLDER = _folder()
DOCUMENT = "asyncapi.json"
CLOUDEVENT_FILE = "schemas/cloudevent.json"


def text(value: Any) -> str:
    """As it is written: sorted, so that two branches which add events touch different lines."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def load(kind: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Every event's file of that kind (`schemas`, `examples`), by `<context>.<Event>.v<version>`."""
    files = sorted((folder / kind).glob("*.v*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}


def committed(revision: str, folder: Path = FOLDER) -> dict[str, Any]:
    """The schemas of a revision; none where the folder is in no repository, or was not there yet."""
    listed = [line.split("\t") for line in _git(folder, "ls-tree", revision, "schemas/").splitlines()]
    objects = {Path(name).stem: told.split()[2] for told, name in listed if ".v" in name}
    return dict(zip(objects, _contents(folder, list(objects.values())), strict=True))


def _contents(folder: Path, objects: Sequence[str]) -> Iterator[Any]:
    """Of JSON files. One process for all: hundreds took the linter half a minute."""
    told = BytesIO(_git(folder, "cat-file", "--batch", asked="\n".join(objects)).encode())
    for _ in objects:
        size = int(told.readline().split()[2])
        yield json.loads(told.read(size))
        told.readline()


def base(folder: Path = FOLDER) -> str:
    """The revision that a change is judged against: where the branch left main; on main, the one before."""
    head = _git(folder, "rev-parse", "HEAD").strip()
    for main in ("origin/main", "main"):
        common = _git(folder, "merge-base", "HEAD", main).strip()
        if common and common != head:
            return common
    parent = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^").strip()
    return "HEAD" if _git(folder, "status", "--porcelain", ".") or not parent else parent


def _git(folder: Path, *arguments: str, asked: str = "") -> str:
    """What git says; nothing where it refuses, or is not there."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, input=asked.encode(), capture_output=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.decode() if done.returncode == 0 else ""
