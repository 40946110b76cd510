"""Chinese terms of a scheme's indicators and star thresholds; a member without one stops the start."""

from collections.abc import Mapping

TERMS: Mapping[str, str] = {
    "cap": "否决后总分上限",
    "code": "代码",
    "kind": "指标类别",
    "maximum": "最高分",
    "minimum": "最低分",
    "name": "名称",
    "required": "必评",
    "stars": "星级",
    "weight": "权重（得分的倍数，不是百分比）",
}
