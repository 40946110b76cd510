"""Codes of erasures, each with its Chinese term."""

from concord.api.made import told
from concord.erasures.events import ErasureBasis, ErasureStatus

__all__ = ["ErasureBasis", "ErasureStatus"]

told(
    ErasureBasis,
    "删除事由: why it is erased (个人信息保护法, Art. 47)",
    PURPOSE_ENDED="目的已实现: or cannot be, or it is needed no more",
    RETENTION_ENDED="保存期限已届满: it was kept as long as promised",
    CONSENT_WITHDRAWN="撤回同意: by the person",
    UNLAWFUL="违法违约处理: it should not have been kept",
    OTHER_LAW="法律法规规定的其他情形: as another law says",
)
told(
    ErasureStatus,
    "删除状态: how far it is",
    REQUESTED="待复核: a second person has to decide",
    DECLINED="不予删除: what was kept stays",
    DONE="已删除: for good",
)
