"""Words that charters and contexts share. Members' codes enter events and the API: they never change."""

from enum import StrEnum


class AllianceKind(StrEnum):
    """联盟类型: what its members have in common (source 002, 二)."""

    REGIONAL = "REGIONAL"  # 区域
    INDUSTRY_CHAIN = "INDUSTRY_CHAIN"  # 产业链
    SECTOR = "SECTOR"  # 行业
    ORGAN = "ORGAN"  # 机关


class OrganizationKind(StrEnum):
    """单位类别: what sort of unit an organization is."""

    ENTERPRISE = "ENTERPRISE"  # 企业
    ORGAN = "ORGAN"  # 机关
    SOCIAL_ORGANIZATION = "SOCIAL_ORGANIZATION"  # 社会组织
    COMMUNITY = "COMMUNITY"  # 社区
    VILLAGE = "VILLAGE"  # 村
    PUBLIC_INSTITUTION = "PUBLIC_INSTITUTION"  # 事业单位


class PartyForm(StrEnum):
    """党组织形式: the unit's own party organization; NONE where it has none (未成立党组织)."""

    NONE = "NONE"  # 未成立党组织
    BRANCH = "BRANCH"  # 党支部
    GENERAL_BRANCH = "GENERAL_BRANCH"  # 党总支
    COMMITTEE = "COMMITTEE"  # 党委
    WORKING_COMMITTEE = "WORKING_COMMITTEE"  # 党工委
    PARTY_GROUP = "PARTY_GROUP"  # 党组


class Period(StrEnum):
    """周期: how often something is due or passes on."""

    PER_ACTIVITY = "PER_ACTIVITY"  # 一次活动一轮值
    MONTH = "MONTH"  # 每月
    QUARTER = "QUARTER"  # 每季度
    HALF_YEAR = "HALF_YEAR"  # 每半年
    YEAR = "YEAR"  # 每年
    PHASE = "PHASE"  # 每阶段 (the charter's own phases of the year)


class RotationBasis(StrEnum):
    """轮值依据: what names the next in turn."""

    FIXED_ORDER = "FIXED_ORDER"  # 按固定次序
    RESOLUTION = "RESOLUTION"  # 经会议决议


class AdmissionPath(StrEnum):
    """入盟程序: how a unit becomes a member."""

    DIRECT = "DIRECT"  # 直接加入
    APPLICATION = "APPLICATION"  # 申请、决定
    CONSULTATION = "CONSULTATION"  # 申请、与牵头单位协商、决定


class DepartureRule(StrEnum):
    """退出处理: what becomes of a departure that would break a tier's limit."""

    REFUSE = "REFUSE"  # 不予办理
    RECORD_BREACH = "RECORD_BREACH"  # 登记名额不符，限期纠正


class Convener(StrEnum):
    """召集人: who calls a meeting."""

    CHAIR = "CHAIR"  # 执行会长单位、轮值单位
    LEAD_UNIT = "LEAD_UNIT"  # 牵头单位
    AUTHORITY = "AUTHORITY"  # 主管党（工）委


class ActivitySource(StrEnum):
    """活动来源（三向互动）: who chose an activity (source 000, 四（3）)."""

    MEMBERS = "MEMBERS"  # 党员群众选
    DEPARTMENT = "DEPARTMENT"  # 部门结对送
    ALLIANCE = "ALLIANCE"  # 党建联盟定


class ActivityForm(StrEnum):
    """活动形式: what kind of gathering it is, whatever theme it serves."""

    THEME_PARTY_DAY = "THEME_PARTY_DAY"  # 主题党日
    STUDY = "STUDY"  # 联学、党课
    TRAINING = "TRAINING"  # 培训、讲堂
    SERVICE = "SERVICE"  # 志愿服务
    PRACTICE = "PRACTICE"  # 实践活动
    EXCHANGE = "EXCHANGE"  # 观摩、交流、沙龙
    CULTURE = "CULTURE"  # 文体活动


class Hosting(StrEnum):
    """主办方式: together, or one member after another (source 000, 四（3）)."""

    JOINT = "JOINT"  # 共同办
    IN_TURN = "IN_TURN"  # 轮流办


class TriageLevel(StrEnum):
    """分级: how far up a ticket must go (source 003, 二（三）)."""

    ON_SITE = "ON_SITE"  # 现场办公
    COORDINATED = "COORDINATED"  # 协同解决
    ESCALATED = "ESCALATED"  # 对上协调


class GroupKind(StrEnum):
    """组织机构类别: what sort of body inside an alliance."""

    DIVISION = "DIVISION"  # 联组
    LEADING_GROUP = "LEADING_GROUP"  # 领导小组
    OFFICE = "OFFICE"  # 办公室
    COMMITTEE = "COMMITTEE"  # 专委会
    TEAM = "TEAM"  # 志愿服务队、红色分队、服务管家队、宣讲团
