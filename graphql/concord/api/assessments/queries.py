"""How assessments and schemes are asked for."""

from concord.api.assessments.filter import AssessmentFilterInput
from concord.api.assessments.loaders import ASSESSMENT, MODEL, SCHEME
from concord.api.assessments.types import Assessment, Scheme
from concord.api.listing import listing, single
from concord.readmodels.assessments import queries

FIELDS = (
    listing("assessments", "考核", Assessment, AssessmentFilterInput, queries, MODEL),
    single("assessment", "考核", Assessment, ASSESSMENT, MODEL),
    single("scheme", "考核办法", Scheme, SCHEME, MODEL),
)
