"""Why an erasure is refused. Codes are a contract with clients."""

from concord.commanding import Message, RefusalCode


class ErasureRefusal(RefusalCode):
    """个人信息删除的拒绝原因: one rule each."""

    SUBJECT_UNKNOWN = Message(
        "没有这个主体编号的人员信息，请核对 Person.subject",
        "Nothing is kept of a person with this id: look at `Person.subject`",
    )
    FILE_NOT_ATTACHED = Message(
        "没有作为佐证上传过的文件 {file}，请核对 Evidence.fileId",
        "No file {file} was ever attached here: look at `Evidence.fileId`",
    )
    TOO_MANY_FILES = Message(
        "一次删除最多列出 {most} 份佐证，其余请逐份移除",
        "An erasure names {most} files at most: remove the others one by one",
    )
    REQUESTED_ALREADY = Message(
        "删除已经提出，正等待复核", "It has been asked for already and waits for a decision"
    )
    ERASED_ALREADY = Message("已经删除，无法恢复", "It is erased already, for good")
    NOT_REQUESTED = Message(
        "没有待复核的删除申请，请先提出", "Nobody has asked for this: an erasure is asked for first"
    )
    SECOND_PERSON_REQUIRED = Message(
        "删除不可恢复，须由提出人以外的另一人复核",
        "An erasure is for good: another person than asked for it decides",
    )
    DIGEST_INVALID = Message(
        "摘要应为条目中 _sd 所列的 43 个字符",
        "The digest is one of the entry's `_sd`: 43 characters of base64url",
    )
    ENTRY_UNKNOWN = Message(
        "台账共 {head} 条，没有第 {entry} 条", "The ledger has {head} entries: there is no entry {entry}"
    )
