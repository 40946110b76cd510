"""`me`."""

from concord.api.fields import resolved
from concord.api.info import Info
from concord.api.viewer.types import Viewer
from concord.identity import Viewer as Known


async def _me(info: Info) -> Known:
    return info.context.viewer


FIELDS = (resolved(_me, "当前用户: who asks, as the token says", Viewer, name="me"),)
