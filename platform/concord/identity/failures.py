"""Why a request is not let in: sentences for the client that say what to do and betray no key or claim."""

from concord.commanding.refusal import Message


class Denied(Exception):
    """Base: the request gets this and nothing else."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Unauthenticated(Denied):
    """Nobody known: no token, or one that does not verify."""


class Forbidden(Denied):
    """Somebody known, but not for this: an unknown tenant, a role that may not."""


NO_TOKEN = Message("请先登录：请求没有携带令牌", "Sign in first: the request carries no token")
BAD_TOKEN = Message("令牌无效，请重新登录", "The token is not valid: sign in again")
EXPIRED = Message("令牌已过期，请重新登录", "The token has expired: sign in again")
ISSUER_AWAY = Message(
    "身份服务暂时无法访问，请稍后再试", "The identity provider cannot be reached: try again later"
)
NO_TENANT = Message("令牌所指的租户不存在", "There is no such tenant as the token names")
WRONG_CLAIMS = Message(
    "令牌缺少角色、租户或主体信息，或格式不对",
    "The token's role, tenant, subject or organization is missing or malformed",
)
