"""One mistake in a charter: where it is, what is wrong, and what would be right."""

import msgspec

from concord.commanding import Message


class Problem(msgspec.Struct, frozen=True):
    """A mistake, told in both languages."""

    path: str
    """As in the file: `tiers[0].maximum`; empty for the charter as a whole."""
    reason: Message
    right: Message

    def sentence(self, language: str) -> str:
        """`<path>: <reason>; <what would be right>` in `zh` or `en`."""
        if language == "zh":
            return f"{self.path or '章程'}：{self.reason.zh}，{self.right.zh}"
        return f"{self.path or 'charter'}: {self.reason.en}; {self.right.en}"


class CharterInvalid(ValueError):
    """A charter with mistakes; all of them at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.sentence("en") for problem in problems))
        self.problems = problems
