"""The page's own words that its script puts in, in the reader's language."""

from __future__ import annotations

from typing import Any

from jiangzhi.explain.context import Context


def script_words(context: Context, *, linked: bool) -> dict[str, Any]:
    """By the names that the script uses; ``{n}`` and ``{all}`` are numbers it fills in."""
    say = context.say
    return {
        "count": say("{n} / {all} 个", "{n} of {all}"),
        "above": say(" (见上)", " (see above)"),
        "before": say("(前面已印)", "(printed before)"),
        "also": say("没有适用的规则还读到", "Also read by rules that did not apply"),
        "reading": say("取义:", "reading: "),
        "whyNot": say("为什么不是别的结果", "Why not otherwise"),
        "none": say("没有不适用的规则", "No rule failed to apply"),
        "openAll": say("全部展开", "Open all"),
        "closeAll": say("全部收起", "Close all"),
        "previous": say("上一个", "Previous"),
        "next": say("下一个", "Next"),
        "close": say("关闭", "Close"),
        "unknown": [
            say("缺", "missing"),
            say("待定", "open"),
            say("不能算", "not computable"),
        ],
        "prints": say(
            "打印:连同表中 {n} 个的来龙去脉",
            "Prints with the derivations of the {n} listed",
        ),
        "tooMany": say(
            "打印:只印总览、总表和已打开的;表中不超过 {n} 个时才全部展开",
            "Prints the overview, the table and what is open; with at most {n} listed, all",
        ),
        "linked": linked,
        "english": context.lang == "en",
    }
