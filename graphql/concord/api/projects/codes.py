"""Codes of projects and benefits, each with its Chinese term."""

from concord.api.made import told
from concord.projects.events import BenefitKind, ProjectKind, ProjectStatus

__all__ = ["BenefitKind", "ProjectKind", "ProjectStatus"]

told(
    ProjectKind,
    "项目类别: what sort of project",
    MAJOR="重大项目: major",
    LIVELIHOOD="民生实事: for people's livelihood",
)
told(
    ProjectStatus,
    "项目状态: where a project stands",
    PROPOSED="已提出: proposed",
    SELECTED="已选定: selected by a resolution",
    CLAIMED="已领办: claimed",
    COMPLETED="已完成: completed",
    DROPPED="已终止: dropped",
)
told(
    BenefitKind,
    "成效类别: what came of it",
    COST_SAVED="降低成本（元）: cost saved, in yuan",
    OUTPUT="产出效益（元）: output, in yuan",
    DONATION="捐资捐物（元）: donated, in yuan",
    PEOPLE_HELPED="帮助群众（人）: people helped",
    PROBLEMS_SOLVED="解决难题（件）: problems solved",
)
