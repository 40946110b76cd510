"""What graphql-core and our scalars say in English, in Chinese.

Sentences are recognized by their form; names stay as the schema has them. One that is not known (a newer
library's) is given as it is rather than not at all; a test goes through those that the library can say.
"""

import re
from functools import lru_cache

_SENTENCES = (
    # documents
    (r"Syntax Error: (.*)", "语法错误：{}"),
    (r"Cannot query field '(.*?)' on type '(.*?)'\.(.*)", "类型 {1} 没有字段 {0}。{2}"),
    (r"Unknown argument '(.*?)' on field '(.*?)'\.(.*)", "字段 {1} 没有参数 {0}。{2}"),
    (r"Unknown argument '(.*?)' on directive '(.*?)'\.(.*)", "指令 {1} 没有参数 {0}。{2}"),
    (r"Unknown type '(.*?)'\.(.*)", "没有类型 {0}。{1}"),
    (r"Unknown fragment '(.*?)'\.", "没有片段 {0}"),
    (r"Unknown directive '(.*?)'\.", "没有指令 {0}"),
    (r"Directive '(.*?)' may not be used on (.*)\.", "指令 {0} 不能用在这里（{1}）"),
    (r"The directive '(.*?)' can only be used once at this location\.", "指令 {0} 在这里只能用一次"),
    (
        r"Argument '(.*?):\)' of type '(.*?)' is required, but it was not provided\.",
        "缺少必填参数 {0})，类型为 {1}",
    ),
    (
        r"Field '(.*?)' of type '(.*?)' must have a selection of subfields\..*",
        "字段 {0} 的类型为 {1}，须列出要取的子字段：{0} {{ … }}",
    ),
    (
        r"Field '(.*?)' of type '(.*?)' must have at least one field selected\.",
        "字段 {0} 的类型为 {1}，至少列出一个子字段",
    ),
    (
        r"Field '(.*?)' must not have a selection since type '(.*?)' has no subfields\.",
        "字段 {0} 的类型 {1} 没有子字段，不能再选取",
    ),
    (
        r"Fields '(.*?)' conflict because (.*?)\. Use different aliases.*",
        "字段 {0} 相互冲突，请使用不同的别名",
    ),
    (r"Spreads '(.*?)' conflict because .*", "片段 {0} 的两次使用相互冲突"),
    (r"Fragment '(.*?)' is never used\.", "片段 {0} 没有用到"),
    (r"Fragment '(.*?)' cannot condition on non composite type '(.*?)'\.", "片段 {0} 不能用于类型 {1}"),
    (r"Fragment cannot condition on non composite type '(.*?)'\.", "片段不能用于类型 {0}"),
    (
        r"Fragment '(.*?)' cannot be spread here as objects of type '(.*?)' can never be of type '(.*?)'\.",
        "片段 {0} 不能用在这里：{1} 不会是 {2}",
    ),
    (
        r"Fragment cannot be spread here as objects of type '(.*?)' can never be of type '(.*?)'\.",
        "片段不能用在这里：{0} 不会是 {1}",
    ),
    (r"Cannot spread fragment '(.*?)' within itself.*", "片段 {0} 不能引用自身"),
    (r"Variable '(.*?)' is not defined by operation '(.*?)'\.", "操作 {1} 没有定义变量 {0}"),
    (r"Variable '(.*?)' is not defined\.", "没有定义变量 {0}"),
    (r"Variable '(.*?)' is never used.*", "变量 {0} 没有用到"),
    (r"Variable '(.*?)' cannot be non-input type '(.*?)'\.", "变量 {0} 的类型 {1} 不能作为输入"),
    (
        r"Variable '(.*?)' of type '(.*?)' used in position expecting type '(.*?)'\.",
        "变量 {0} 的类型是 {1}，这里需要 {2}",
    ),
    (r"This anonymous operation must be the only defined operation\.", "匿名操作须是文档中唯一的操作"),
    (r"There can be only one operation named '(.*?)'\.", "操作名 {0} 重复"),
    (r"There can be only one fragment named '(.*?)'\.", "片段名 {0} 重复"),
    (r"There can be only one variable named '(.*?)'\.", "变量名 {0} 重复"),
    (r"There can be only one argument named '(.*?)'\.", "参数 {0} 重复"),
    (r"There can be only one input field named '(.*?)'\.", "成员 {0} 重复"),
    (r"The '?(.*?)'? definition is not executable\.", "{0} 不是可执行的定义"),
    (r"The (.*?) operation is not supported by the schema\.", "不支持操作 {0}"),
    (r"Unknown operation named '(.*?)'\.", "文档中没有操作 {0}"),
    (r"Must provide an operation\.", "文档中没有操作"),
    (r"Maximum introspection depth exceeded", "自省查询嵌套过深"),
    (
        r"(?:Anonymous Subscription|Subscription '.*?') must select (?:only )?one top level field\.",
        "一次只能订阅一个字段",
    ),
    (
        r"(?:Anonymous Subscription|Subscription '.*?') must not .*",
        "订阅的顶层字段不能使用自省、@skip 或 @include",
    ),
    # values
    (r"Variable '(.*?)' has invalid default value(?: at (.*?))?: (.*)", "变量 {0} 的默认值有误（{1}）：{2}"),
    (r"Variable '(.*?)' has invalid value at (.*?): (.*)", "变量 {0} 的 {1} 有误：{2}"),
    (r"Variable '(.*?)' has invalid value: (.*)", "变量 {0} 的值有误：{1}"),
    (r"Variable values are nested too deeply\.", "变量的值嵌套过深"),
    (r"Argument '(.*?)' has invalid value(?: at (.*?))?: (.*)", "参数 {0} 的值有误（{1}）：{2}"),
    (r"Argument \"(.*?)\" has invalid value(?: at (.*?))?: (.*)", "参数 {0} 的值有误（{1}）：{2}"),
    (r"Expected a value of non-null type '(.*?)' to be provided\.", "必须给出，类型为 {0}"),
    (r"Expected value of non-null type '(.*?)' not to be None\.", "不能为空，类型为 {0}"),
    (r"Expected variable '(.*?)' provided to (?:non-null )?type '(.*?)' .*", "变量 {0} 必须给出，类型为 {1}"),
    (r"Expected variable '(.*?)' provided to field '(.*?)' for OneOf .*", "变量 {0}（成员 {1}）必须给出"),
    (r"Expected value of type '(.*?)' to be an object, found: (.*)\.", "应为 {0} 对象，而不是 {1}"),
    (
        r"Expected value of type '(.*?)' to include required field '(.*?)', found: .*",
        "{0} 缺少必填成员 {1}",
    ),
    (r"Expected value of type '(.*?)' not to include unknown field '(.*?)'.*", "{0} 没有成员 {1}"),
    (r"Expected value of type '(.*?)', but encountered error '(.*)'; found: (.*)\.", "{1}，而不是 {2}"),
    (r"Expected value of type '(.*?)', found: (.*)\.", "应为 {0}，而不是 {1}"),
    (r"Within OneOf Input Object type '(.*?)', exactly one field must be.*", "{0} 须恰好给出一个成员"),
    (r"Value '(.*?)' does not exist in '(.*?)' enum\.(.*)", "{1} 没有取值 {0}。{2}"),
    (
        r"Enum '(.*?)' cannot represent non-(?:string|enum) value: (.*?)\.(.*)",
        "{0} 的取值须为其列出的名称，而不是 {1}。{2}",
    ),
    (r"String cannot represent a non string value: (.*)", "应为文字，而不是 {0}"),
    (r"Boolean cannot represent a non boolean value: (.*)", "应为 true 或 false，而不是 {0}"),
    (r"Int cannot represent non-integer value: (.*)", "应为整数，而不是 {0}"),
    (r"Int cannot represent non 32-bit signed integer value: (.*)", "整数 {0} 超出范围"),
    (r"Float cannot represent non numeric value: (.*)", "应为数字，而不是 {0}"),
    (r"ID cannot represent (?:a non-string and non-integer )?value: (.*)", "应为 id，而不是 {0}"),
    # scalars of ours
    (r"a position is an integer from 0 to (\d+)", "台账序号应为 0 到 {0} 的整数"),
    (r"a UUID is written (.*)", "UUID 应写作 {0}"),
    (r"a date is written (.*), from the year (\d+) to (\d+)", "日期应写作 {0}，年份从 {1} 到 {2}"),
    (
        r"a time is written (.*) or with another offset, from the year (\d+) to (\d+)",
        "时刻应写作 {0}，或带其他时区；年份从 {1} 到 {2}",
    ),
    (
        r"a decimal is text such as (.*), with at most 8 digits after the point",
        "十进制数应为文字，如 {0}，小数至多 8 位",
    ),
    # grammar
    (r"Expected (.*), found (.*)\.", "这里应为 {0}，却是 {1}"),
    (r"Unexpected variable '(.*)' in constant value\.", "常量中不能使用变量 {0}"),
    (r"Unexpected description.*", "这里不能有说明文字"),
    (r"Unexpected '\.\.', did you mean '\.\.\.'\?", "“..”有误，应为“...”"),
    (r"Unexpected (.*)\.", "这里不应出现 {0}"),
    (r"Unterminated string\.", "文字没有结束的引号"),
    (r"Invalid character within String: (.*)\.", "文字中有不允许的字符 {0}"),
    (r"Invalid character: (.*)\.", "不允许的字符 {0}"),
    (r"Invalid (?:Unicode|character) escape sequence: '(.*)'\.", "转义 {0} 有误"),
    (r"Invalid number, .*", "数字写法有误"),
    (r"Document is nested too deeply\. Parsing aborted\.", "文档嵌套过深"),
    (r"Document contains more than (\d+) comments\. Parsing aborted\.", "文档的注释多于 {0} 条"),
    # requests
    (r"there is no operation to run", "没有可执行的操作"),
    (r"subscriptions need a WebSocket or .*", "订阅须使用 WebSocket，或带上 Accept: text/event-stream"),
    (r"Unsupported content type", "不支持这种内容类型，请用 Content-Type: application/json 发送"),
    (r"Unable to parse request body as JSON", "请求体不是有效的 JSON"),
    (r"The GraphQL operation's `(.*?)` must be an object or null, if provided\.", "{0} 应为对象或 null"),
    (r"The GraphQL operation's `(.*?)` must be a string or null, if provided\.", "{0} 应为文字或 null"),
    (r"\s*Did you mean (.*)\?", "是否指 {0}？"),
)
LONGEST = 2_000
"""Characters that are looked at: what a client sent is quoted in some of them."""
_KNOWN = tuple((re.compile(form, re.DOTALL), chinese) for form, chinese in _SENTENCES)
_WORDS = {"<EOF>": "文档结尾", "Name": "名称", "'Query'": "Query"}


@lru_cache(maxsize=2_000)
def chinese(sentence: str) -> str:
    """The sentence in Chinese; itself where its form is not known."""
    if len(sentence) > LONGEST:
        return sentence
    for form, translation in _KNOWN:
        if found := form.fullmatch(sentence.strip()):
            parts = [chinese(part) if part else "" for part in found.groups()]
            return translation.format(*parts).replace("（）", "")
    return _WORDS.get(sentence, sentence)
