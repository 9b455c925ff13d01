"""The help pages' words in English, by the Chinese that the commands are written with."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = {
    "用法": "Usage",
    "命令": "Commands",
    "[选项] 命令 …": "[OPTIONS] COMMAND …",
    "[选项]": "[OPTIONS]",
    "选项": "Options",
    "显示本页": "Show this page.",
    "显示版本": "Show the version.",
    "说明和报错所用的语言": "Language of messages and help.",
    "奖支:把县(市、区)财政激励办法变成可以执行、可以核对的规则。\n\n"
    "办法写成一个 Markdown 文件,数据放在 Excel 工作簿里;"
    "结果精确到分,每一分都能查到条文和单元格。": (
        "jiangzhi makes a county's fiscal incentive regulation executable and auditable.\n\n"
        "A policy is one Markdown file, the data an Excel workbook. Results are exact, and every "
        "cent can be followed to its article and its cell."
    ),
    "按办法计算工作簿,写出运行结果": "Compute a policy over workbooks and write a run folder.",
    "检查办法:类型、单位、空档、重叠、算例": (
        "Check a policy: types, units, gaps, overlaps, worked cases."
    ),
    "对所有可能的数据证明办法的性质和保证": (
        "Prove properties and guarantees of a policy for all inputs."
    ),
    "对所有可能的数据证明办法的性质和保证;不成立的给出反例镇街": (
        "Prove properties and guarantees of a policy for all inputs; a town refutes the rest."
    ),
    "对所有可能的数据,逐项结果说明和这份原办法相等、不少、不多,还是在哪里不同": (
        "For all inputs, say of each result whether it equals this former policy's, is never less, "
        "never more, or where they part."
    ),
    "只证明办法里写的保证": "Only the guarantees that the document states.",
    "每一问多花几倍的工夫,不写就是 1": "Times the usual effort for each question; 1 by default.",
    "反例写成算例,可以贴进办法": "Write each refuting town as a worked case to paste.",
    "说明一个镇街的结果怎样得来": "Explain how a town's results come about.",
    "核对一次运行,指出改动过的地方": "Verify a run and name whatever was altered.",
    "写出运行结果的网页报告": "Write the report page of a run.",
    "写出与办法相配的空白工作簿": "Write the blank workbook that fits a policy.",
    "显示从工作簿读到了什么": "Show what was read from a workbook.",
    "显示办法在某一步的样子": "Show a policy as a stage of the pipeline sees it.",
    "比较两次运行,说明差额的来源": "Compare two runs and say where the differences come from.",
    "新建一个工作目录,带示例办法和工作簿": (
        "Make a new workspace with sample policies and workbooks."
    ),
    "按办法计算工作簿,打印各镇街的结果,写出运行结果的文件夹": (
        "Compute a policy over workbooks, print each town's results, write the run folder."
    ),
    "文件没有写明文字编码时按哪一种读(旧版 .xls、文本文件)": (
        "The encoding of texts in files that do not state it (old .xls, text files)."
    ),
    "按哪一天的规定计算": "Use the provisions of this day.",
    "改一个参数的值,可以写几次": "Change the value of a parameter; may be repeated.",
    "某一层的数据在哪张工作表,可以写几次": "Which sheet holds a level's data; may be repeated.",
    "上年的运行结果,供 上年(…) 取数": "Last year's run, for values of last year.",
    "是否用两种算法互相核对,不写就是 on": "Let two evaluators check each other (on).",
    "用这个私钥(PEM)给结果签名": "Sign the run with this private key (PEM).",
    "输出 JSON": "Print JSON.",
    "列出全部提示,不写就只说有几条": "List all notes; without it they are only counted.",
    "检查办法:名字、类型、单位、表格的空档和重叠,并逐格核对算例": (
        "Check a policy: names, types, units, gaps and overlaps of tables, and its worked cases."
    ),
    "列出算例没有用到的规则、表行和边界,并提出可加的算例": (
        "List the rules, rows and edges that no worked case uses, and propose cases."
    ),
    "说明一个镇街的结果怎样得来:条文、条件、算式、格子。\n\n"
    "同名的镇街写成 县区/镇街。不写数量,就说明它的全部公布结果。": (
        "Explain a town's results: articles, conditions, arithmetic, cells.\n\n"
        "Write 县区/镇街 where a name stands twice. Without a quantity, all results are explained."
    ),
    "没有适用的规则和表格行:差在哪个条件、差多少": (
        "The rules and rows that did not apply: which condition failed, and by how much."
    ),
    "各项输入变多少会跨过门槛,跨过后结果是多少": (
        "How far each input is from a threshold, and what the result would be beyond it."
    ),
    "假设一个数,看结果怎么变": "Suppose another figure and see how the results change.",
    "只讲到第几层": "Tell no more than this many levels.",
    "输出 W3C PROV-JSON(值与格子的来历)": "Print W3C PROV-JSON (where values and cells come from).",
    "输出一个网页": "Print a web page.",
    "核对一次运行:用存下的办法和输入全部重算,逐项说明证实到什么程度,指出改动过的地方。\n\n"
    "后面可以跟上原来的工作簿、办法和上年的运行目录,逐格对照。": (
        "Verify a run: recompute it from what it stores, say of each thing how far it was "
        "established, and name whatever was altered.\n\n"
        "The original workbooks, the policy and last year's run folder may follow, to be compared "
        "cell by cell."
    ),
    "另写成清算工作簿,小计、合计是活公式": (
        "Also write a settlement workbook whose sums are live formulas."
    ),
    "签批一次运行,绑定角色、人、日期和印记": "Sign a run off in a role.",
    "签批一次运行:先核对,再把角色、人、日期、意见和这次运行的印记一起签名。\n\n"
    "谁能以哪个角色签,写在工作目录的 签批.yaml 里;须由不同的人签的,同一个人签不了第二次。": (
        "Sign a run off: verify it, then sign role, person, day, note and the run's seal together."
        "\n\nWho may sign in which role stands in 签批.yaml of the workspace; roles that must be "
        "different persons are not signed by one person twice."
    ),
    "以哪个角色签,如 复核": "The role to sign in, such as 复核.",
    "签批人的私钥(PEM)": "The signer's private key (PEM).",
    "写进签批的话:文号、会议、意见": "Words to sign with it: paper, meeting, opinion.",
    "签批的日期,不写就是今天": "The day of signing (today).",
    "签批名册,不写就用工作目录里的 签批.yaml": (
        "The roster of sign-offs (签批.yaml of the workspace)."
    ),
    "运行时应当手工给的参数,可以写几次;与运行里的核对": (
        "A parameter that should have been given by hand, compared with the run (repeatable)."
    ),
    "运行时应当按哪一天的规定;与运行里的核对": (
        "The day that should have been computed by, compared with the run."
    ),
    "签名必须由这把公钥核对成立": "The signature must be good by this public key.",
    "写出运行结果的网页报告(运行目录里已有一份,这里另写,可换语言)。": (
        "Write the report page of a run once more, in either language."
    ),
    "写到哪里;不写就是当前目录下以运行命名的 .html": (
        "File to write; an .html named after the run if not given."
    ),
    "写出与办法相配的空白工作簿:表头、单位、下拉列表、批注和一行示例": (
        "Write the blank workbook of a policy: headings, units, lists, notes, an example row."
    ),
    "显示从工作簿读到了什么:每个值、它的单元格、提示和问题": (
        "Show what was read from workbooks: each value, its cell, notes and problems."
    ),
    "另写一份工作簿,在单元格上批注提示和问题,附问题清单": (
        "Write a copy of the workbook with notes and problems on its cells, and a list of them."
    ),
    "显示办法在某一步的样子:读到的条文和表格、读懂的量和规则、计算的次序": (
        "Show a policy as a stage sees it: document, policy, plan, regulation."
    ),
    "比较两次运行,说明每个镇街的差额来自哪里;也是清算表:正数应补付,负数应收回。\n\n"
    "差额按固定次序逐项替换:自身数据、参数、规则、资金池与其他镇街;各项相加恰等于差额。": (
        "Compare two runs and say where each town's difference comes from; also the settlement: "
        "positive is to pay, negative to claw back.\n\n"
        "Causes are exchanged one after another: own data, parameters, rules, the pool and other "
        "towns. The parts add up to the difference."
    ),
    "新建一个工作目录:rules 放办法,inputs 放工作簿,outputs 放运行结果": (
        "Make a workspace: rules for policies, inputs for workbooks, outputs for runs."
    ),
    "列出已有的运行": "List the runs.",
    "一个镇街历次的结果": "A town's results in every run.",
    "删除、保留已有的运行,重建台账": "Remove or keep runs; make the ledger anew.",
    "列出已有的运行:名字、年度、阶段、县区、办法、合计、是否待定": (
        "List the runs: name, year, stage, county, policy, and whether results are open."
    ),
    "运行结果在哪个文件夹下面,不写就是 outputs": "The folder that holds the runs (outputs).",
    "只要这个县区的": "Only of this county.",
    "只要这个年度的": "Only of this year.",
    "只要这个阶段的": "Only of this stage.",
    "只要这个办法的": "Only of this policy.",
    "一个镇街历次的结果:年度、阶段、办法的版本、出自哪次运行": (
        "A town's results in every run: year, stage, version of the policy, and the run."
    ),
    "管理已有的运行:rm 删除(台账留下记录),keep 标为保留,rebuild 按现有的运行重建台账。\n\n"
    "标为保留的不能删。重建台账会失去对已删除运行的记忆,旧台账另存,不删。": (
        "Manage runs: rm removes (the ledger remembers), keep protects, rebuild makes the ledger "
        "anew.\n\n"
        "A kept run cannot be removed. A ledger made anew forgets removed runs; the old file stays."
    ),
    "keep:取消保留": "keep: undo it.",
    "给这次运行起的名字": "A name for this run.",
    "哪一年度的;不写就看数据和基准日": "Its year; else from the data and the day.",
    "预拨、决算还是试算": "Advance (预拨), final (决算) or trial (试算).",
    "哪个县区的;不写就看数据": "Its county; else from the data.",
    "印在表头的编制单位": "The office that heads the tables.",
    "印在表头的文号": "The number of the paper that heads the tables.",
    "只写这几种文件;可以写几次,不写就都写": (
        "Write only these: 工作簿 (workbook), 报告 (report); may be repeated."
    ),
    "只打印结果,什么都不写": "Print the results and write nothing.",
    "核对台账:有没有改过的、缺的行,记着的运行在不在": (
        "Check the ledger: rows altered or missing, and whether its runs are there."
    ),
    "别处记下的台账印记,它那一行必须还在": "A head noted elsewhere; its row must still be there.",
    "许多县区、年度一次算完": "Many counties and years as one job.",
    "把许多县区、许多年度当成一件事来算。\n\n"
    "任务表是一个工作簿或 YAML 文件,一行一次计算;也可以直接写办法和许多工作簿。"
    "算过而没有变化的不再算;一个工作簿有错,别的照算,它的问题写在批注过的副本里。": (
        "Compute many counties and years as one job.\n\n"
        "A task list is a workbook or YAML, a row a run; or name a policy and many workbooks. What "
        "is up to date is not run again. A bad workbook does not stop the others; its problems "
        "stand in an annotated copy."
    ),
    "写一张空白的任务表": "Write a blank task list.",
    "只列出要做什么、为什么,什么都不算": "List what would run and why; compute nothing.",
    "再做上一批里没有算成和没有做的": "Do what failed or was not tried in the last batch.",
    "有没人确认的提示也算没有算成": "A warning that nobody confirmed fails its job.",
    "不用任务表时:这些都是预拨、决算还是试算": (
        "Without a task list: all are advance (预拨), final (决算) or trial (试算)."
    ),
    "同时用几个进程,不写看处理器": "How many processes; else as many as processors.",
    "逐条记到这个文件(JSON 行)": "Append each event to this file (JSON lines).",
    "不写汇总": "Write no summary.",
    "给每个镇街写通知书(Word)": "Write a notice to each town (Word).",
    "给每个镇街写一份通知书(Word),样子照 GB/T 9704;模板可以改": (
        "Write a notice to each town (Word) in the form of GB/T 9704; the template may be changed."
    ),
    "写到哪里;不写就是 通知书/ 下面,用运行的名字": (
        "Where to write; else below 通知书/, by the run's name."
    ),
    "一个镇街一个文件;不写就都在一个文件里": "A file a town; else all in one.",
    "预拨的那次运行;写了就是清算通知": "The run paid in advance; makes it a notice of settlement.",
    "用这个 Word 模板": "Use this Word template.",
    "写一份模板,在 Word 里改成本单位的样子": "Write a template to change in Word.",
    "另存为 PDF(要有 LibreOffice)": "Write PDF too (needs LibreOffice).",
    "每个数只讲三句话,可以贴进答复里": "Three sentences for each figure, to paste into a reply.",
}
