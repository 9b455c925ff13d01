"""What can be wrong: the front matter, levels and periods."""

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
    "known keys: “{known}”",
)

FRONT_VALUE_BAD = Problem(
    "P103",
    _E,
    "“{key}”的值“{value}”写法不对",
    "“{value}” is no value for “{key}”",
    "应写成:{form}",
    "write: “{form}”",
)

LEVEL_BAD = Problem(
    "P104",
    _E,
    "层级“{value}”写法不对:{reason}",
    "the levels “{value}” are malformed: {reason_en}",
    "从大到小用 > 相连,同级用 、,如:县区 > 镇街 > 超支事项(明细)",
    "from high to low joined by >, siblings by “、”: “县区 > 镇街 > 超支事项(明细)”",
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

DAY_READ = Problem(
    "P146",
    _E,
    "公式用到基准日,需要知道按哪一天计算",
    "a formula reads “基准日”: which day?",
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
