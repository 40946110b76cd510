"""The recipes of docs/audit.md, in both languages, run as an auditor runs them: on a bundle that is right,
and on spoilt ones. Tools that are not here are skipped with the reason."""

import base64
import json
import re
import shlex
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from bundling import entry, ledger
from demonstrating import CONCORD, clean_environment
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder
from stamping_authority import Authority as Tsa

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("audit.md", "audit.zh-CN.md")
RECIPE = re.compile(r"<!-- recipe: (?P<file>\S+) -->\n```\w+\n(?P<text>.*?)```", re.S)
GO_LIBRARY = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
SIGSTORE = "@sigstore/verify@3.1.1"


def recipes(document: str) -> dict[str, str]:
    text = (ROOT / "docs" / document).read_text("utf-8")
    return {found["file"]: found["text"] for found in RECIPE.finditer(text)}


@pytest.fixture(scope="module")
def node_modules(tmp_path_factory) -> Path:
    """The package from npm; skipped where there is no npm, or no registry."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("npm")
    try:
        done = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, SIGSTORE],
            capture_output=True,
            text=True,
            timeout=60,
        )
    except subprocess.TimeoutExpired:
        pytest.skip("the npm registry does not answer")
    if done.returncode:
        pytest.skip(f"npm cannot install {SIGSTORE}: {done.stderr[-200:]}")
    return folder / "node_modules"


@pytest.fixture
def command(request) -> dict[str, object]:
    """How a recipe is run."""
    if request.param == "verify.go":
        if not shutil.which("go") or not GO_LIBRARY.is_dir():
            pytest.skip("golang-go and golang-golang-x-mod-dev are not installed")
        environment = {"GO111MODULE": "off", "GOPATH": "/usr/share/gocode"}
        return {"file": request.param, "run": ["go", "run", request.param], "env": environment}
    if request.param == "verify.js":
        if not shutil.which("node"):
            pytest.skip("node is not installed")
        modules = request.getfixturevalue("node_modules")
        return {"file": request.param, "run": ["node", request.param], "env": {"NODE_PATH": str(modules)}}
    for tool in ("bash", "openssl", "sha256sum"):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    return {"file": request.param, "run": ["bash", request.param], "env": {}}


def run(command, made, tmp_path) -> subprocess.CompletedProcess[str]:
    folder = tmp_path / "ledger"
    with tarfile.open(made.write(tmp_path / "x.tar")) as tar:
        tar.extractall(folder, filter="data")
    (folder / command["file"]).write_text(recipes("audit.md")[command["file"]])
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path), **command["env"]}
    return subprocess.run(
        command["run"], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )


RECIPES = pytest.mark.parametrize("command", ["verify.go", "verify.js", "verify.sh"], indirect=True)


def spoilt_signature(made):
    made.members["checkpoint"] = made.members["checkpoint"].replace(b"\n300\n", b"\n299\n")


def spoilt_entry(made):
    made.replace(1, entry(1, data={"text": "改"}))


@RECIPES
def test_a_recipe_finds_a_ledger_right(command, tmp_path):
    done = run(command, ledger(300), tmp_path)

    assert done.returncode == 0, done.stderr + done.stdout
    assert "signed" in done.stdout


@RECIPES
@pytest.mark.parametrize("spoil", [spoilt_signature, spoilt_entry])
def test_a_recipe_finds_a_spoilt_ledger_wrong(command, tmp_path, spoil):
    made = ledger(300)
    spoil(made)

    assert run(command, made, tmp_path).returncode != 0


def test_both_languages_give_the_same_recipes():
    english, chinese = map(recipes, DOCUMENTS)
    assert english == chinese
    assert english.keys() == {"verify.go", "verify.js", "verify.sh", "stamp.sh"}


@pytest.fixture(scope="module")
def stamped(tmp_path_factory):
    """A bundle with a real stamp of its checkpoint, and the authority's certificate."""
    tsa = Tsa(tmp_path_factory.mktemp("tsa"))
    made = ledger(300)
    note = made.members["checkpoint"]
    text = note.partition(b"\n\n")[0] + b"\n"
    query = TimestampRequestBuilder(data=text, hash_algorithm=HashAlgorithm.SHA256).build()
    reply = base64.b64encode(tsa.reply(query.as_bytes())).decode()
    stamps = [{"checkpoint": note.decode(), "reply": reply}]
    # As the product writes it: characters as they are, and no spaces.
    made.members["timestamps.json"] = json.dumps(stamps, ensure_ascii=False, separators=(",", ":")).encode()
    return made, tsa.root.read_bytes()


@pytest.fixture
def stamp_recipe(stamped, tmp_path):
    made, certificates = stamped
    command = {"file": "stamp.sh", "run": ["bash", "stamp.sh"], "env": {}}
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "authority.pem").write_bytes(certificates)
    return made, command


def test_the_recipe_of_a_time_stamp_finds_it_right_and_a_spoilt_one_wrong(stamp_recipe, tmp_path):
    made, command = stamp_recipe
    done = run(command, made, tmp_path)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "300 entries were there then" in done.stdout

    content = made.members["timestamps.json"]
    made.members["timestamps.json"] = content.replace(b"\\n300\\n", b"\\n301\\n")
    try:
        assert run(command, made, tmp_path).returncode != 0
    finally:
        made.members["timestamps.json"] = content


COMMANDS = re.compile(r"<!-- commands -->\n```sh\n(?P<text>.*?)```", re.S)


def test_the_commands_are_those_that_there_are(stamped, tmp_path):
    made, certificates = stamped
    made.write(tmp_path / "jianghai.ledger.tar")
    (tmp_path / "authority.pem").write_bytes(certificates)
    (tmp_path / "keys.txt").write_bytes(made.members["keys"])
    (tmp_path / "checkpoint-of-last-year").write_bytes(made.earlier(200))
    given, also_given = (
        [shlex.split(line, comments=True) for line in COMMANDS.search(text)["text"].splitlines()]
        for text in ((ROOT / "docs" / document).read_text("utf-8") for document in DOCUMENTS)
    )

    assert given == also_given
    assert [program for program, *_ in given] == ["concord"] * 3
    for _, *arguments in given:
        environment = clean_environment()
        done = subprocess.run(
            [CONCORD, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=180
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
