"""Chinese terms of a scheme's indicators and star thresholds; a member without one stops the start."""

from collections.abc import Mapping

TERMS: Mapping[str, str] = {
    "cap": "否决后总分上限",
    "code": "代码",
    "definition": "统计口径版本",
    "denominator": "分母（非比率为空）",
    "full_at": "满分值（台账计算项达到多少得满分）",
    "kind": "指标类别",
    "maximum": "最高分",
    "measure": "台账指标",
    "minimum": "最低分",
    "name": "名称",
    "numerator": "分子或次数",
    "otherwise": "无可统计时的得分",
    "position": "统计至台账第几条",
    "required": "必评",
    "source": "得分来源",
    "stars": "星级",
    "weight": "权重（得分的倍数，不是百分比）",
}
