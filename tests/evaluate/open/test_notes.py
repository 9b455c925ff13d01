"""What makes results provisional or impossible is named, with its cell or article."""

from __future__ import annotations

from jiangzhi.diagnostic import CellPlace, TextPlace
from jiangzhi.evaluate.open.notes import is_provisional, notes_on

POOL = "结果 奖 = 按需分配(MAX(0, 收入 - 目标), 资金池)\n  取整 元"
SCORE = "\n结果 奖旗 = IF(得分 >= 80, 1元, 0)\n  取整 元"


def told(outcome):
    return [(d.code, d.message("zh"), d.place) for d in notes_on(outcome)]


def test_nothing_to_tell(run):
    found = run(POOL)
    assert not is_provisional(found)
    assert notes_on(found) == ()


def test_a_blank_is_named_with_its_cell(run, blank):
    found = run(POOL + SCORE, towns=blank(0, "收入"))
    assert is_provisional(found)
    ((code, message, place),) = told(found)
    assert code == "E110"
    assert "东县/太平镇" in message
    assert "“收入”" in message
    assert "“奖”" in message
    assert "奖旗" not in message
    assert place == CellPlace("数据.xlsx", "镇街", "D4")


def test_each_blank_is_named_once(run, blank):
    found = run(POOL + SCORE, towns=blank(1, "收入", "目标", "得分"))
    assert [code for code, _, _ in told(found)] == ["E110"] * 3


def test_a_blank_that_no_result_needs_is_not_told(run, blank):
    assert told(run(POOL, towns=blank(0, "得分"))) == []


def test_a_blank_in_a_condition_already_false_is_not_told(run, blank):
    rules = "结果 奖 = 1万元\n  当 收入 > 9000万元\n  当 得分 >= 60\n  否则 0\n  取整 元"
    assert told(run(rules, towns=blank(0, "得分"))) == []


def test_a_blank_pool_is_the_countys(run):
    ((_, message, _),) = told(run(POOL, pools={"东县": None, "西县": 10}))
    assert message.startswith("东县的“资金池”是空的")


def test_a_blank_detail_names_its_towns_result(run):
    rules = "结果 支出 = SUM([事项金额])\n  取整 元"
    ((_, message, _),) = told(run(rules, items=[("东县", "太平镇", "政策", None)]))
    assert "“支出”待定" in message


def test_only_results_that_rest_on_the_blank_are_named(run, blank):
    rules = POOL + "\n结果 支出 = SUM([事项金额])\n  取整 元"
    found = run(rules, towns=blank(0, "收入"), items=[("东县", "太平镇", "政策", None)])
    messages = [message for _, message, _ in told(found)]
    assert [("“奖”" in m, "“支出”" in m) for m in messages] == [(True, False), (False, True)]


def test_what_last_year_did_not_have_is_named(run):
    found = run("结果 奖 = MAX(收入 * 0, 上年(奖))\n  取整 元")
    assert [code for code, _, _ in told(found)] == ["E111"] * 4
    assert "没有上年的“奖”" in told(found)[0][1]


def test_a_failure_is_named_where_it_began_with_its_article(run, towns):
    towns[0] = ("东县", "太平镇", "优先", 5400, 0, 85, False)
    found = run("增幅 = 收入 / 目标\n结果 奖 = 按权分配(增幅, 资金池)\n  取整 元", towns=towns)
    ((code, message, place),) = told(found)
    assert code == "E112"
    assert "东县/太平镇的“增幅”不能算:除数为零" in message
    assert isinstance(place, TextPlace)


def test_two_rules_at_once_are_named(run):
    rules = (
        "超收 = 收入 - 5000万元\n\n"
        "结果 奖 = 1元\n  当 得分 >= 60\n  取整 元\n奖 = 2元\n  当 超收 > 0元\n  取整 元\n"
        "  否则 0"
    )
    messages = [message for _, message, _ in told(run(rules))]
    assert len(messages) == 2
    assert all("两条规则同时成立" in message for message in messages)


def test_a_pool_of_many_towns_is_told_in_no_time(run):
    towns = [("东县", f"镇{i:04d}", "优先", None, 5000, 85, False) for i in range(1500)]
    found = run(POOL, towns=towns, items=[], pools={"东县": 1})
    assert len(notes_on(found)) == 1500
