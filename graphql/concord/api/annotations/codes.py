"""Codes of annotations, each with its Chinese term."""

from concord.annotations.events import AnnotationStatus
from concord.api.made import told

__all__ = ["AnnotationStatus"]

told(
    AnnotationStatus,
    "批注状态: whether an entry counts as mistaken",
    PROPOSED="待复核: a second person has to decide",
    DECLINED="未予认定: the entry stands",
    ANNOTATED="已标注有误: by two people",
)
