"""The page's looks."""

from typing import Final

STYLE: Final = """
:root{--ink:#1c2733;--soft:#5a6876;--line:#d5dce4;--paper:#fff;--wash:#f4f6f9;--blue:#1f5f8b;
--good:#1b7046;--bad:#a3261f;--warn:#8a5a00}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--wash);font:16px/1.65 "Source Han Sans SC",
"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",SimSun,sans-serif}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.2rem}h1{font-size:1.75rem;margin:0 0 .3rem;line-height:1.3}
h2{font-size:1.2rem;margin:2.2rem 0 .8rem;padding-left:.6rem;border-left:4px solid var(--blue)}
.sub{color:var(--soft);margin:0}.sub code{font-size:.82em;word-break:break-all}
.cards{display:flex;flex-wrap:wrap;gap:1rem;margin:1.4rem 0 0}
.card{flex:1 1 14rem;background:var(--paper);border:1px solid var(--line);border-radius:10px;
padding:1rem 1.2rem;display:flex;flex-direction:column}
.card span{color:var(--soft)}.card b{font-size:1.5rem;font-variant-numeric:tabular-nums}
.card small{color:var(--soft)}
.note{background:#fff7e6;border:1px solid #ecd9ac;border-radius:8px;padding:.7rem 1rem;
margin:1rem 0}.note ul{margin:.2rem 0 0;padding-left:1.2rem}
figure{background:var(--paper);border:1px solid var(--line);border-radius:10px;margin:0 0 1rem;
padding:1rem 1.2rem}figcaption{font-weight:600;margin-bottom:.4rem}
svg{width:100%;height:auto;display:block;font-size:13px;fill:var(--ink)}svg .n{fill:var(--soft)}
.tools{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;margin-bottom:.7rem}
input,select,.tools button{font:inherit;padding:.4rem .7rem;border:1px solid #aab5c1;
border-radius:7px;background:var(--paper);color:inherit}input{flex:1 1 14rem;max-width:24rem}
.tools button{cursor:pointer}#count{color:var(--soft)}
.scroll{overflow:auto;max-height:34rem;border:1px solid var(--line);border-radius:10px;
background:var(--paper)}
table{border-collapse:collapse;width:100%}th,td{padding:.42rem .8rem;text-align:left;
border-bottom:1px solid var(--line);white-space:nowrap}thead th{position:sticky;top:0;
background:#e9eef4;z-index:1}thead button{all:unset;cursor:pointer;font-weight:600}
thead button:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid #7fb2d6;
outline-offset:2px}thead [aria-sort=ascending] button::after{content:" ▲"}
thead [aria-sort=descending] button::after{content:" ▼"}
.n{text-align:right;font-variant-numeric:tabular-nums}tbody th{font-weight:600}
tbody tr:hover{background:#f1f6fb}a{color:var(--blue)}
article{background:var(--paper);border:1px solid var(--line);border-radius:10px;
padding:1rem 1.4rem 1.4rem;margin:1rem 0}article:focus{outline:2px solid #7fb2d6}
article>h3{margin:.2rem 0 .6rem;font-size:1.25rem;
display:flex;justify-content:space-between;gap:1rem}article>h3 button{font:inherit;
font-size:.85rem;border:1px solid #aab5c1;background:none;border-radius:6px;cursor:pointer}
.columns{display:grid;grid-template-columns:minmax(0,1fr) 21rem;gap:1.6rem}
aside{border-left:1px solid var(--line);padding-left:1.2rem;font-size:.92rem}
aside h4{margin:.2rem 0 .5rem}aside li{margin-bottom:.6rem}aside ul{padding-left:0;list-style:none}
details{border-left:2px solid var(--line);padding-left:.9rem;margin:.45rem 0}
details.result{border-left:4px solid var(--blue)}
summary{cursor:pointer;padding:.1rem 0}summary b{font-variant-numeric:tabular-nums}
summary i{font-style:normal;color:var(--soft);font-size:.85em;margin-left:.6em}
blockquote{margin:.15rem 0 .3rem;padding:0 0 0 .8rem;color:var(--soft);font-size:.9rem;
border-left:2px solid #e3e8ee}
.lines{list-style:none;margin:.2rem 0;padding:0}.lines li{padding-left:1.35rem;position:relative;
overflow-wrap:anywhere}.lines li::before{position:absolute;left:.1rem}
.holds::before{content:"✓";color:var(--good)}.fails::before{content:"✗";color:var(--bad)}
.open::before{content:"?";color:var(--warn)}.reason{color:var(--bad)}.reason::before{content:"!"}
.source{color:var(--soft)}.source::before{content:"←"}.note-line::before{content:"※"}
.lines .band,.lines .member{margin-left:1.2rem}.band::before,.member::before{content:"·"}
.numbers{font-variant-numeric:tabular-nums;font-weight:600}.case{font-weight:600}
.see{color:var(--soft)}.far{color:var(--warn)}footer{color:var(--soft);font-size:.85rem;
padding-bottom:3rem;margin-top:2rem}
@media(max-width:60rem){.columns{grid-template-columns:1fr}aside{border-left:0;padding-left:0}}
@media print{@page{size:A4;margin:14mm}body{background:#fff;font-size:10pt}.tools,
article>h3 button,.skip{display:none}.scroll{max-height:none;overflow:visible;border:0}
th,td{white-space:normal;padding:.2rem .4rem}thead th{position:static}
figure,.card{break-inside:avoid}article{break-before:page;border:0;padding:0}
.columns{display:block}aside{border:0;padding:0;margin-top:1rem}a{color:inherit;
text-decoration:none}blockquote,.lines li{break-inside:avoid}}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
"""
