"""What the texts of a report are called."""

from concord.charters import Texts

check_narrative = Texts(summary="综述", remarks="审核意见").check_narrative
