"""Checks a Containerfile without building it: what makes an image unsafe, unrepeatable or unbuildable.

    python tests/tooling/containerfile_linter.py deploy/Containerfile

Sources of COPY are looked up from the repository's root, which is the context of the build.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SECRET = re.compile(r"\b\w*(?:PASSWORD|SECRET|TOKEN|PRIVATE_KEY)\w*\s*=\s*\S", re.IGNORECASE)
KNOWN = {"ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN"} | {
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
}


class Instruction(NamedTuple):
    """One instruction, its continued lines joined."""

    line: int
    name: str
    rest: str


def instructions(text: str) -> Iterator[Instruction]:
    """In order, without comments."""
    held, began = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not held and (not line.strip() or line.lstrip().startswith("#")):
            continue
        began = began if held else number
        held += line.rstrip()
        if held.endswith("\\"):
            held = held[:-1] + " "
            continue
        name, _, rest = held.partition(" ")
        yield Instruction(began, name, rest.strip())
        held = ""


def check(text: str, root: Path = ROOT) -> Iterator[tuple[int, str]]:
    """(line, message) of whatever is wrong."""
    found = list(instructions(text))
    stages: set[str] = set()
    for one in found:
        if one.name not in KNOWN:
            yield one.line, f"{one.name} is not used here: COPY and RUN do it and show what they do"
        if one.name == "FROM":
            yield from _check_from(one, stages)
        if one.name == "COPY":
            yield from _check_copy(one, stages, root)
        if one.name in ("ENTRYPOINT", "CMD") and not one.rest.startswith("["):
            yield one.line, f"{one.name} in shell form: the shell, not Concord, would get SIGTERM"
        if one.name in ("ENV", "ARG") and SECRET.search(one.rest):
            yield one.line, "a secret in the image: everyone who has the image has it"
        if one.name == "RUN" and re.search(r"pip install(?!.*--(?:no-deps|require-hashes))", one.rest):
            yield one.line, "pip without --require-hashes: another build would hold other packages"
    yield from _check_end(found)


def _check_from(one: Instruction, stages: set[str]) -> Iterator[tuple[int, str]]:
    image, _, stage = re.sub(r"--\S+\s+", "", one.rest).partition(" AS ")
    if image not in stages and not re.search(r":(?!latest\b)[\w.-]+$", image):
        yield one.line, f"{image} has no version: another build would start from something else"
    if stage:
        stages.add(stage.strip())


def _check_copy(one: Instruction, stages: set[str], root: Path) -> Iterator[tuple[int, str]]:
    source_stage = re.search(r"--from=(\S+)", one.rest)
    if source_stage:
        if source_stage[1] not in stages:
            yield one.line, f"there is no stage {source_stage[1]}"
        return
    for source in re.sub(r"--\S+\s+", "", one.rest).split()[:-1]:
        if not (root / source).exists():
            yield one.line, f"{source} does not exist in the repository"


def _check_end(found: list[Instruction]) -> Iterator[tuple[int, str]]:
    last = max((index for index, one in enumerate(found) if one.name == "FROM"), default=0)
    users = [one for one in found[last:] if one.name == "USER"]
    if not users or users[-1].rest in ("root", "0"):
        yield found[-1].line if found else 1, "the container would run as root: add USER"
    if not any(one.name in ("ENTRYPOINT", "CMD") for one in found[last:]):
        yield found[-1].line if found else 1, "nothing is started: add ENTRYPOINT"


def main(arguments: list[str]) -> int:
    """Prints findings as `path:line: message`; 1 if there are any."""
    findings = [(path, *finding) for path in arguments for finding in check(Path(path).read_text("utf-8"))]
    for path, line, message in findings:
        print(f"{path}:{line}: {message}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
