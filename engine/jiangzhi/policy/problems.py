"""What can be wrong with a policy, from its front matter to its worked cases."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_E = Severity.ERROR
_W = Severity.WARNING

FRONT_KEY_MISSING = Problem(
    "P101",
    _E,
    "文件头缺少“{key}”",
    "the front matter lacks “{key}”",
    "在文件头的两行 --- 之间加上“{key}: …”",
    "add “{key}: …” between the two --- lines",
)
FRONT_KEY_UNKNOWN = Problem(
    "P102",
    _E,
    "文件头不认识“{key}”{nearest}",
    "the front matter does not know “{key}”{nearest_en}",
    "可用的键:{known}",
    "known keys: {known}",
)
FRONT_VALUE_BAD = Problem(
    "P103",
    _E,
    "“{key}”的值“{value}”写法不对",
    "“{value}” is no value for “{key}”",
    "应写成:{form}",
    "write: {form}",
)
LEVEL_BAD = Problem(
    "P104",
    _E,
    "层级“{value}”写法不对:{reason}",
    "the levels “{value}” are malformed: {reason_en}",
    "从大到小用 > 相连,同级用 、,如:县区 > 镇街 > 超支事项(明细)",
    "from high to low joined by >, siblings by 、: 县区 > 镇街 > 超支事项(明细)",
)
PERIOD_BAD = Problem(
    "P105",
    _E,
    "时段“{text}”写法不对",
    "“{text}” is no period",
    "写成“2020-01-01 至 2022-12-31”“2020-01-01 起”或“至 2022-12-31”",
    "write “2020-01-01 至 2022-12-31”, “2020-01-01 起” or “至 2022-12-31”",
)
PERIODS_OVERLAP = Problem(
    "P106",
    _E,
    "“{name}”有两个时段重叠",
    "two periods of “{name}” overlap",
    "改时段,使每一天只有一个有效",
    "change the periods so that one is in force on each day",
)
AS_OF_NEEDED = Problem(
    "P107",
    _E,
    "“{name}”分时段,需要知道按哪一天计算",
    "“{name}” depends on the day: which day?",
    "运行时加 --as-of 年-月-日,或在文件头写“基准日: 年-月-日”",
    "add --as-of YYYY-MM-DD, or “基准日: YYYY-MM-DD” to the front matter",
)
NOT_IN_FORCE = Problem(
    "P108",
    _E,
    "“{name}”在 {day} 没有有效的规定",
    "nothing defines “{name}” on {day}",
    "补上包含这一天的时段,或换一个基准日",
    "add a period with this day, or choose another day",
)
OUTSIDE_PERIOD = Problem(
    "P201",
    _W,
    "基准日 {day} 不在办法的施行期之内",
    "{day} lies outside the policy's period",
    "核对基准日;办法的施行期写在文件头",
    "check the day; the period stands in the front matter",
)
TABLE_UNKNOWN = Problem(
    "P109",
    _E,
    "表头“{text}”不认识",
    "“{text}” heads no known kind of table",
    "冒号前可用:输入、参数、算例、算例明细,或判定表的名称",
    "see the reference, sections 3, 4, 6 and 11",
)
COLUMN_UNKNOWN = Problem(
    "P110",
    _E,
    "这一列“{text}”不认识{nearest}",
    "unknown column “{text}”{nearest_en}",
    "这张表可用的列:{known}",
    "columns of this table: {known}",
)
LEVEL_UNKNOWN = Problem(
    "P111",
    _E,
    "没有“{name}”这一层{nearest}",
    "there is no level “{name}”{nearest_en}",
    "本办法的层级:{known}",
    "levels of this policy: {known}",
)
TYPE_UNKNOWN = Problem(
    "P112",
    _E,
    "类型“{text}”不认识",
    "“{text}” is no type",
    "可用:金额、比例、数、个数、选项(甲、乙)、是否、日期、文本、名称",
    "see the reference, section 3",
)
RANGE_BAD = Problem(
    "P113",
    _E,
    "范围“{text}”写法不对",
    "“{text}” is no range",
    "写成 >= 0、[0, 100] 或 (0, 5%] 这样的区间,边必须写明含不含",
    "write >= 0, [0, 100] or (0, 5%]",
)
VALUE_BAD = Problem(
    "P114",
    _E,
    "“{text}”不能作“{name}”的值:{reason}",
    "“{text}” is no value of “{name}”: {reason_en}",
    "按类型“{type}”填写",
    "write a value of type {type}",
)
NAME_TWICE = Problem(
    "P115",
    _E,
    "“{name}”定义了两次",
    "“{name}” is defined twice",
    "一个名字只指一个量:给其中一个换名字,表头写在别名里",
    "give one of them another name",
)
NAME_BAD = Problem(
    "P116",
    _E,
    "“{text}”不能作名字",
    "“{text}” is no name",
    "名字由汉字、字母、数字、下划线组成,不能全是数字,也不能是保留的词",
    "letters, digits and underscores, not digits only, and no reserved word",
)
NAME_UNKNOWN = Problem(
    "P117",
    _E,
    "没有叫“{name}”的量{nearest}",
    "there is no quantity “{name}”{nearest_en}",
    "检查写法;输入要在“输入”表里声明;文字要加引号",
    "check the spelling; text needs quotes",
)
CYCLE = Problem(
    "P118",
    _E,
    "循环引用:{loop}",
    "a cycle: {loop}",
    "改其中一个公式,使它不再依赖自己;用上年的值写 上年(量)",
    "change one formula; for last year's value write 上年(量)",
)
TYPES_MISMATCH = Problem(
    "P119",
    _E,
    "{where}:{reason}",
    "{where}: {reason_en}",
    "检查两边各是金额、比例还是别的;金额要带单位(如 100万元)",
    "check which side is money; money needs a unit (100万元)",
)
LEVELS_UNRELATED = Problem(
    "P120",
    _E,
    "“{one}”在{level_one}、“{other}”在{level_other},不能写在一个公式里",
    "“{one}” is on {level_one}, “{other}” on {level_other}: they cannot meet in one formula",
    "下层的量先用 SUM 等汇总,如 SUM({level_other}[{other}])",
    "aggregate the lower one first: SUM({level_other}[{other}])",
)
COLUMN_MISUSED = Problem(
    "P121",
    _E,
    "整列 {text} 不能用在这里:{reason}",
    "the column {text} cannot stand here: {reason_en}",
    "列只能写在 SUM、COUNTIFS、RANK 等列函数里",
    "columns belong into SUM, COUNTIFS, RANK …",
)
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
    "write the same (依次) or (累加) on each",
)
ROUNDING_MISSING = Problem(
    "P127",
    _E,
    "公布的金额“{name}”没有写取整",
    "the published amount “{name}” declares no rounding",
    "在它下面加一行“取整 元”或“取整 0.01元”",
    "add a line “取整 元” or “取整 0.01元”",
)
ROUNDING_BAD = Problem(
    "P128",
    _E,
    "取整“{text}”写法不对",
    "“{text}” is no rounding",
    "写成 取整 元、取整 0.01万元 舍去、取整 0.1% 等;金额要带单位",
    "write 取整 元, 取整 0.01万元 舍去 …",
)
CONDITION_CELL_BAD = Problem(
    "P129",
    _E,
    "条件格“{text}”看不懂:{reason}",
    "cannot read the condition “{text}”: {reason_en}",
    "写区间 (0, 5%]、比较 >= 60、所列的值 甲、乙、“非 甲”、任意 或 其他",
    "see the reference, section 6.1",
)
TABLE_HAS_NO_RESULT = Problem(
    "P130",
    _E,
    "表“{name}”没有结果列",
    "the table “{name}” has no result column",
    "结果列写“值”或“= 名称”,或以选项的值作表头",
    "head a result column “值” or “= name”",
)
TABLE_GAP = Problem(
    "P131",
    _E,
    "表“{name}”有空档:{row}",
    "the table “{name}” has a gap: {row}",
    "加上这一行:| {row} | … |,或加一行“其他”",
    "add this row: | {row} | … |, or a row “其他”",
)
TABLE_OVERLAP = Problem(
    "P132",
    _E,
    "表“{name}”第 {one} 行与第 {other} 行重叠:{row}",
    "rows {one} and {other} of “{name}” overlap: {row}",
    "改其中一行;若要从上往下取第一行,在表名后写(依次)",
    "change one, or write (依次) after the table's name",
)
TABLE_ROW_UNREACHABLE = Problem(
    "P202",
    _W,
    "表“{name}”第 {row} 行永远用不到",
    "row {row} of the table “{name}” can never apply",
    "删去这一行,或调整上面的行",
    "remove the row or change those above",
)
BANDS_NOT_ADJOINING = Problem(
    "P133",
    _E,
    "表“{name}”的各档不相接:{reason}",
    "the bands of “{name}” do not adjoin: {reason_en}",
    "累进的各档要从小到大、首尾相接,边写常数",
    "bands must ascend and adjoin",
)
CHOICE_UNKNOWN = Problem(
    "P134",
    _E,
    "“{word}”不是“{name}”的选项{nearest}",
    "“{word}” is not a choice of “{name}”{nearest_en}",
    "可选:{known}",
    "choices: {known}",
)
POOL_LEVEL = Problem(
    "P135",
    _E,
    "资金池在{pool}层,不高于参加分配的{own}层",
    "the pool is on {pool}, not above {own}",
    "资金池要在上一层或整体:用县区的量或参数",
    "the pool must stand on a higher level",
)
SPLIT_WEIGHTS = Problem(
    "P136",
    _E,
    "分成{reason}",
    "the split {reason_en}",
    "份数与左边的名字一样多;都写百分比时合计 100%",
    "as many weights as names; percentages add to 100 %",
)
SPECIAL_NESTED = Problem(
    "P137",
    _E,
    "{function}要单独成句,不能写在公式里面",
    "{function} must be a statement of its own",
    "先写“名称 = {function}(…)”,再用这个名称",
    "name it first, then use the name",
)
RANK_COLUMN = Problem(
    "P138",
    _E,
    "{function}的第一个参数要与列相同:{reason}",
    "the first argument must match the column: {reason_en}",
    "写成 {function}(x, [x], …)",
    "write {function}(x, [x], …)",
)
OPTION_UNKNOWN = Problem(
    "P139",
    _E,
    "{function}不认识“{word}”",
    "{function} does not know “{word}”",
    "可用:{known}",
    "use: {known}",
)
CONSTANT_NEEDED = Problem(
    "P140",
    _E,
    "这里要写常数",
    "a constant is needed here",
    "写数字,不写量",
    "write a number",
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
WAIVER_UNUSED = Problem(
    "P203",
    _W,
    "豁免 {code} {name} 没有对应的提示",
    "the waiver {code} {name} waives nothing",
    "删去这一句",
    "remove it",
)
QUANTITY_UNUSED = Problem(
    "P204",
    _W,
    "“{name}”没有用到",
    "“{name}” is not used",
    "公布它(结果)、删去,或写明豁免",
    "publish it, remove it, or waive this",
)
INPUT_UNUSED = Problem(
    "P205",
    _W,
    "输入“{name}”没有用到",
    "the input “{name}” is not used",
    "删去这一行,或写明豁免",
    "remove the row, or waive this",
)
ARTICLE_WITHOUT_RULE = Problem(
    "P206",
    _W,
    "“{name}”没有公式",
    "“{name}” has no rule",
    "写上公式,或写“> 不计算:理由”",
    "add rules, or write “> 不计算:reason”",
)
RULE_WITHOUT_ARTICLE = Problem(
    "P207",
    _W,
    "“{name}”没有写在任何条文下面",
    "“{name}” stands under no article",
    "移到相应的条文下面",
    "move it under its article",
)
RULE_UNREACHABLE = Problem(
    "P208",
    _W,
    "“{name}”的这一句永远用不到",
    "this rule of “{name}” can never apply",
    "条件互相矛盾,或与输入的范围矛盾:改条件",
    "its conditions contradict each other or the ranges",
)
NO_RESULT = Problem(
    "P144",
    _E,
    "办法没有公布任何结果",
    "the policy publishes nothing",
    "在要公布的量前面写“结果”",
    "write “结果” before what is to be published",
)
ARGUMENTS_BAD = Problem(
    "P145",
    _E,
    "{function}的参数不对:{reason}",
    "the arguments of {function} are wrong: {reason_en}",
    "见写法第 5 节",
    "see the reference, section 5",
)
