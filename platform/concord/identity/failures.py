"""Why a request is not let in: sentences for the client that say what to do and betray no key or claim."""

from concord.refusals import Message


class Denied(Exception):
    """Base: the request gets this and nothing else."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Unauthenticated(Denied):
    """Nobody known: no token, or one that does not verify."""


class Forbidden(Denied):
    """Somebody known, but not for this: an unknown tenant, a role that may not."""


class Suspended(Denied):
    """Somebody known, in a tenant that is suspended."""


class Closed(Denied):
    """Somebody known, who would write into a ledger that is closed."""


NO_TOKEN = Message("请先登录：请求没有携带令牌", "Sign in first: the request carries no token")
BAD_TOKEN = Message("令牌无效，请重新登录", "The token is not valid: sign in again")
EXPIRED = Message("令牌已过期，请重新登录", "The token has expired: sign in again")
REVOKED = Message("令牌已被吊销，请重新登录", "The token has been revoked: sign in again")
ISSUER_AWAY = Message(
    "身份服务暂时无法访问，请稍后再试", "The identity provider cannot be reached: try again later"
)
NO_TENANT = Message("令牌所指的租户不存在", "There is no such tenant as the token names")
WRONG_CLAIMS = Message(
    "令牌缺少角色、租户或主体信息，或格式不对",
    "The token's role, tenant, subject or organization is missing or malformed",
)
NOT_YOURS = Message(
    "令牌没有所选的角色或单位，可选项见 me 的 standings",
    "The token has no such role or organization as was chosen: `me { standings }` lists those it has",
)
