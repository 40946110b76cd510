"""Refusals: what the domain answers instead of an event, as a typed value with a stable code."""

from enum import Enum
from typing import NamedTuple


class Message(NamedTuple):
    """One sentence that names the rule, in both languages; `{name}` takes a detail of the refusal."""

    zh: str
    en: str


class RefusalCode(Enum):
    """Base of every context's list of refusals: the member's name is the code, its value the sentence.

    Codes are a contract with clients: a name is never reused for another rule.
    """

    @property
    def message(self) -> Message:
        message: Message = self.value
        return message


class Refusal(Exception):
    """A command that a rule forbids. Nothing was changed.

    `field` names the command's field that is at fault (snake_case), if one is.
    """

    def __init__(self, code: RefusalCode, field: str | None = None, **details: object) -> None:
        super().__init__(code.name)
        self.code = code
        self.field = field
        self.details = details

    def sentence(self, language: str) -> str:
        """The message in `zh` or `en`, with this refusal's details filled in; a detail that is itself a
        `Message` in the same language."""
        details = {name: _said(detail, language) for name, detail in self.details.items()}
        return str(_said(self.code.message, language)).format(**details)


def _said(what: object, language: str) -> object:
    if not isinstance(what, Message):
        return what
    return what.zh if language == "zh" else what.en


class CommandRefusal(RefusalCode):
    """What any command may be refused for, whatever its context."""

    NOT_FOUND = Message("没有找到：{what}", "Not found: {what}")
    ALREADY_EXISTS = Message("已经存在：{what}", "It exists already: {what}")
    VERSION_CONFLICT = Message(
        "您看到的是第 {expected} 版，现在已是第 {actual} 版，请刷新后再试",
        "You saw version {expected}, it is now version {actual}: reload and try again",
    )
    COMMAND_REUSED = Message(
        "这个 commandId 已用于另一条内容不同的命令，请换一个新的",
        "This commandId was used for a command with another content: use a new one",
    )
    ENTRY_TOO_LARGE = Message(
        "内容过长：一条记录最多 {limit} 字节，这条有 {size} 字节，请精简文字或分条提交",
        "Too long: an entry takes at most {limit} bytes and this one has {size}; shorten it or split it",
    )
    TEXT_INVALID = Message(
        "文字中有不允许的字符（控制字符或残缺的编码）", "The text has characters that are not allowed"
    )
    SUBJECT_ERASED = Message(
        "此人的信息已删除（{subject}），不能再以原编号登记；如需登记，请作为新人员",
        "What was kept of this person is erased ({subject}): register a person anew, without that id",
    )
    OCCURRED_IN_FUTURE = Message(
        "发生日期 {occurred_on} 晚于今天 {today}", "The date {occurred_on} is later than today, {today}"
    )
    LEDGER_TOO_LONG = Message(
        "台账已有 {head} 条，逐条统计最多 {limit} 条，请联系运维人员",
        "The ledger has {head} entries and at most {limit} are counted while you wait: ask an operator",
    )
    TOO_MUCH_AT_ONCE = Message(
        "一次最多产生 {limit} 条记录，请分成几次提交",
        "At most {limit} entries are stored at once: send it in parts",
    )
    TIME_NOT_ALLOWED = Message("只有演示租户可以自带时间", "Only a simulated tenant brings its own time")
