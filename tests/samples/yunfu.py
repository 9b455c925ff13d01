"""The sample of Yunfu: real names of towns and streets, made-up figures.

Amounts are integers of 0.01 万元 until they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samples.book import Cell, Column, Sheet, write_book
from samples.chance import Chance

MADE_UP = "数据为编造,仅作示例"
SEED = 20200104
CLASSES = ("优先发展", "重点发展", "生态保护")
CAUSES = ("政策性增支", "突发应急", "民生刚性", "违规超支")
PROJECTS = ("土地流转", "入股分红", "物业经营", "资源盘活")

#: By county: its towns, * a pilot, ! 优先发展, ~ 生态保护; and both of the county's pools in 万元.
COUNTIES = {
    "云城区": (
        "!云城街道* !高峰街道 !河口街道* 安塘街道 腰古镇* 思劳镇 前锋镇 ~南盛镇",
        500, 200,
    ),
    "云安区": ("!六都镇* 高村镇 白石镇* 镇安镇 ~富林镇 石城镇* 都杨镇", 600, 120),
    "罗定市": (
        "!罗城街道* !素龙街道 !附城街道 双东街道* 罗镜镇* 太平镇* 分界镇 罗平镇 船步镇* 朗塘镇 "
        "苹塘镇 金鸡镇 围底镇* 华石镇 榃滨镇* 黎少镇 生江镇 ~连州镇 泗纶镇 ~加益镇 ~龙湾镇",
        1800, 400,
    ),
    "新兴县": (
        "!新城镇* 车岗镇 水台镇 稔村镇 !东成镇* 太平镇* ~里洞镇 ~大江镇 天堂镇* 河头镇 簕竹镇 "
        "六祖镇",
        1000, 200,
    ),
    "郁南县": (
        "!都城镇* 平台镇 ~桂圩镇 ~通门镇 建城镇* ~宝珠镇 大方镇 千官镇 大湾镇* 河口镇 宋桂镇 "
        "东坝镇 连滩镇* ~历洞镇 !南江口镇",
        650, 160,
    ),
}  # fmt: skip

#: Cases worth looking at. Shares are of the target (base), in hundredths of a per cent.
EXACTLY = {
    ("云城区", "腰古镇"): {"of target": 10500},
    ("云城区", "思劳镇"): {"of target": 10000},
    ("云城区", "南盛镇"): {"of base": 10000},
    ("云安区", "高村镇"): {"of target": 11200, "veto": 1},
    ("云安区", "都杨镇"): {"of target": 10800, "score": 600},
    ("罗定市", "金鸡镇"): {"of target": 10900, "score": 599},
    ("罗定市", "龙湾镇"): {"of target": 9500, "relief": 2000},
    ("罗定市", "罗城街道"): {"of target": 11500},
    ("罗定市", "太平镇"): {"of target": 9200},
    ("新兴县", "太平镇"): {"of target": 13500, "score": 945},
    ("郁南县", "千官镇"): {"of target": 8600, "score": 700},
}  # fmt: skip
BASES = {"优先发展": (3200, 9000), "重点发展": (900, 3000), "生态保护": (380, 1200)}


def towns() -> Iterator[tuple[str, str, str, bool]]:
    """Every town: county, name, class, whether it is a pilot."""
    for county, (names, _, _) in COUNTIES.items():
        for word in names.split():
            kind = {"!": CLASSES[0], "~": CLASSES[2]}.get(word[0], CLASSES[1])
            yield county, word.strip("!~*"), kind, word.endswith("*")


def write_yunfu(path: Path) -> None:
    """Write the workbook."""
    chance = Chance(SEED)
    rows: list[list[Cell]] = []
    overspent: list[list[Cell]] = []
    projects: list[list[Cell]] = []
    for number, (county, town, kind, pilot) in enumerate(towns(), start=1):
        budget, spent = _spending(chance, kind, number)
        revenue = _revenue(chance, kind, EXACTLY.get((county, town), {}))
        rows.append([number, county, town, kind, "是" if pilot else "否", *revenue, budget, spent])
        if budget < spent:
            overspent += _items(chance, county, town, round((spent - budget) * 100))
        if pilot or chance.one_in(6):
            projects += _projects(chance, county, town)
    pools = [[county, reward, support] for county, (_, reward, support) in COUNTIES.items()]
    _write(path, rows, pools, _numbered(overspent), _numbered(projects))


def _revenue(chance: Chance, kind: str, exactly: dict[str, int]) -> list[Cell]:
    base = chance.between(*BASES[kind]) * 100 + chance.between(0, 99)
    target = (base * chance.between(103, 108) // 10000 + 1) * 100
    share = chance.between(9300, 11600) + (chance.between(0, 900) if chance.one_in(5) else 0)
    actual = target * share // 10000
    score = chance.between(124, 192) * 5
    if "of target" in exactly:
        actual = target * exactly["of target"] // 10000
    if "of base" in exactly:
        actual = base
    score = exactly.get("score", score)
    office = chance.between(60, 95) * base // 2000
    relief = exactly.get("relief")
    return [
        base / 100, target / 100, actual / 100, None if relief is None else relief / 100,
        score / 10, "是" if "veto" in exactly else "否", office / 100,
    ]  # fmt: skip


def _spending(chance: Chance, kind: str, number: int) -> tuple[float, float]:
    low, high = BASES[kind]
    budget = chance.between(low, high) * 100
    share = chance.between(10020, 10750) if number % 3 == 0 else chance.between(9500, 10000)
    return budget / 100, budget * share // 10000 / 100


def _items(chance: Chance, county: str, town: str, excess: int) -> Iterator[list[Cell]]:
    rest = excess
    for _ in range(chance.between(1, 3)):
        amount = rest * chance.between(30, 80) // 100
        cause = chance.pick(*CAUSES[:3], *CAUSES[:3], CAUSES[3])
        approved = cause != CAUSES[3] and not chance.one_in(6)
        note = f"示例〔2020〕{chance.between(1, 90)}号" if approved else ""
        yield [county, town, cause, amount / 100, "是" if approved else "否", note]
        rest -= amount


def _projects(chance: Chance, county: str, town: str) -> Iterator[list[Cell]]:
    for _ in range(chance.between(1, 3)):
        income = chance.between(800, 26000)
        done = "否" if chance.one_in(5) else "是"
        yield [county, town, chance.pick(*PROJECTS), income / 100, done]


def _numbered(rows: list[list[Cell]]) -> list[list[Cell]]:
    return [[number, *row] for number, row in enumerate(rows, start=1)]


def _write(
    path: Path,
    rows: list[list[Cell]],
    pools: list[list[Cell]],
    overspent: list[list[Cell]],
    projects: list[list[Cell]],
) -> None:
    money, yes_no = "#,##0.00", ("是", "否")

    def amount(heading: str) -> Column:
        return Column(heading, money, 13, total=True)

    place = (Column("序号", width=6), Column("县区", width=10), Column("镇街", width=12))
    town_columns = (
        *place, Column("类别", choices=CLASSES), Column("是否试点", width=9, choices=yes_no),
        amount("收入基数"), amount("收入目标"), amount("实际收入"), amount("核准减收额"),
        Column("绩效得分", "0.0", 9), Column("一票否决", width=9, choices=yes_no),
        amount("公用经费"), amount("支出预算"), amount("实际支出"),
    )  # fmt: skip
    sheets = [
        Sheet(
            "镇街", "云浮市2020年度镇街财政收支及绩效情况表", MADE_UP, "万元", town_columns, rows,
            ("注:镇街名称为实名,全部数据为编造,仅作示例。", "制表:示例        审核:示例"),
        ),
        Sheet(
            "县区", "各县(市、区)激励资金池", MADE_UP, "万元",
            (Column("县区"), amount("奖励资金池"), amount("支持资金池")), pools,
        ),
        Sheet(
            "超支事项", "2020年度镇街超支事项明细表", MADE_UP, "万元",
            (
                *place, Column("事由", choices=CAUSES), amount("事项金额"),
                Column("已批准", width=9, choices=yes_no), Column("批准文号", width=18),
            ),
            overspent,
        ),
        Sheet(
            "奖补项目", "2020年度集体经济奖补项目明细表", MADE_UP, "万元",
            (
                *place, Column("项目类型", choices=PROJECTS), amount("集体新增收入"),
                Column("已验收", width=9, choices=yes_no),
            ),
            projects,
        ),
        Sheet(
            "参数", "市级参数", MADE_UP, "",
            (Column("参数", width=18), Column("值", "#,##0.##"), Column("单位", width=8)),
            [["奖补资金池", 600, "万元"]],
        ),
    ]  # fmt: skip
    write_book(path, sheets, title="云浮市镇街财税激励示例数据", comments=MADE_UP)
