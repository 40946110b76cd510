"""The human ledger 台账簿册: a period of a tenant's ledger for people to read, print and file.

One row per fact, in the clerk's words, each naming its position: as a workbook (.xlsx) or as a printable
document (PDF). It is made from the entries alone, in one pass and in memory that does not grow with them.
"""

from concord.book.binding import Contents, Format, bind
from concord.book.codes import page_code
from concord.book.facts import Fact, Figure
from concord.book.making import Words, make
from concord.book.period import NothingRecorded, Period, period_of
from concord.book.vocabulary import Vocabulary, find_vocabulary

__all__ = [
    "Contents",
    "Fact",
    "Figure",
    "Format",
    "NothingRecorded",
    "Period",
    "Vocabulary",
    "Words",
    "bind",
    "find_vocabulary",
    "make",
    "page_code",
    "period_of",
]
