"""What a class says about its fields: the text below each annotation (PEP 258), read from the source."""

import ast
import inspect
import textwrap
from functools import cache


@cache
def field_docs(owner: type) -> dict[str, str]:
    """Description by field, from the sources of the inheritance chain; the nearest has the last word."""
    found: dict[str, str] = {}
    for base in reversed(owner.__mro__):
        found |= _declared(base)
    return found


@cache
def class_doc(owner: type) -> str:
    """The docstring that somebody wrote; a dataclass makes one up from its signature."""
    for base in owner.__mro__:
        text = inspect.cleandoc(vars(base).get("__doc__") or "")
        if text and not text.startswith(f"{base.__name__}("):
            return " ".join(text.split())
    return ""


def _declared(owner: type) -> dict[str, str]:
    if not owner.__module__.startswith("concord."):
        return {}
    try:
        source = inspect.getsource(owner)
    except (OSError, TypeError):  # made at run time: nobody wrote it
        return {}
    (tree,) = ast.parse(textwrap.dedent(source)).body
    if not isinstance(tree, ast.ClassDef):
        return {}
    return {
        field.target.id: " ".join(text.value.value.split())
        for field, text in zip(tree.body, tree.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(text.value.value, str)
    }
