"""How much text a command takes in, and the refusals of what is more; shared by contexts."""

from collections.abc import Mapping

from concord.commanding import Message, Refusal, RefusalCode
from concord.privacy import Narrative, Personal

MOST_TITLE = 100
MOST_NARRATIVE = 5_000
MOST_PERSONAL_VALUE = 200
MOST_PERSONAL_VALUES = 6


class TextRefusal(RefusalCode):
    """文字的拒绝原因: one rule each."""

    TEXT_EMPTY = Message("“{what}”不能为空", "{what} must not be empty")
    TEXT_TOO_LONG = Message(
        "“{what}”最多 {most} 个字，现有 {length} 个",
        "{what} takes at most {most} characters and has {length}",
    )
    PERSON_TOO_LONG = Message(
        "人员信息最多 {fields} 项，每项最多 {most} 个字",
        "A person is described by at most {fields} values of at most {most} characters",
    )


TEXT = (TextRefusal.TEXT_EMPTY, TextRefusal.TEXT_TOO_LONG)

TERMS: Mapping[str, str] = {
    "document": "文号",
    "measures": "整改措施",
    "reference": "依据文件",
    "summary": "检查情况",
    "answer": "答复",
    "caption": "说明",
    "category": "类别",
    "comment": "评价",
    "content": "内容",
    "description": "情况描述",
    "milestone": "节点",
    "minutes": "会议纪要",
    "name": "名称",
    "note": "说明",
    "reason": "理由",
    "result": "办理结果",
    "notice": "会议通知",
    "place": "地点",
    "promise": "承诺内容",
    "report": "报告",
    "text": "议案内容",
    "title": "标题",
}
"""What users call the fields that take a text."""


class Texts:
    """Checks the texts of one context's commands, under the names that its users know them by."""

    def __init__(self, **terms: str) -> None:
        """`terms`: of the fields that are called otherwise than in `TERMS`, or are not there."""
        self._terms = {**TERMS, **terms}

    def check(self, field: str, text: str | None, most: int = MOST_TITLE) -> None:
        """Refuses a text that says nothing or more than `most` characters."""
        what = Message(self._terms[field], field)
        if text is None or not text.strip():
            raise Refusal(TextRefusal.TEXT_EMPTY, field, what=what)
        if len(text) > most:
            raise Refusal(TextRefusal.TEXT_TOO_LONG, field, what=what, most=most, length=len(text))

    def check_optional(self, field: str, text: str | None, most: int = MOST_TITLE) -> None:
        """As `check`, of a text that need not be there."""
        if text is not None:
            self.check(field, text, most)

    def check_narrative(self, field: str, narrative: Narrative | None) -> None:
        """Refuses an empty or overlong narrative; there need not be one."""
        if narrative is not None:
            self.check(field, narrative.text, MOST_NARRATIVE)


_TEXTS = Texts()
check_text, check_optional, check_narrative = _TEXTS.check, _TEXTS.check_optional, _TEXTS.check_narrative


def check_person(field: str, person: Personal | None) -> None:
    """Refuses a person described at too great length; there need not be one."""
    values = (person.values or {}) if person else {}
    if len(values) > MOST_PERSONAL_VALUES or any(len(v) > MOST_PERSONAL_VALUE for v in values.values()):
        raise Refusal(
            TextRefusal.PERSON_TOO_LONG, field, fields=MOST_PERSONAL_VALUES, most=MOST_PERSONAL_VALUE
        )
