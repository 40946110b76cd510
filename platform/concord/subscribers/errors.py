"""Why a registration or a change of it is refused. Codes are a contract with clients."""

from concord.refusals import Message, RefusalCode


class SubscriberRefusal(RefusalCode):
    """订阅方登记的拒绝原因: one rule each."""

    NOT_FOUND = Message("没有名为 {name} 的订阅方", "There is no subscriber {name}")
    NAME_TAKEN = Message("已有名为 {name} 的订阅方", "There is a subscriber {name} already")
    NAME_INVALID = Message(
        "名称须为 2 到 31 个小写字母、数字或连字符，以字母开头：county-board",
        "A name has 2 to 31 lowercase letters, digits or hyphens, a letter first: county-board",
    )
    FILTER_UNKNOWN = Message(
        "没有名为 {filter} 的领域或事件；例如 tickets 或 tickets.TicketRaised",
        "There is no context or event {filter}: names are like tickets or tickets.TicketRaised",
    )
    FILTERS_TOO_MANY = Message(
        "filters 最多 {most} 项；请改为订阅整个领域",
        "At most {most} filters: name contexts rather than events",
    )
    START_AMBIGUOUS = Message(
        "position 与 time 至多给出一个；都不给则从头开始，now 表示从现在开始",
        "Give one of position, time and now at most; none of them means from the beginning",
    )
    START_AHEAD = Message(
        "台账最新序号是 {head}，不能从 {position} 开始",
        "The ledger ends at {head}: there is nothing to start after {position} from",
    )
    TOO_MANY = Message(
        "一个租户最多 {most} 个订阅方，请先移除不用的",
        "A tenant has at most {most} subscribers: remove one that is not used",
    )
    NO_ACCOUNTS = Message(
        "消息服务器尚未启用账户隔离，请平台运维执行 concord nats config",
        "NATS has no accounts here: an operator runs `concord nats config` first",
    )
    NOT_FOR_WEBHOOKS = Message(
        "Webhook 订阅方没有 NATS 凭据；请更换其签名密钥",
        "A webhook has no NATS credentials: rotate its signing secret",
    )
    NOT_A_WEBHOOK = Message(
        "该订阅方不是 Webhook，由其自行从 NATS 拉取", "It is no webhook: it takes its events from NATS itself"
    )
    URL_FORBIDDEN = Message(
        "不能向该地址推送：须为公网上的 https 地址，不含用户名、密码与片段（{reason}）",
        "Events are sent to https addresses of the public internet only, without user, password or "
        "fragment ({reason})",
    )
    VERSION_CONFLICT = Message(
        "您看到的是第 {expected} 版，现在已是第 {actual} 版，请刷新后再试",
        "You saw version {expected}, it is now version {actual}: reload and try again",
    )
    COMMAND_REUSED = Message(
        "这个 commandId 已用于另一项内容不同的操作，请换一个新的",
        "This commandId was used for something else: use a new one",
    )
