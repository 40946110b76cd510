"""`concord`: one command for whoever runs it, every part with help that teaches."""

import sys

import click

from concord.cli.failures import sentence
from concord.cli.groups import Lazy
from concord.cli.output import complain

COMMANDS = {
    "demo": "Everything on this machine, with demo tenants 一条命令运行演示",
    "serve": "The API 运行 API",
    "work": "Read models, publication, policies 运行后台任务",
    "seal": "Signed checkpoints of every ledger 签署台账检查点",
    "migrate": "Bring the database to the newest schema 升级数据库结构",
    "tenant": "Create, configure, suspend and close tenants 管理租户",
    "token": "Print a token of the demo issuer 签发演示令牌",
    "service-account": "Machines that ask for tokens themselves 管理服务账号",
    "access": "Revoke and restore access 吊销与恢复访问",
    "status": "What runs, and how far behind 查看运行状态",
    "import": "Bring a workbook in, all or nothing 导入 Excel 工作簿",
    "projection": "List, retry, skip and rebuild read models 管理读模型",
    "subscriber": "Who follows a tenant's events 管理订阅方",
    "nats": "Accounts of NATS 消息服务器账户",
    "schema": "The contract of published events 已发布事件的契约",
    "ledger": "Ledgers: read, print, verify 台账：阅读、打印、核验",
    "privacy": "Keys, erasure, who looked 个人信息保护",
    "policy": "List and retry policies 管理自动办理规则",
    "doctor": "What is unsafe here 检查不安全的设置",
    "settings": "Every setting and its meaning 查看全部配置项",
}


@click.command(cls=Lazy, commands_help=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="concord-alliance", message="%(version)s")
def concord() -> None:
    """Concord 同心: party-building alliances and their ledgers 党建联盟事件账本平台.

    \b
    First look 初次使用:   concord demo
    A token 令牌:          concord token --tenant jianghai --role secretary
    Is it well 状态:       concord status

    Settings are environment variables CONCORD_*: see `concord settings`.
    """


def main() -> None:
    """Entry point. An expected failure is one sentence on standard error and exit code 1."""
    try:
        # Without standalone mode an `Exit` is returned, as its code, and not raised; commands return None.
        sys.exit(concord.main(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:
        known = sentence(error)
        if known is None:
            raise
        complain(known)
        sys.exit(1)


if __name__ == "__main__":
    main()
