"""What can be wrong: a policy that can be read but should not stand so."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_W = Severity.WARNING

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

RATE_ABOVE_ONE = Problem(
    "P153",
    _W,
    "“{name}”有一个值是 {percent}%,金额乘以它会变成 {times} 倍",
    "“{name}” has a value of {percent} %: money is multiplied by {times}",
    "指 {times}% 就写 {times}%;确是 {times} 倍就写“豁免 P153 {name}: 理由”,或改名叫系数、倍数",
    "write {times}% if that is meant; else “waive P153 {name}: reason”",
)

BLOCK_NOT_READ = Problem(
    "P209",
    _W,
    "代码块“{kind}”里像有公式,但没有读",
    "the block “{kind}” looks like rules but is not read",
    "规则写在 ```规则 开头的代码块里",
    "rules stand in a block that begins “```规则”",
)

LINE_NOT_READ = Problem(
    "P154",
    _W,
    "这一行像规则,但不在规则块里,没有读",
    "this line looks like a rule but stands outside a rules block: it is not read",
    "放进 ```规则 开头的代码块里",
    "put it into a block that begins “```规则”",
)

TABLE_NOT_READ = Problem(
    "P155",
    _W,
    "第一格是“{head}”的表像给引擎看的,但没有读{nearest}",
    "the table headed “{head}” looks like one of ours but is not read{nearest_en}",
    "第一格写 输入: 层、参数、算例 或 名称: 条件;只给人看的表,表头不写 值、类型、= 名称",
    "head it “输入:” and a level, “参数”, “算例”, or a name and a condition; a table for readers "
    "has no such columns",
)

QUOTE_NOT_READ = Problem(
    "P156",
    _W,
    "“{word}:”开头的引用没有读,是不是“{meant}”?",
    "the quote that begins “{word}:” is not read – did you mean “{meant}”?",
    "引用只认 取义、不计算、注;规则、保证、豁免写在 ```规则 代码块里",
    "quotes begin with “取义”, “不计算” or “注”; rules stand in a rules block",
)
