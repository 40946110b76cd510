"""How projects and benefits are asked for."""

from concord.api.listing import listing, single
from concord.api.projects.filter import BenefitFilterInput, ProjectFilterInput
from concord.api.projects.loaders import BENEFIT, BENEFITS, PROJECT, PROJECTS
from concord.api.projects.types import Benefit, KeyProject
from concord.readmodels.benefits import queries as benefits
from concord.readmodels.projects import queries as projects

FIELDS = (
    listing("keyProjects", "重点项目", KeyProject, ProjectFilterInput, projects, PROJECTS),
    single("keyProject", "重点项目", KeyProject, PROJECT, PROJECTS),
    listing("benefits", "成效", Benefit, BenefitFilterInput, benefits, BENEFITS),
    single("benefit", "成效", Benefit, BENEFIT, BENEFITS),
)
