"""Projects and benefits by id, and what belongs to projects."""

from concord.api.listing import belonging, rows
from concord.readmodels.benefits import queries as benefits
from concord.readmodels.projects import queries as projects

PROJECTS, BENEFITS = "projects", "benefits"
"""Read models."""
PROJECT = rows(projects)
CLAIMS = belonging(projects.claims_of)
MILESTONES = belonging(projects.milestones_of)
BENEFIT = rows(benefits)
