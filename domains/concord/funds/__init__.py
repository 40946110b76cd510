"""经费: accounts with a budget and movements, never overdrawn, every payment with its basis."""

from concord.commanding import Context
from concord.funds.aggregate import Fund
from concord.funds.commands import COMMANDS
from concord.funds.rewarded import RewardedResults

CONTEXT = Context(name="funds", aggregates=(Fund, RewardedResults), commands=COMMANDS, chinese="经费管理")
