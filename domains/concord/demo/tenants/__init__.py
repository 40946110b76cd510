"""The five tenants of the demo, one for each source document."""

from concord.demo.tenants.dongfanghong import TOWN as DONGFANGHONG
from concord.demo.tenants.jianghai import TOWN as JIANGHAI
from concord.demo.tenants.jiguan import TOWN as JIGUAN
from concord.demo.tenants.town import Town
from concord.demo.tenants.yangdu import TOWN as YANGDU
from concord.demo.tenants.yili import TOWN as YILI

TOWNS = (JIANGHAI, JIGUAN, YANGDU, DONGFANGHONG, YILI)

__all__ = ["TOWNS", "Town"]
