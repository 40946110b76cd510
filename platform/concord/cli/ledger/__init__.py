"""`concord ledger ...`: what auditors and operators do with a sealed ledger."""

import click

from concord.cli.groups import Lazy

COMMANDS = {
    "book": "A period for people to read and print 台账簿册",
    "page": "The code that a printed page must show 核验码",
    "export": "A ledger or a period as one file that proves itself 导出",
    "hand-over": "A year that is over, for an archive 移交",
    "diff": "What changed between two moments 两个时点之间的变化",
    "prove": "That an entry is in the ledger 出具证明",
    "open": "Checkpoints and hashes for everybody 公开哈希",
    "close": "Only with a token of the tenant again 停止公开",
    "replay": "Everything rebuilt from a bundle alone, read-only 回放",
    "recover": "Put back what a restored database has lost 补回缺失条目",
    "witness": "Follow a server and cosign what it shows 见证",
    "key": "Signing keys of the sealer: list, rotate 签名密钥",
    "verify": "Whether a ledger is what was signed 核验",
}


@click.command(cls=Lazy, commands_help=COMMANDS, package="concord.cli.ledger")
def ledger() -> None:
    """The sealed ledger of a tenant 台账: what was recorded, provably unchanged.

    \b
    concord ledger book --tenant jianghai --format pdf -o q1.pdf  # for people to read 供人阅读、打印
    concord ledger export --tenant jianghai                       # one file that proves itself 导出
    concord ledger verify jianghai.ledger.tar                     # offline 离线核验
    concord ledger verify --tenant jianghai                       # the database 核验数据库
    concord ledger witness https://host/ledgers/jianghai -h       # cosign from outside 见证
    concord ledger diff --tenant jianghai --from 100 --to 200     # what changed 变化
    concord ledger prove --tenant jianghai --position 8           # a receipt 回执
    concord ledger replay jianghai.ledger.tar                     # on another machine 在另一台机器上回放
    """
