"""What every mutation on alliances answers with, and how its input names the alliance."""

from uuid import UUID

from concord.api.alliances.inputs import AllianceStepInput
from concord.api.alliances.loaders import ALLIANCE, MODEL
from concord.api.alliances.types import Alliance
from concord.api.ids import decode
from concord.api.mutating import Returned

ANSWER = Returned(name="alliance", type=Alliance, chinese="联盟", load=ALLIANCE, model=MODEL)


def alliance_of(input: AllianceStepInput) -> UUID:
    """The alliance that an input names."""
    return decode("Alliance", input.alliance_id, "input.allianceId")
