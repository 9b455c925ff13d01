"""What can be wrong with an evaluation."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

EVALUATORS_DIFFER = Problem(
    "E101",
    Severity.ERROR,
    "两种算法不一致:{town}的“{step}”,{one_name} 得 {one},{other_name} 得 {other}",
    "the two evaluators differ: “{step}” of {town} is {one} by {one_name}, {other} by {other_name}",
    "这是程序的错误,结果没有公布;请把办法、工作簿和这句话交给程序的维护者",
    "this is a defect of the program and nothing was published; please report it with the inputs",
)

SHARES_TOO_LONG = Problem(
    "E104",
    Severity.ERROR,
    "“{step}”的一个资金池由 {rows} 行来分,各行的应得或权数是分母各不相同的比率,公分母太长,算不下去",
    "a pool of “{step}” is shared by {rows} rows whose claims or weights are rates of "
    "denominators of their own: their common denominator is too long to compute with",
    "先给比率取整,例如写一句 `取整 0.0001%`,再用它分配",
    "round the rate first, for example “取整 0.0001%”, and share by what is rounded",
)

LIBRARY_NOT_LOADED = Problem(
    "E105",
    Severity.ERROR,
    "匹配规则的程序库 durable-rules 装不进来:{reason}",
    "the library that matches rules, durable-rules, does not load: {reason}",
    "重新编译它:CPPFLAGS={definition} python -m pip install --force-reinstall --no-cache-dir "
    "--no-deps durable-rules==2.0.28(需要 C 编译器和 Python 的头文件)",
    "build it anew: CPPFLAGS={definition} python -m pip install --force-reinstall --no-cache-dir "
    "--no-deps durable-rules==2.0.28 (this needs a C compiler and Python's headers)",
)

GUARANTEE_BROKEN = Problem(
    "E102",
    Severity.ERROR,
    "保证不成立:{town},“{guarantee}”",
    "a guarantee does not hold for {town}: “{guarantee}”",
    "核对该镇街的数据;数据无误的,修改条文的公式或这句保证",
    "check this row's data; if it is right, correct the formula or the guarantee",
)

GUARANTEED_TREND_BROKEN = Problem(
    "E103",
    Severity.WARNING,
    "保证“{guarantee}”在{town}附近不成立:{driver}由 {before} 变为 {after} 时,"
    "{result}由 {result_before} 变为 {result_after}",
    "“{guarantee}” does not hold near {town}: as {driver} goes from {before} to {after}, "
    "{result} goes from {result_before} to {result_after}",
    "看这两个数之间有没有门槛;确实如此的,修改公式或这句保证",
    "look for a threshold between the two; correct the formula or the guarantee",
)

INPUT_MISSING = Problem(
    "E110",
    Severity.WARNING,
    "{town}的“{name}”是空的,{results}待定",
    "“{name}” of {town} is blank, so {results} are provisional",
    "填上这个数再算;空白不当作零",
    "fill it in and run again; a blank does not count as zero",
)

PRIOR_MISSING = Problem(
    "E111",
    Severity.WARNING,
    "{town}没有上年的“{name}”,{results}待定",
    "there is no “{name}” of last year for {town}, so {results} are provisional",
    "用 --prior 指定上年的运行目录;确实没有的,在公式里写 上年({name}, 代替)",
    "name last year's run with --prior, or write “上年({name}, 代替)” in the formula",
)

NOT_COMPUTABLE = Problem(
    "E112",
    Severity.WARNING,
    "{town}的“{step}”不能算:{reason};受影响的结果:{results}",
    "“{step}” of {town} cannot be computed: {reason}; results affected: {results}",
    "核对该镇街的数据和这一条的公式;其他镇街照算",
    "check this row's data and the formula of the article; other rows are not affected",
)
