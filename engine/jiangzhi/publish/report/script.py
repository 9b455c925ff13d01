"""The page's behaviour: search, sort, filter, and a town's derivation built when opened."""

from typing import Final

SCRIPT: Final = r"""
"use strict";
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const words = data.words;
const body = $("towns").tBodies[0];
const rows = Array.from(body.rows);
const make = (tag, name, text) => {
  const one = document.createElement(tag);
  if (name) one.className = name;
  if (text !== undefined) one.textContent = text;
  return one;
};

/* the table */
function narrow() {
  const wanted = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const group = $("group") ? $("group").value : "";
  const kind = $("class") ? $("class").value : "";
  let count = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    const hit = wanted.every((word) => text.includes(word)) &&
      (!group || row.cells[0].textContent === group) &&
      (!kind || row.cells[2].textContent === kind);
    row.hidden = !hit;
    count += hit;
  }
  $("count").textContent = words.count.replace("{n}", count).replace("{all}", rows.length);
}
function fillSelect(id, column) {
  const select = $(id);
  if (!select) return;
  const found = Array.from(new Set(rows.map((row) => row.cells[column].textContent))).sort();
  for (const word of found) select.append(new Option(word, word));
  select.addEventListener("change", narrow);
}
function order(cell) {
  return cell.dataset.order === undefined ? null : BigInt(cell.dataset.order);
}
function sortBy(column, head) {
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const sign = down ? -1 : 1;
  rows.sort((a, b) => {
    const x = order(a.cells[column]), y = order(b.cells[column]);
    if (x !== null && y !== null && x !== y) return x < y ? -sign : sign;
    if ((x === null) !== (y === null)) return x === null ? 1 : -1;
    const s = a.cells[column].textContent, t = b.cells[column].textContent;
    if (x === null && s !== t) return s < t ? -sign : sign;
    return a.dataset.row - b.dataset.row;
  });
  body.append(...rows);
}
fillSelect("group", 0);
fillSelect("class", 2);
$("search").addEventListener("input", narrow);
$("towns").tHead.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) sortBy(Number(button.dataset.column), button.closest("th"));
});
narrow();

/* values and lines */
function rowAt(level, row, target) {
  while (level !== target) {
    row = data.rows[level].parents[row];
    level = data.parents[level];
  }
  return row;
}
function shown(name, level, row, unit) {
  const step = data.about[name];
  const text = data.values[name][rowAt(level, row, step.level)];
  return unit && !words.unknown.includes(text) ? text + step.unit : text;
}
function filled(text, level, row) {
  return text.replace(/\ue000([^\ue001\ue002]*)([\ue001\ue002])/g,
    (mark, name, kind) => shown(name, level, row, kind === "\ue002"));
}

/* a town */
const anchor = (town, step, row) => `t${town}-${step}-${row}`;
function node(town, name, level, row, told, isResult) {
  const step = data.steps[name];
  const at = row < 0 ? 0 : row;
  const id = anchor(town, name, at);
  const heading = (tag) => {
    const line = make(tag);
    line.append(step.title);
    if (!step.pool) {
      line.append(" = ", make("b", "", shown(step.of, step.level, at, true)));
    }
    if (step.level !== data.subject) line.append(make("i", "", data.rows[step.level].names[at]));
    return line;
  };
  if (told.has(id)) {
    const line = make("p", "see");
    const link = make("a", "", step.title);
    link.href = "#" + id;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(id);
    });
    line.append(link, step.pool ? "" : " = " + shown(step.of, step.level, at, true), words.above);
    return line;
  }
  told.add(id);
  const box = make("details", isResult ? "result" : "");
  box.id = id;
  box.open = Boolean(isResult);
  box.append(heading("summary"));
  const article = data.articles[step.article];
  const quote = make("blockquote", "", article.heading);
  if (step.sentence) quote.append(make("div", "", "“" + step.sentence + "”"));
  for (const reading of article.readings) {
    quote.append(make("div", "", words.reading + reading));
  }
  box.append(quote);
  const list = make("ul", "lines");
  const [lines, needs] = data.told[data.nodes[name][at]];
  for (const line of lines) {
    const [kind, text] = data.lines[line];
    const name_ = kind === "note" ? "note-line" : kind;
    list.append(make("li", name_, filled(text, step.level, at)));
  }
  box.append(list);
  for (const [need, other] of needs) {
    const target = data.steps[need].level;
    const place = other < 0 ? rowAt(step.level, at, target) : other;
    box.append(node(town, need, target, place, told, false));
  }
  return box;
}
function reveal(id) {
  const found = $(id);
  if (!found) return;
  for (let one = found; one; one = one.parentElement) {
    if (one.tagName === "DETAILS") one.open = true;
  }
  found.scrollIntoView({block: "center"});
  const head = found.querySelector("summary");
  if (head) head.focus({preventScroll: true});
}
function whyNot(town, ids) {
  const side = make("aside");
  side.append(make("h4", "", words.whyNot));
  const list = make("ul");
  const cases = ids.flatMap(([step, at]) =>
    ((data.failed[step] || {})[at] || []).map((one) => [step, at, ...one]));
  cases.sort((a, b) => (a[3] === null) - (b[3] === null));
  for (const [step, at, line, distance] of cases) {
    const [title, text] = data.lines[line];
    const item = make("li");
    const link = make("a", "", title);
    link.href = "#" + anchor(town, step, at);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(anchor(town, step, at));
    });
    item.append(link, make("div", "fails", filled(text, data.steps[step].level, at)));
    if (distance) item.append(make("div", "far", distance));
    list.append(item);
  }
  if (!list.childElementCount) list.append(make("li", "", words.none));
  side.append(list);
  return side;
}
function build(town) {
  const known = $("t" + town);
  if (known) return known;
  const level = data.subject;
  const card = make("article");
  card.id = "t" + town;
  card.tabIndex = -1;
  const title = make("h3", "", "");
  title.append(make("span", "", data.rows[level].names[town]));
  const close = make("button", "", words.all);
  close.type = "button";
  close.addEventListener("click", () => {
    for (const one of card.querySelectorAll("details")) one.open = true;
  });
  title.append(close);
  card.append(title);
  const columns = make("div", "columns");
  const left = make("div");
  const told = new Set();
  for (const result of data.results) {
    const target = data.steps[result].level;
    left.append(node(town, result, target, rowAt(level, town, target), told, true));
  }
  const ids = Array.from(told, (id) => id.slice(("t" + town + "-").length))
    .map((id) => [id.slice(0, id.lastIndexOf("-")), Number(id.slice(id.lastIndexOf("-") + 1))]);
  columns.append(left, whyNot(town, ids));
  card.append(columns);
  const after = Array.from($("opened").children)
    .find((other) => Number(other.id.slice(1)) > town);
  $("opened").insertBefore(card, after || null);
  return card;
}
function follow() {
  const found = /^#t(\d+)$/.exec(location.hash);
  const count = data.results.length ? data.rows[data.subject].names.length : 0;
  if (!found || Number(found[1]) >= count) return;
  const card = build(Number(found[1]));
  card.scrollIntoView();
  card.focus({preventScroll: true});
}
window.addEventListener("hashchange", follow);
body.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && link.getAttribute("href") === location.hash) follow();
});
$("every").addEventListener("click", () => {
  for (const row of rows) if (!row.hidden) build(Number(row.dataset.row));
});
window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details")) one.open = true;
});
follow();
"""
