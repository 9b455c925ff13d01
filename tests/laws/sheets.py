"""Random sheets for the policies that ``writer`` writes."""

from __future__ import annotations

from hypothesis import strategies as st

fen = st.one_of(
    st.integers(0, 10**9),
    st.sampled_from([0, 1, 10**12]),
    st.integers(0, 10**4).map(lambda n: n * 10**6),
)


def sheets(draw):
    """Counties with their pools, each with towns, each with items. Money in 分."""
    words = st.sampled_from(["优先", "重点"])
    day = st.dates().map(lambda d: d.replace(year=2018 + d.year % 5, day=min(d.day, 28)))
    item = st.fixed_dictionaries({"事由": st.sampled_from(["政策", "应急"]), "事额": fen})
    town = st.fixed_dictionaries({
        "类别": words, "备注": st.sampled_from(["甲", "乙", None]),
        "收入": fen, "目标": fen.map(lambda n: n + 1), "罚款": st.one_of(st.none(), fen),
        # the edges of the table, and any other
        "得分": st.one_of(st.sampled_from([0, 59, 60, 79, 80, 100, None]), st.integers(0, 100)),
        "增速": st.integers(-50, 400), "人口": st.integers(0, 1000),
        "否决": st.sampled_from(["是", "否", None]), "起日": day, "止日": day,
        "事项": st.lists(item, max_size=3),
    })  # fmt: skip
    county = st.fixed_dictionaries({"资金池": fen, "镇街": st.lists(town, min_size=1, max_size=5)})
    return draw(st.lists(county, min_size=1, max_size=3))
