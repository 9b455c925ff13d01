"""What keeps a proof from being tried, and a guarantee that a town refutes."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

E = Severity.ERROR

GUARANTEE_REFUTED = Problem(
    "V201", Severity.WARNING,
    "不是对所有数据都成立:{claim};反例:{town}",
    "not so for all inputs: {claim_en}; a town: {town_en}",
    "改条文或改保证;不会有这样的镇街的,写明豁免;jiangzhi prove 列出可以贴进办法的算例",
    "change the article or the guarantee, or waive it where there can be no such town; "
    "jiangzhi prove prints a case to paste",
)  # fmt: skip

NO_SOLVER = Problem(
    "V102", E,
    "没有安装求解器 z3,不能证明", "the solver z3 is not installed, so nothing can be proved",
    "安装:pip install 'jiangzhi[prove]';不证明也能检查和计算",
    "install it: pip install 'jiangzhi[prove]'; checking and running need none",
)  # fmt: skip

NO_SUCH_QUANTITY = Problem(
    "V103", E,
    "办法里没有“{name}”这个量。{nearest}", "the policy has no quantity “{name}”. {nearest_en}",
    "核对名称", "check the name",
)  # fmt: skip
