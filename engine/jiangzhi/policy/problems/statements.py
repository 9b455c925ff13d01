"""What can be wrong: statements, clauses, cases and guarantees."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_E = Severity.ERROR

STATEMENT_BAD = Problem(
    "P122",
    _E,
    "这一句看不懂:{reason}",
    "cannot read this statement: {reason_en}",
    "一句写成“名称 = 公式”,从句缩进写在下面",
    "write “name = formula”, clauses indented below",
)

CLAUSE_BAD = Problem(
    "P123",
    _E,
    "从句“{clause}”不能用在这里:{reason}",
    "the clause “{clause}” cannot stand here: {reason_en}",
    "见写法第 6 至 8 节",
    "see the reference, sections 6 to 8",
)

OTHERWISE_MISSING = Problem(
    "P124",
    _E,
    "“{name}”带有“当”却没有“否则”",
    "“{name}” has guards but no “否则”",
    "加一行“否则 0”,或写明不适用时是多少",
    "add a line “否则 0”",
)

UNGUARDED = Problem(
    "P147",
    _E,
    "“{name}”有几句,这一句没有“当”,总会与别的句子同时成立",
    "“{name}” has several rules; this one has no guard and so always clashes with the others",
    "给这一句加“当”;它若是其余情形,改写成“否则”;要从上往下取第一句,写(依次)",
    "add a guard, make it the “否则”, or write “(依次)” to take the first that holds",
)

OTHERWISE_TWICE = Problem(
    "P125",
    _E,
    "“{name}”有两个“否则”",
    "“{name}” has two “否则”",
    "只留一个",
    "keep one",
)

HIT_DIFFERS = Problem(
    "P126",
    _E,
    "“{name}”的几句写法不一:有的写了({one}),有的没有",
    "the rules of “{name}” differ in ({one})",
    "各句都写上同样的(依次)或(累加)",
    "write the same “(依次)” or “(累加)” on each",
)

ROUNDING_MISSING = Problem(
    "P127",
    _E,
    "公布的金额“{name}”没有写取整",
    "the published amount “{name}” declares no rounding",
    "在它下面加一行“取整 元”或“取整 0.01元”",
    "add a line “取整 元” or “取整 0.01元”",
)

CLAUSE_UNKNOWN = Problem(
    "P150",
    _E,
    "这一行不是从句:{reason}",
    "this line is no clause: {reason_en}",
    "从句有 {known},词后面空一格",
    "the clauses are {known_en}; a space follows the word",
)

BRACKET_TOO_MANY = Problem(
    "P151",
    _E,
    "括号“({text})”在这里用不上",
    "the brackets “({text})” say nothing here",
    "删去它:依次、累加、唯一和施行期各写一次,分配、分成和只公布的“结果 名称”不写",
    "remove it: say how rules combine, and the period, once; not on a share, split or bare “结果”",
)

NOT_TO_BE_ADDED = Problem(
    "P152",
    _E,
    "{where}写了(累加),结果却是{kind},不能相加",
    "{where} is to be added up, but gives {kind_en}",
    "结果改成数或金额;只取一个就去掉(累加),或改成(依次)",
    "give numbers or money; to take one of them remove “(累加)” or write “(依次)”",
)

ROUNDING_BAD = Problem(
    "P128",
    _E,
    "取整“{text}”{reason}",
    "the rounding “{text}”{reason_en}",
    "写成 取整 元、取整 0.01万元 舍去、取整 0.1% 等;金额要带单位",
    "write “取整 元”, “取整 0.01万元 舍去” …",
)

POOL_LEVEL = Problem(
    "P135",
    _E,
    "资金池在{pool}层,不高于参加分配的{own}层",
    "the pool is on {pool}, not above {own}",
    "资金池要在上一层或整体:用县区的量或参数;参加分配的层推不出来时加一行“层级 镇街”",
    "the pool must stand on a higher level; a “层级” clause says on which level it is shared out",
)

SPLIT_WEIGHTS = Problem(
    "P136",
    _E,
    "分成{reason}",
    "the split {reason_en}",
    "份数与左边的名字一样多;都写百分比时合计 100%",
    "as many weights as names; percentages add to 100 %",
)

CASE_BAD = Problem(
    "P141",
    _E,
    "算例的“{text}”看不懂:{reason}",
    "cannot read “{text}” of the case: {reason_en}",
    "见写法第 11 节",
    "see the reference, section 11",
)

GUARANTEE_BAD = Problem(
    "P142",
    _E,
    "保证看不懂:{reason}",
    "cannot read the guarantee: {reason_en}",
    "写成“保证 条件”或“保证 结果 随 输入 不减”",
    "write “保证 condition” or “保证 A 随 B 不减”",
)

WAIVER_BAD = Problem(
    "P143",
    _E,
    "豁免看不懂:{reason}",
    "cannot read the waiver: {reason_en}",
    "写成“豁免 P203 名称: 理由”,理由必须写",
    "write “豁免 P203 name: reason”",
)

FLOOR_ABOVE_CAP = Problem(
    "P162",
    _E,
    "下限高于上限:没有一份能两样都合",
    "the floor is above the cap: no share can meet both",
    "改其中一个,使下限不高于上限",
    "change one so that the floor is not above the cap",
)

LEVEL_JUMPS = Problem(
    "P163",
    _E,
    "“{name}”有的时段在{one}、有的时段在{other}:一个量只能在一层",
    "“{name}” stands on “{one}” in one period and on “{other}” in another",
    "在不写层的一句下面加“层级 {one}”,或给另一句换个名字",
    "add “层级 {one}” below the rule that implies another level, or rename one",
)

RESULT_NOT_COMPUTED = Problem(
    "P157",
    _E,
    "“{name}”是{what},不是算出来的量,不能直接公布",
    "“{name}” is {what_en}, not computed: it cannot be published as it is",
    "要把它列出来,另起名字:结果 公布的{name} = {name}",
    "give it another name: “结果 公布的{name} = {name}”",
)

TABLE_IS_A_CASE = Problem(
    "P158",
    _E,
    "表“{name}”的结果列“{result}”在别处已有公式:这像是算例",
    "the result “{result}” of the table “{name}” has a formula elsewhere: this looks like a case",
    "第一格写成“算例: {title}”;确是判定表,结果列换个名字",
    "head it “算例: {title}”; if it is a decision table, name its result otherwise",
)

NO_RESULT = Problem(
    "P144",
    _E,
    "办法没有公布任何结果",
    "the policy publishes nothing",
    "在要公布的量前面写“结果”",
    "write “结果” before what is to be published",
)
