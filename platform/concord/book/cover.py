"""What the first page says: whose ledger, of which period, and what it can be held against."""

from typing import TYPE_CHECKING

from concord.ledger.notes import encoded

if TYPE_CHECKING:
    from concord.book.binding import Contents


def cover(contents: "Contents") -> list[tuple[str, str]]:
    """Label and text, line by line."""
    tenant, period = contents.tenant, contents.period
    lines = [
        ("租户", f"{tenant.name}（{tenant.code}）"),
        ("行政区划代码", tenant.division_code or "未登记"),
        ("期间", f"{period.told}（按入账时间）"),
        ("台账序号", f"第 {period.first} 条至第 {period.last} 条，共 {period.size} 条，无缺号"),
        (
            "个人信息与叙述文字",
            "已显示：本件为明文副本，已登记入账" if contents.disclosing else "未显示，以“—”代替",
        ),
        *_checkpoint(contents),
        ("制作时间", contents.made_at.strftime("%Y-%m-%d %H:%M:%S %Z")),
        ("说明", "每行一条事实，以台账序号指明出处；单位、联盟等名称为该条入账时的名称。数字与原文一致。"),
    ]
    if tenant.simulated:
        lines.insert(1, ("演示租户", "时间由演示给定，内容均为虚构"))
    return lines


def _checkpoint(contents: "Contents") -> list[tuple[str, str]]:
    """What the ledger was when this was made, as it was signed."""
    if contents.checkpoint is None:
        return [("检查点", "台账尚未签署：本件没有可供核对的检查点")]
    head = contents.checkpoint.head
    lines = [
        ("台账标识", head.origin),
        ("检查点", f"{head.size} 条，根哈希 {encoded(head.root)}"),
        ("签名", contents.checkpoint.note.rpartition("\n\n")[2].strip().replace("\n", "；")),
    ]
    if contents.period.last > head.size:
        lines.append(("尚未签署", f"第 {head.size + 1} 条至第 {contents.period.last} 条不在此检查点之内"))
    return lines
