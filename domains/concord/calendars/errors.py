"""Why an arrangement of holidays is refused. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode


class CalendarRefusal(RefusalCode):
    """What the working calendar refuses."""

    YEAR_INVALID = Message(
        "年份应在 {first} 至 {last} 之间，填写的是 {year}",
        "A year lies between {first} and {last}, not {year}",
    )
    DAY_OUTSIDE_YEAR = Message(
        "{day} 不在 {year} 年的安排范围内（上年 12 月 1 日至本年 12 月 31 日）",
        "{day} is outside what an arrangement of {year} covers: from 1 December before it to its end",
    )
    OFF_AND_WORKED = Message("{day} 既是放假又是上班", "{day} is both off and worked")
    WORKED_ON_WEEKDAY = Message(
        "{day} 不是周六或周日，本来就是工作日", "{day} is no Saturday or Sunday: it is a working day anyway"
    )
    TOO_MANY_DAYS = Message("一年最多 {limit} 天，填写了 {count} 天", "At most {limit} days, not {count}")
    DOCUMENT_REQUIRED = Message(
        "须填写放假通知的名称、文号，最多 {limit} 个字",
        "The notice must be named, in {limit} characters at most",
    )
