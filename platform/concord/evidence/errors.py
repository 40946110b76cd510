"""Why a file is not taken, and why one is not attached or removed. Codes are a contract with clients."""

from concord.refusals import Message, RefusalCode


class EvidenceRefusal(RefusalCode):
    """佐证的拒绝原因: of whatever has evidence."""

    FILE_UNKNOWN = Message(
        "找不到这份文件：须在上传后 24 小时内附到当初指明的事项，逾期请重新上传",
        "There is no such file: it is attached within 24 hours, to what it was uploaded for; upload it again",
    )
    EVIDENCE_ATTACHED_ALREADY = Message("这份佐证已上传", "This evidence is attached already")
    TOO_MUCH_EVIDENCE = Message(
        "同一事项最多 {most} 份佐证", "An object has {most} pieces of evidence at most"
    )
    EVIDENCE_NOT_ATTACHED = Message("这里没有这份佐证文件", "No such file is attached here")
    EVIDENCE_REMOVED = Message("这份佐证文件已移除", "The file has been removed already")


class FileRefusal(RefusalCode):
    """上传的拒绝原因: one rule each."""

    FILE_EMPTY = Message("文件是空的", "The file is empty")
    FILE_TOO_LARGE = Message("文件超过 {most} 字节", "The file has more than {most} bytes")
    FILE_TYPE = Message(
        "不接受这类文件：可上传照片（JPEG、PNG、WebP）、PDF、OFD、"
        "Office 文档（docx、xlsx、pptx、odt、ods、odp）、音频（MP3、M4A、WAV）和视频（MP4、MOV）",
        "Files of this kind are not taken: upload photographs (JPEG, PNG, WebP), PDF, OFD, office documents "
        "(docx, xlsx, pptx, odt, ods, odp), sound (MP3, M4A, WAV) or film (MP4, MOV)",
    )
    FILE_LEGACY_OFFICE = Message(
        "旧版 Office 格式（doc、xls、ppt）不接受，请另存为 docx、xlsx、pptx 或 PDF",
        "Old office formats (doc, xls, ppt) are not taken: save it as docx, xlsx, pptx or PDF",
    )
    FILE_DAMAGED = Message(
        "文件已损坏，或内容与格式不符", "The file is damaged, or is not wholly what it begins as"
    )
    FILE_ENCRYPTED = Message(
        "文件设有密码，查阅者无法打开，请去掉密码后上传",
        "The file has a password, and whoever checks it could not open it: upload it without",
    )
    FILE_ACTIVE = Message(
        "文件中含有宏、脚本或可执行内容，请去掉后上传",
        "The file carries macros, scripts or programs: upload it without",
    )
    FILE_BOMB = Message(
        "文件展开后过大，或处理时间过长", "Unpacked the file is too large, or takes too long to read"
    )
    TOO_MANY_WAITING = Message(
        "本租户已有 {most} 份上传尚未使用，请先附到活动、诉求或检查，或等待 24 小时",
        "{most} uploads of this tenant wait to be attached: attach them, or wait 24 hours",
    )
    STORE_AWAY = Message(
        "文件存储暂时不可用，请稍后再试；没有保存任何内容",
        "Files cannot be kept or read just now, and nothing was: try again later",
    )
    DISK_FULL = Message(
        "服务器磁盘空间不足，没有保存任何内容，请联系运维人员",
        "The server's disk is full and nothing was kept: tell an operator",
    )
