"""Words that charters and contexts share, each with its Chinese term.

Other modules take these enums from here: the terms must be there before a type is made of them.
"""

from concord.api.made import told
from concord.charters import (
    ActivityForm,
    ActivitySource,
    AdmissionPath,
    AllianceKind,
    BasisKind,
    Convener,
    DepartureRule,
    FindingKind,
    GroupKind,
    Hosting,
    InspectionKind,
    LateStep,
    MotionKind,
    OrganizationKind,
    PartyForm,
    Period,
    ResourceKind,
    RotationBasis,
    TriageLevel,
    VenueClass,
)

__all__ = [
    "ActivityForm",
    "ActivitySource",
    "AdmissionPath",
    "AllianceKind",
    "BasisKind",
    "Convener",
    "DepartureRule",
    "FindingKind",
    "GroupKind",
    "Hosting",
    "InspectionKind",
    "LateStep",
    "MotionKind",
    "OrganizationKind",
    "PartyForm",
    "Period",
    "ResourceKind",
    "RotationBasis",
    "TriageLevel",
    "VenueClass",
]

told(
    ActivityForm,
    "活动形式: what kind of gathering",
    THEME_PARTY_DAY="主题党日: theme party day",
    STUDY="联学、党课: study together",
    TRAINING="培训、讲堂: training",
    SERVICE="志愿服务: volunteer service",
    PRACTICE="实践活动: practice",
    EXCHANGE="观摩、交流、沙龙: exchange",
    CULTURE="文体活动: culture and sport",
)
told(
    ActivitySource,
    "活动来源: who chose an activity",
    MEMBERS="党员群众选: members chose it",
    DEPARTMENT="部门结对送: a department offers it",
    ALLIANCE="党建联盟定: the alliance set it",
)
told(
    AdmissionPath,
    "入盟程序: how a unit becomes a member",
    DIRECT="直接加入: in one step",
    APPLICATION="申请、决定: on application",
    CONSULTATION="申请、协商、决定: on application, after consulting the lead unit",
)
told(
    AllianceKind,
    "联盟类型: what its members have in common",
    REGIONAL="区域: a place",
    INDUSTRY_CHAIN="产业链: an industry chain",
    SECTOR="行业: a sector",
    ORGAN="机关: government organs",
)
told(
    Convener,
    "召集人: who calls a meeting",
    CHAIR="会长（轮值）单位: who holds the chair",
    LEAD_UNIT="牵头单位: the lead unit",
    AUTHORITY="主管党（工）委: the committee above",
)
told(
    DepartureRule,
    "退出处理: what becomes of a departure that would break a limit",
    REFUSE="不予办理: refused",
    RECORD_BREACH="登记名额不符: recorded as a breach to be cured",
)
told(
    GroupKind,
    "组织机构类别: what sort of body",
    DIVISION="联组: division",
    LEADING_GROUP="领导小组: leading group",
    OFFICE="办公室: office",
    COMMITTEE="专委会: committee",
    TEAM="服务队: team",
)
told(Hosting, "主办方式: who hosts", JOINT="共同办: together", IN_TURN="轮流办: in turn")
told(
    LateStep,
    "逾期环节: a step that goes a level up when it is late",
    DISPATCH="派单: to be dispatched",
    ACCEPT="接单: to be accepted",
    RESOLVE="办结: to be answered",
)
told(
    Period,
    "周期: how often",
    PER_ACTIVITY="每次活动: with each activity",
    MONTH="每月: monthly",
    QUARTER="每季度: quarterly",
    HALF_YEAR="每半年: half-yearly",
    YEAR="每年: yearly",
    PHASE="每阶段: in each phase of the charter's year",
)
told(
    BasisKind,
    "支出依据: what a payment or a grant rests on",
    RESOLUTION="会议决议: a resolution",
    GRANT="已批准的补助: a grant",
    RESULT="考核结果: a result of an assessment",
)
told(
    FindingKind,
    "问题类别: what an inspection finds",
    HAZARD="事故隐患: hazard",
    SHORTCOMING="工作短板: shortcoming",
)
told(
    InspectionKind,
    "检查类别: who inspects whom",
    MUTUAL="成员单位互查: members inspect each other",
    SUPERVISION="督导检查: the committee inspects",
)
told(
    ResourceKind,
    "资源类别: what a member opens to others",
    VENUE="阵地: venue",
    EQUIPMENT="设施设备: equipment",
    TALENT="师资、专家、人才: somebody's knowledge or art",
    COURSE="课程、教案教材: course or teaching material",
    SERVICE="服务: service",
    PROJECT="项目: project",
    INFORMATION="信息: information",
)
told(
    VenueClass,
    "阵地类别: as accepted on inspection",
    CLASS_1="一类阵地: first class",
    CLASS_2="二类阵地: second class",
    CLASS_3="三类阵地: third class",
)
told(
    RotationBasis,
    "轮值依据: what names the next in turn",
    FIXED_ORDER="按固定次序: by fixed order",
    RESOLUTION="经会议决议: by resolution",
)
told(
    TriageLevel,
    "诉求分级: how far up a ticket must go",
    ON_SITE="现场办公: settled on the spot",
    COORDINATED="协同解决: settled together",
    ESCALATED="对上协调: taken upward",
)

told(
    OrganizationKind,
    "单位类别: what sort of unit an organization is",
    ENTERPRISE="企业: enterprise",
    ORGAN="机关: government organ",
    SOCIAL_ORGANIZATION="社会组织: social organization",
    COMMUNITY="社区: urban community",
    VILLAGE="村: village",
    PUBLIC_INSTITUTION="事业单位: public institution",
)
told(
    PartyForm,
    "党组织形式: the unit's own party organization",
    NONE="未成立党组织: none",
    BRANCH="党支部: branch",
    GENERAL_BRANCH="党总支: general branch",
    COMMITTEE="党委: committee",
    WORKING_COMMITTEE="党工委: working committee",
    PARTY_GROUP="党组: party group",
)
told(
    MotionKind,
    "议案类别: what a motion decides",
    GENERAL="一般事项: anything else",
    ANNUAL_PLAN="年度计划: an annual plan",
    PROJECT="重点项目: a key project of the year",
    CHAIR="执行会长单位: who holds the chair",
    TIER="会员层级: the tier of a member",
    MEMBERSHIP="入盟退盟: who belongs to the alliance",
    ACTIVITY="联盟活动: an activity",
    FUNDS="经费使用: what a fund pays for",
    CHARTER="章程: the rules of the alliance",
    DISSOLUTION="解散联盟: the end of the alliance",
)
