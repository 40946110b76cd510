"""How annual plans are asked for."""

from concord.api.listing import listing, single
from concord.api.plans.filter import PlanFilterInput
from concord.api.plans.loaders import MODEL, PLAN
from concord.api.plans.types import AnnualPlan
from concord.readmodels.plans import queries

FIELDS = (
    listing("annualPlans", "年度计划", AnnualPlan, PlanFilterInput, queries, MODEL),
    single("annualPlan", "年度计划", AnnualPlan, PLAN, MODEL),
)
