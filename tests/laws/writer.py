"""Random policy documents, as an official might write them.

Everything is drawn by its type, so that what the checks of units accept is what is tried.
``pure``: a quantity is rounded in 元 nowhere on its way and meets no amount of money from the
document, so that ten times all money given makes it ten times as much, or leaves what is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

HEAD = Path(__file__).with_name("policy.md").read_text(encoding="utf-8")
ABOVE = {"事项": ("事项", "镇街", "县区", "整体"), "镇街": ("镇街", "县区", "整体"),
         "县区": ("县区", "整体"), "整体": ("整体",)}  # fmt: skip
BELOW = {"整体": ("县区", "镇街", "事项"), "县区": ("镇街", "事项"), "镇街": ("事项",), "事项": ()}
WAYS = ("舍去", "进一", "四舍六入")
MONEY, RATE, NUMBER = "金额", "比例", "数"
#: Name: level, type, pure.
INPUTS = {
    "收入": ("镇街", MONEY, True), "目标": ("镇街", MONEY, True), "罚款": ("镇街", MONEY, True),
    "得分": ("镇街", NUMBER, True), "增速": ("镇街", RATE, True), "人口": ("镇街", NUMBER, True),
    "系数": ("镇街", RATE, True), "资金池": ("县区", MONEY, True), "事额": ("事项", MONEY, True),
}  # fmt: skip
CONDITIONS = {
    "镇街": ("[得分] >= 60", "[否决]", '[类别] = "优先"', '[类别], "重点"', "NOT([否决])",
             "[收入] > [目标]"),
    "事项": ('[事由] = "政策"', '[事由], "应急"'),
    "县区": ("[资金池] > 0",),
}  # fmt: skip

Text = tuple[str, bool]


@dataclass
class Writer:
    """Writes quantities one after the other."""

    draw: object
    known: dict[str, tuple[str, str, bool]] = field(default_factory=lambda: dict(INPUTS))
    lines: list[str] = field(default_factory=list)

    def one_of(self, *options):
        return self.draw(st.sampled_from(options))

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(0, of - 1)) == 0

    def name(self) -> str:
        return f"量甲{len(self.known)}"

    def names(self, kind: str, *levels: str) -> list[str]:
        return [n for n, (level, of, _) in self.known.items() if level in levels and of == kind]

    def read(self, kind: str, level: str) -> Text | None:
        names = self.names(kind, *ABOVE[level])
        return (name := self.one_of(*names), self.known[name][2]) if names else None

    def of(self, kind: str, level: str, depth: int) -> Text:
        """An expression of a type."""
        how = {MONEY: self.money, RATE: self.rate, NUMBER: self.number}[kind]
        return how(level, depth)

    def filled(self, template: str, *parts: Text, pure: bool = True) -> Text:
        return template.format(*(text for text, _ in parts)), pure and all(p for _, p in parts)

    def common(self, kind: str, level: str, depth: int) -> Text:
        """What may be done with any number."""
        one, other, third = (self.of(kind, level, depth - 1) for _ in range(3))
        how = self.one_of(
            "({0} + {1})", "({0} - {1})", "MIN({0}, {1})", "MAX({0}, {1}, {2})",
            "MEDIAN({0}, {1}, {2})", "限定({0}, {1}, {2})", "SUM({0}, {1})", "AVERAGE({0}, {1})",
            "ABS({0})", "(-{0})", "MOD({0}, {1})", "IFBLANK({0}, {1})", "IFERROR({0}, {1})",
            "IF", "IFS",
        )  # fmt: skip
        if how == "IF":
            return self.filled("IF({0}, {1}, {2})", self.flag(level, depth - 1), one, other)
        if how == "IFS":
            flags = self.flag(level, 0), self.flag(level, 0)
            return self.filled("IFS({0}, {1}, {2}, {3}, TRUE, {4})", flags[0], one, flags[1],
                               other, third)  # fmt: skip
        used = [one, other, third][: how.count("{")]
        return self.filled(how, *used)

    def money(self, level: str, depth: int) -> Text:
        if depth <= 0 or self.chance(4):
            read = None if self.chance(6) else self.read(MONEY, level)
            return read or (self.one_of("100万元", "单价", "0.05万元"), False)
        if self.chance(3):
            return self.common(MONEY, level, depth)
        if self.chance(3) and (column := self.column(MONEY, level)):
            return column
        one, other = self.money(level, depth - 1), self.money(level, depth - 1)
        rate = self.rate(level, depth - 1)
        how = self.one_of(
            "({0} * {1})", "({1} * {0})", "SUMPRODUCT({0}, {1}, {2}, 50%)", "ROUND({0}, 1)",
            "INT({0})", "ROUNDUP({0}, 0)", "ROUNDDOWN({0}, -1)", "累进", "上年",
        )  # fmt: skip
        if how == "上年":
            names = [n for n in self.names(MONEY, level) if n.startswith("量")]
            if names and level != "事项":
                return self.filled(f"上年({self.one_of(*names)}, {{0}})", one)
        if how == "累进" and level in ("镇街", "事项"):
            return self.by_bands(one, other)
        if how in ("累进", "上年"):
            how = "({0} * {1})"
        pure = not how.startswith(("ROUND", "INT"))
        return self.filled(how, one, rate, other, pure=pure)

    def by_bands(self, one: Text, other: Text) -> Text:
        how = self.one_of(
            "超额累进({0}, {1}, 奖励比例[类别])", '超额累进({0}, {1}, 奖励比例["优先"])',
            "全额累进({0}, 奖励比例[类别])", "超额累进({0}, 定额比例)", "全额累进({0}, 定额比例)",
        )  # fmt: skip
        parts = (one, other) if "{1}" in how else (one,)
        return self.filled(how, *parts, pure="定额" not in how)

    def rate(self, level: str, depth: int) -> Text:
        if depth <= 0 or self.chance(4):
            read = None if self.chance(4) else self.read(RATE, level)
            return read or (self.one_of("8%", "100%", "0.5%"), True)
        if self.chance(4):
            return self.common(RATE, level, depth)
        if self.chance(4) and (column := self.column(RATE, level)):
            return column
        one, other = self.rate(level, depth - 1), self.rate(level, depth - 1)
        how = self.one_of("M", "M", "({0} * {1})", "{0} ^ 2", "ROUND({0}, 3)", "SHARE", "L")
        if how == "M":
            pair = self.money(level, depth - 1), self.money(level, depth - 1)
            return self.filled("({0} / {1})", *pair)
        if how == "SHARE" and (names := self.names(MONEY, level)) and level != "整体":
            name = self.one_of(*names)
            return f"SHARE({name}, [{name}])", self.known[name][2]
        if how == "L" and level in ("镇街", "事项"):
            return self.one_of("奖励比例[类别]", "档率", "档率[类别]"), True
        if how in ("SHARE", "L"):
            how = "({0} * {1})"
        return self.filled(how, one, other)

    def number(self, level: str, depth: int) -> Text:
        if depth <= 0 or self.chance(4):
            read = None if self.chance(4) else self.read(NUMBER, level)
            return read or (self.one_of("3", "0.25", "60"), True)
        if self.chance(4):
            return self.common(NUMBER, level, depth)
        if self.chance(4) and (column := self.column(NUMBER, level)):
            return column
        how = self.one_of(
            "(百分点({0}) * 1)", "每满({0}, 3%)", "SIGN({1})", "({2} * {0})", "RANK", "日", "COUNT",
            "本行",
        )  # fmt: skip
        if how == "日" and level in ("镇街", "事项"):
            return self.one_of(
                'DATEDIF(起日, 止日, "M")', "YEAR(起日)", "MONTH(EDATE(起日, 5))", "DAY(止日)",
                "(止日 - 起日)", "DAY(DATE(2024, 2, 29) + 1)", 'DATEDIF(起日, 基准日, "D")',
            ), True  # fmt: skip
        kind = self.one_of(MONEY, RATE, NUMBER)
        if how == "RANK" and level != "整体" and (names := self.names(kind, level)):
            return self.rank(self.one_of(*names), level)
        if how == "本行" and level != "整体" and (names := self.names(NUMBER, level)):
            return self.beside_own_row(self.one_of(*names))
        if how == "COUNT" and (members := BELOW[level]):
            member = self.one_of(*members)
            condition = self.one_of(*CONDITIONS[member])
            if "收入" not in condition and self.chance(2):
                return f"COUNTIFS({self.rows(condition, member)})", True
            name = self.one_of(*self.names(MONEY, member))
            return f"COUNT({member}[{name}])", True
        parts = self.rate(level, depth - 1), self.money(level, depth - 1), self.number(level, 0)
        return self.filled(how if "{" in how else "(百分点({0}) * 1)", *parts)

    def rank(self, name: str, level: str) -> Text:
        order, ties = (
            self.one_of("降序", "升序"),
            self.one_of("同名次", "连续名次", "平均名次", "不许并列"),
        )
        # a condition of RANK is one argument
        conditions = [one for one in CONDITIONS[level] if ", " not in one]
        where = f", {self.one_of(*conditions)}" if self.chance(3) else ""
        column = f"全部[{name}]" if self.chance(3) else f"[{name}]"
        return f"RANK({name}, {column}, {order}, {ties}{where})", self.known[name][2]

    def beside_own_row(self, name: str) -> Text:
        column = f"全部[{name}]" if self.chance(3) else f"[{name}]"
        sign = self.one_of("=", "<>", "<", "<=", ">", ">=")
        return f"COUNTIFS({column} {sign} 本行.{name})", self.known[name][2]

    def rows(self, condition: str, member: str) -> str:
        return condition.replace("[", f"{member}[")

    def column(self, kind: str, level: str) -> Text | None:
        """A column of a lower level, or of the own group, as one value."""
        members = [m for m in BELOW[level] if self.names(kind, m)]
        if not members:
            return None
        member = self.one_of(*members)
        name = self.one_of(*self.names(kind, member))
        how = self.one_of(
            "SUM", "AVERAGE", "MEDIAN", "MIN", "MAX", "LARGE", "SMALL", "SUMIFS", "AVERAGEIFS",
            "MINIFS", "MAXIFS",
        )  # fmt: skip
        more = ""
        if how.endswith("IFS"):
            more = f", {self.rows(self.one_of(*CONDITIONS[member]), member)}"
        elif how in ("LARGE", "SMALL"):
            more = f", {self.one_of(1, 2)}"
        return f"{how}({member}[{name}]{more})", self.known[name][2]

    def flag(self, level: str, depth: int) -> Text:
        if depth > 0 and self.chance(3):
            one, other = self.flag(level, depth - 1), self.flag(level, depth - 1)
            return self.filled(self.one_of("AND({0}, {1})", "OR({0}, {1})", "NOT({0})"), one, other)
        if level in ("镇街", "事项") and self.chance(3):
            return self.one_of(
                "否决", "得分 >= 起奖分",
                '类别 = "优先"', '属于(类别, "优先", "重点")', 'NOT(备注 = "甲")',
                "ISBLANK(得分)", "起日 <= 2021-06-30", "基准日 > 止日", "ISBLANK(备注)",
            ), True  # fmt: skip
        kind = self.one_of(MONEY, RATE, NUMBER)
        one, other = (self.of(kind, level, depth) for _ in range(2))
        how = self.one_of("=", "<>", "<", "<=", ">", ">=")
        return self.filled(f"({{0}} {how} {{1}})", one, other)

    def quantity(self) -> None:
        """One more quantity, by one of the ways to define one."""
        level = self.one_of("镇街", "镇街", "镇街", "县区", "整体", "事项")
        kind = self.one_of(MONEY, MONEY, RATE, NUMBER)
        how = self.one_of("一句", "唯一", "依次", "累加", "最大", "最小")
        one, other = self.of(kind, level, 2), self.of(kind, level, 2)
        condition, name = self.flag(level, 1), self.name()
        mark = f"({how})" if how not in ("一句", "唯一") else ""
        lines = [f"{name}{mark} = {one[0]}"]
        pure = one[1]
        if how != "一句":
            pure = pure and other[1] and condition[1]
            lines.append(f"  当 {condition[0]}")
            if how == "唯一":
                lines.append(f"  否则 {other[0]}")
        if kind == RATE and self.chance(3):
            lines.append(f"  取整 {self.one_of('1%', '0.01%')} {self.one_of(*WAYS)}")
        if kind == MONEY and self.chance(6):
            lines.append(f"  取整 {self.one_of('元', '0.01元', '0.01万元')}")
            pure = False
        lines.append(f"  层级 {level}")
        if mark:
            lines += [f"{name}{mark} = {other[0]}"]
            if how == "累加":
                second = self.flag(level, 0)
                pure = pure and second[1]
                lines.append(f"  当 {second[0]}")
            lines.append(f"  层级 {level}")
        self.lines += [*lines, ""]
        self.known[name] = (level, kind, pure)

    def pool(self) -> None:
        """A pool shared out."""
        name, by_need = self.name(), self.chance(2)
        names = self.names(MONEY if by_need else self.one_of(NUMBER, MONEY, RATE), "镇街")
        pools = [*self.names(MONEY, "县区"), *self.names(MONEY, "整体")]
        how = "按需分配" if by_need else "按权分配"
        lines = [f"结果 {name} = {how}(MAX(0, {self.one_of(*names)}), {self.one_of(*pools)})"]
        lines.append(f"  取整 {self.one_of('元', '0.01元', '0.01万元')}")
        if self.chance(3):
            lines.append(f"  当 {self.flag('镇街', 0)[0]}")
        if self.chance(3):
            lines.append(f"  余额 {self.one_of('最大余数', '归最大', '留存')}")
        if by_need and self.chance(3):
            lines.append(f"  兑付比例 {self.one_of(2, 4)}位")
        if self.chance(4):
            lines.append(f"  上限 {self.one_of('收入', '50万元')}")
        if self.chance(4):
            lines.append(f"  下限 {self.one_of('0.1元', '1元')}")
        if self.chance(4):
            lines.append("  次序 INT(得分 / 40)")
        self.lines += [*lines, ""]
        self.known[name] = ("镇街", MONEY, False)

    def split(self) -> None:
        """An amount split."""
        amount = self.one_of(*self.names(MONEY, "镇街"))
        first = self.name()
        parts = [f"{first}乙", f"{first}丙"]
        weights = self.one_of("3:7", "30%:70%", "人口:1", "系数:(1 - 系数)")
        how = self.one_of("最大余数", "归首位", "归末位")
        self.lines += [
            f"结果 {parts[0]}, 结果 {parts[1]} = 分成({amount}, {weights})", "  取整 元",
            f"  余额 {how}", "",
        ]  # fmt: skip
        for part in parts:
            self.known[part] = ("镇街", MONEY, False)

    def document(self, count: int) -> str:
        """So many quantities, and a result."""
        for _ in range(count):
            self.one_of(self.quantity, self.quantity, self.quantity, self.pool, self.split)()
        self.lines.append("结果 级别 = IF(否决, 1, 2)")
        return HEAD + "\n".join(self.lines) + "\n```\n"
