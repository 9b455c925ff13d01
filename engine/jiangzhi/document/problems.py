"""What can be wrong with the file of a policy, before anyone asks what it means."""

from __future__ import annotations

from jiangzhi.diagnostic import Problem, Severity

FILE_UNREADABLE = Problem(
    "D101",
    Severity.ERROR,
    "打不开办法文件:{reason}",
    "the policy file cannot be opened: {reason_en}",
    "核对文件名和所在的文件夹;办法是一个 .md 文件",
    "check the name and the folder; a policy is one .md file",
)
NOT_UTF8 = Problem(
    "D102",
    Severity.ERROR,
    "文件不是 UTF-8 编码:{reason}",
    "the file is not encoded in UTF-8: {reason_en}",
    "在编辑器里另存为,编码选 UTF-8",
    "save it again with the encoding UTF-8",
)
EMPTY = Problem(
    "D103",
    Severity.ERROR,
    "文件是空的",
    "the file is empty",
    "照 docs/policy-language.md 写,或从 jiangzhi init 给出的示例改起",
    "write it as docs/policy-language.md says, or start from the example of jiangzhi init",
)
NO_FRONT = Problem(
    "D104",
    Severity.ERROR,
    "没有文件头:{reason}",
    "there is no front matter: {reason_en}",
    "第一行写 ---,接着写“办法: …”等各项,再写一行 ---",
    "begin the file with a line ---, then “policy: …” and so on, then another line ---",
)
FRONT_BAD = Problem(
    "D105",
    Severity.ERROR,
    "文件头这里读不懂",
    "the front matter cannot be read here",
    "每行写“键: 值”,顶格;值里有冒号、# 号或以括号、引号开头时,整个值用引号括起来",
    "write “key: value” on each line, not indented; put quotes around a value that holds a colon "
    "or #, or begins with a bracket or quote",
)
FRONT_KEY_TWICE = Problem(
    "D106",
    Severity.ERROR,
    "文件头里“{key}”写了两次",
    "“{key}” stands twice in the front matter",
    "留一个,删去另一个",
    "keep one of them",
)
FRONT_VALUE_NOT_TEXT = Problem(
    "D107",
    Severity.ERROR,
    "文件头里“{key}”的值不是一行文字",
    "the value of “{key}” in the front matter is not a line of text",
    "写成“{key}: 值”;值以括号开头时用引号括起来",
    "write “{key}: value”; put quotes around a value that begins with a bracket",
)
FENCE_UNCLOSED = Problem(
    "D108",
    Severity.ERROR,
    "代码块没有结束",
    "the fenced block does not end",
    "在代码块末尾另起一行写 {fence}",
    "write {fence} on a line of its own below the block",
)
ROW_RAGGED = Problem(
    "D109",
    Severity.ERROR,
    "这一行有 {count} 格,表头有 {expected} 格",
    "this row has {count} cells, the heading has {expected}",
    "补齐或删去单元格;表格里的竖线写成 \\|;表格下面空一行再写别的",
    "add or remove cells; write a bar inside a cell as \\|; leave an empty line below a table",
)
TABLE_UNREAD = Problem(
    "D110",
    Severity.ERROR,
    "这里像表格,但不成表格:{reason}",
    "this looks like a table but is none: {reason_en}",
    "表头下面写一行 |---|---|,格数与表头相同;竖线用半角 |",
    "write a line |---|---| with as many cells below the heading; use the bar |",
)
HEADING_BAD = Problem(
    "D111",
    Severity.ERROR,
    "标题读不出来:{reason}",
    "this heading cannot be read: {reason_en}",
    "标题写成“## 第六条 超收奖励”:半角 #,后面空一格",
    "write a heading as “## Article 6”: the sign #, then a space",
)
TOO_LONG = Problem(
    "D112",
    Severity.ERROR,
    "办法有 {lines} 行,超过了 {most} 行的限度",
    "the policy has {lines} lines, more than the limit of {most}",
    "看是不是选错了文件,或多了空行;很长的附表放到工作簿里",
    "see whether it is the wrong file or holds idle lines; put long lists into the workbook",
)
