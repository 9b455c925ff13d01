"""What can stand in the way of a run folder."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

NAME_TAKEN = Problem(
    "C106",
    Severity.ERROR,
    "这里已有一个叫“{name}”的文件或链接,不是运行结果的文件夹,没有动它,也没有写",
    "a file or link named “{name}” is here, not a run folder; it was left, and nothing written",
    "把它移走或改名,或用 --out 写到别处",
    "move it away or rename it, or write elsewhere with --out",
)
SIGNED_RUN_DIFFERS = Problem(
    "C107",
    Severity.ERROR,
    "这里有签过名的同名运行结果,和这次的不同({names}),没有动它,也没有写",
    "a signed run of this name differs from this one ({names}); it was left, and nothing written",
    "用 jiangzhi verify 看它改了什么;要留这次的,用 --out 写到别处",
    "see with jiangzhi verify what was altered; to keep this run, write elsewhere with --out",
)
SIGNED_OTHERWISE = Problem(
    "C108",
    Severity.ERROR,
    "这个运行结果已有别的签名,没有动它",
    "this run bears another signature, which was left",
    "用 --out 写到别处再签,或用 jiangzhi sign 另加一个",
    "write elsewhere with --out and sign that, or add a sign-off with jiangzhi sign",
)
