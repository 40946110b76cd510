"""What can be wrong with a ledger: a stable code, and a sentence in both languages."""

from enum import Enum
from typing import NamedTuple


class Sentence(NamedTuple):
    """`{name}` takes a detail."""

    zh: str
    en: str


class Fault(Enum):
    """The member's name is the code. Codes are a contract with scripts: a name never changes its meaning."""

    NOTE_MALFORMED = Sentence("签名文本格式不正确：{why}", "The signed note is malformed: {why}")
    KEY_MALFORMED = Sentence("公钥格式不正确：{why}", "The verifier key is malformed: {why}")
    NOT_SIGNED = Sentence(
        "检查点没有任何可信公钥的签名（签名者：{signers}）",
        "No key that you trust has signed the checkpoint (signed by: {signers})",
    )
    BAD_SIGNATURE = Sentence("{name} 的签名与内容不符", "The signature of {name} does not match the text")
    CHECKPOINT_MALFORMED = Sentence("检查点格式不正确：{why}", "The checkpoint is malformed: {why}")
    ORIGIN_DIFFERS = Sentence(
        "检查点属于 {found}，不是 {expected}", "The checkpoint is of {found}, not of {expected}"
    )
    RECEIPT_MALFORMED = Sentence("凭证格式不正确：{why}", "The receipt is malformed: {why}")
    INCLUSION_WRONG = Sentence(
        "第 {position} 条不在检查点所签的台账中",
        "Entry {position} is not in the ledger that the checkpoint signs",
    )
    CONSISTENCY_WRONG = Sentence(
        "{to} 条的台账不是 {since} 条台账的延续：历史被改动或分叉",
        "The ledger of {to} entries does not continue the one of {since}: history was changed or split",
    )
    ENTRY_NOT_CANONICAL = Sentence(
        "第 {position} 条不是规范的 JSON（RFC 8785）：{why}",
        "Entry {position} is not canonical JSON (RFC 8785): {why}",
    )
    ENTRY_MALFORMED = Sentence("第 {position} 条结构不正确：{why}", "Entry {position} is malformed: {why}")
    OUT_OF_PLACE = Sentence(
        "第 {position} 条写着序号 {found}：顺序被改动",
        "Entry {position} says that it is {found}: the order was changed",
    )
    TIME_DECREASES = Sentence(
        "第 {position} 条的记录时刻早于前一条", "Entry {position} was recorded before the one ahead of it"
    )
    TENANT_DIFFERS = Sentence(
        "第 {position} 条属于租户 {found}，不是 {expected}",
        "Entry {position} is of the tenant {found}, not of {expected}",
    )
    ROOT_DIFFERS = Sentence(
        "第 {position} 至 {upto} 条算出的根哈希与检查点所签的不同：其中有内容被改动",
        "The entries from {position} to {upto} do not hash to what was signed: one of them was changed",
    )
    LEAF_DIFFERS = Sentence(
        "第 {position} 条与哈希树不符：它被改动过",
        "Entry {position} does not match the hash tree: it was changed",
    )
    TILE_DIFFERS = Sentence(
        "哈希树与检查点所签的不符，问题在第 {position} 条起的一段",
        "The hash tree does not match what the checkpoint signs, from entry {position} on",
    )
    STAMP_WRONG = Sentence("时间戳无效：{why}", "The time stamp does not hold: {why}")
    BACKDATED = Sentence(
        "第 {position} 条写着 {recorded_at} 入账，而 {stamped_at} 盖时间戳的台账中没有它：入账时间被提前",
        "Entry {position} says that it was recorded at {recorded_at}, but the ledger that was time-stamped "
        "at {stamped_at} did not have it: it was back-dated",
    )
    STAMPED_BEFORE = Sentence(
        "第 {position} 条写着 {recorded_at} 入账，却在 {stamped_at} 已盖时间戳：入账时间被推后",
        "Entry {position} says that it was recorded at {recorded_at}, but was time-stamped at {stamped_at}",
    )
    NOT_TAKEN = Sentence(
        "服务器未采纳见证签名（HTTP {status}）：{why}",
        "The server does not take the cosignature (HTTP {status}): {why}",
    )
    MISSING = Sentence("缺少 {what}", "{what} is missing")
    NOT_A_BUNDLE = Sentence("{file} 不是台账导出包：{why}", "{file} is not an export bundle: {why}")
    CUT_OFF = Sentence(
        "{file} 不完整，末尾缺失：请重新取得或导出",
        "{file} is cut off, its end is missing: fetch it again, or export it again",
    )

    @property
    def sentence(self) -> Sentence:
        sentence: Sentence = self.value
        return sentence


class Wrong(Exception):
    """Something does not verify.

    `position`: the first one that is wrong, from 1, where one can be named.
    """

    def __init__(self, fault: Fault, *, position: int | None = None, **details: object) -> None:
        super().__init__(fault, position, details)
        self.fault = fault
        self.position = position
        self._details = {"position": position, **details}

    def said(self, language: str) -> str:
        """The sentence in `zh` or `en`."""
        details = {name: in_language(one, language) for name, one in self._details.items()}
        return str(in_language(self.fault.sentence, language)).format(**details)

    def __str__(self) -> str:
        return self.said("en")


def in_language(what: object, language: str) -> object:
    """A detail in `zh` or `en`: it may be a sentence itself, or something else that is wrong."""
    if isinstance(what, Wrong):
        return what.said(language)
    if isinstance(what, Sentence):
        return what.zh if language == "zh" else what.en
    return what


def missing_entry(position: int) -> Wrong:
    """That the ledger lacks the entry at a position."""
    return Wrong(Fault.MISSING, position=position, what=Sentence(f"第 {position} 条", f"Entry {position}"))
