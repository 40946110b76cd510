"""The programs of docs/subscribers.md, as a reader copies them."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "subscribers.md"


def program(name: str) -> str:
    """Its text."""
    in_js, in_shell = r"```js\n(// node {0} .*?)\n```", r"cat > {0} <<'(?:PY|SH)'\n(.*?)\n(?:PY|SH)\n"
    pattern = (in_js if name.endswith(".mjs") else in_shell).format(re.escape(name))
    found = re.search(pattern, PAGE.read_text("utf-8"), re.S)
    assert found is not None, name
    return found[1]
