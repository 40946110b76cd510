"""Honours as the API shows them."""

from datetime import date

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.assessments.codes import HonourKind, HonourStatus
from concord.api.assessments.loaders import ASSESSMENT
from concord.api.assessments.types import Assessment
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, row_type
from concord.api.honours.loaders import HONOUR
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.people import Person, person_field
from concord.api.scalars import Position
from concord.readmodels.honours.rows import HonourRow


@row_type(HonourRow, "荣誉: a distinction for an organization, a person or a case")
class Honour(Node):
    """Nominated on the ledger's evidence, granted by somebody else."""

    alliance: Alliance = reference("联盟: in which", ALLIANCE, "alliance")
    kind: HonourKind = field("荣誉类别: what is distinguished")
    title: str = field("荣誉名称: what it is called")
    period: str = field("考核期: 2024, 2024-H1, 2024-Q2 or 2024-04")
    organization: Organization = reference(
        "单位: the nominee, the person's, or whose case it is", ORGANIZATION, "organization"
    )
    person: Person | None = person_field(
        "个人: of kind PERSON", "person_subject", "person_digests", of=("organization",), office=True
    )
    case: str | None = field("案例名称: of kind CASE", source="case_name")
    assessment: Assessment | None = reference(
        "所依据的考核: null if it rests on none", ASSESSMENT, "assessment"
    )
    rank: int | None = field("名次: the organization's in that assessment")
    stars: int | None = field("星级: the organization's in that assessment")
    evidence: list[Position] = field("佐证台账序号: what it rests on")
    citation: str | None = narrative_field("事迹: in words", "citation")
    status: HonourStatus = field("荣誉状态: where it stands")
    nominated_on: date = field("提名日期: business date")
    decided_on: date | None = field("授予日期: null while it is nominated")
    authority: str | None = field("授予机关: body that decided")
    document: str | None = field("文号: of the decision; empty if it has none")
    scope: str | None = field("推广范围: of a case")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Honour"] = HONOUR
