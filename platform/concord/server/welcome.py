"""`GET /`: what is here, for whoever opens the bare address."""

from importlib.metadata import version

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

TEXT = """Concord 同心 {version}

这里是党建联盟事件账本平台的接口。
This is the API of the platform for party-building alliances and their ledgers.

  /graphql                         GraphQL：用 POST 发送请求 send requests with POST
  /oauth/token                     服务账号换取令牌 tokens of service accounts
  /ledgers/<tenant>/checkpoint     台账检查点 checkpoints of a ledger
  /.well-known/concord-ledger-keys 台账验证公钥 verifier keys of all ledgers
  /asyncapi.json                   已发布事件的契约 the contract of published events
  /live  /ready  /metrics          健康检查 health

文档：随程序附带的 docs/api.md（接口）、docs/operators.md（运维）、docs/audit.zh-CN.md（审计）。
Documents: docs/api.md, docs/operators.md, docs/audit.md, in the folder of the program.
"""


def welcome() -> list[HTTPRouteHandler]:
    """The handler. It says nothing that the published documents do not."""
    text = TEXT.format(version=version("concord-alliance"))

    @get("/", include_in_schema=False, sync_to_thread=False)
    def root() -> Response[str]:
        headers = {"cache-control": "public, max-age=300"}
        return Response(text, media_type="text/plain; charset=utf-8", headers=headers)

    return [root]
