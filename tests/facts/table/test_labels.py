from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangzhi.facts.table.labels import TELLING, Label, label_of

KINDS: dict[Label, tuple[str, ...]] = {
    Label.TOTAL: (
        "合计", "总计", "小计", "全县", "全市", "全区", "全省", "全县合计", "云城区小计",
        "合计数", "总和", "计", "总计:", "一、合计", "各镇街", "所有乡镇", "各镇(街道)", "Total",
        "GRANDTOTAL", "Sub-total", "∑", "Σ", "全县总数", "北部片区小计", "合计(万元)", "全州",
    ),
    Label.STATISTIC: (
        "平均", "平均值", "全县平均", "各镇平均", "中位数", "最大值", "最小值", "最高", "标准差",
        "上年同期", "去年同期", "上年数", "同比", "同比增长", "同比增长(%)", "增长率", "增减额",
        "增幅%", "环比增减", "比上年增长", "较上年增减%", "占比", "占全县比重", "完成率", "排名",
        "average", "Max", "差额", "较目标增减", "人均",
    ),
    Label.PART: (
        "其中:税收", "其中:西山乡", "其中西山乡", "其中:",
    ),
    Label.SIGNED: (
        "制表人:张三", "审核人:", "主管领导:", "填表日期:2020年1月", "联系电话:0766", "填表人",
        "局长(签字):", "注:快报数", "说明:略", "报表日期:2020年1月",
    ),
    Label.NOTE: (
        "*东河镇为快报数。", "1.收入目标以人大批准数为准", "2020-01-05", "(接下页)", "(续)",
        "续表", "2020年1月5日", "以上数据不含开发区", "※含省级补助", "数据来源:统计局", "第2页",
        "二〇二〇年一月", "备注",
    ),
    Label.NAME: (
        "城关镇", "合计镇", "小计乡", "全福镇", "备注乡", "总管街道", "占陇镇", "平均村",
        "其中镇", "最高乡", "增城区", "人和镇", "比如县", "同心县", "1.城关镇", "一、云城区",
        "①大湾镇", "大湾镇*", "大湾镇(本级)", "甲", "镇12", "说明镇", "北部片区",
        "高新区(含开发区)", "中心街道", "排楼镇", "汇川区", "均安镇", "差役乡", "上年村",
        "经济技术开发区管理委员会办公室", "青云县", "t00017", "总场", "全州县", "各卡乡",
        "名山区", "计家墩村",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, texts in KINDS.items() for text in texts]
)
def test_what_a_label_says(text: str, kind: Label) -> None:
    assert label_of(text) is kind


@given(
    st.text(
        "合计总和全县市各镇街平均中位最大上年同期比增长占率完成排名其中制表人审核领导电话:()%∑环较",
        max_size=8,
    )
)
def test_what_is_no_plain_name_tells_so_to_the_quick_look(text: str) -> None:
    if label_of(text) not in (Label.NAME, Label.NOTE):
        assert TELLING.search(text)


@pytest.mark.parametrize(
    "text",
    [t for kind in (Label.TOTAL, Label.STATISTIC, Label.PART, Label.SIGNED) for t in KINDS[kind]],
)
def test_every_label_of_the_list_tells_so_to_the_quick_look(text: str) -> None:
    assert TELLING.search(text)
