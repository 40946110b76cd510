"""How inspections and findings are asked for."""

from concord.api.inspections.filter import FindingFilterInput, InspectionFilterInput
from concord.api.inspections.loaders import FINDING, INSPECTION, MODEL
from concord.api.inspections.types import Finding, Inspection
from concord.api.listing import listing, single
from concord.readmodels.inspections import findings, queries

FIELDS = (
    listing("inspections", "检查", Inspection, InspectionFilterInput, queries, MODEL),
    single("inspection", "检查", Inspection, INSPECTION, MODEL),
    listing("findings", "问题", Finding, FindingFilterInput, findings, MODEL),
    single("finding", "问题", Finding, FINDING, MODEL),
)
