"""What can be wrong: how years chain, where a policy reads last year's results."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

_E = Severity.ERROR
_W = Severity.WARNING

PRIOR_NOT_EARLIER = Problem(
    "P165",
    _E,
    "上年结果是 {last} 年的,不早于本次的 {this} 年",
    "the results of last year are of {last}, not before {this}",
    "--prior 给上一年的运行结果",
    "give the run of the year before as --prior",
)

PRIOR_SKIPS = Problem(
    "P166",
    _W,
    "上年结果是 {last} 年的,本次是 {this} 年:中间隔了 {gap} 年",
    "the results of last year are of {last}, this run is of {this}: {gap} years between",
    "中间年度算过的,--prior 给上一年的运行结果",
    "give the run of the year before as --prior, if there is one",
)

PRIOR_NOT_READ = Problem(
    "P167",
    _W,
    "办法没有用到上年的值,给的上年结果没有用",
    "the policy reads nothing of last year: the run given is not used",
    "去掉 --prior,或在公式里用 上年(量)",
    "leave --prior out, or read “上年(量)” in a formula",
)

PRIOR_OF_OTHERS = Problem(
    "P168",
    _E,
    "上年结果里没有一个这里的{level}:像是别的地方的",
    "the results of last year have none of the “{level}” here: they seem to be of elsewhere",
    "核对 --prior 是不是本地上一年的运行结果;改了名的,数据里先用旧名",
    "check that --prior is this place's run of the year before",
)

PRIOR_OF_SOME = Problem(
    "P169",
    _W,
    "上年结果与本次的{level}不全相同:{text}",
    "not the same “{level}” as last year: {text}",
    "新设、撤并、改名的要核对:上年没有的,上年的值按“缺”或代替的值算",
    "check what is new, gone or renamed: what last year lacks is missing or takes its substitute",
)

PRIOR_FORGOTTEN = Problem(
    "P210",
    _W,
    "没有给上年结果,“{name}”的上年值都用代替的值",
    "no run of last year is given: {name} of last year takes its substitute everywhere",
    "不是第一年的,加上 --prior 上一年的运行结果;是第一年的,在文件头写 首年: 那一年",
    "give the run of the year before as --prior; if this is the first year, write “首年: YEAR” in "
    "the front matter",
)
