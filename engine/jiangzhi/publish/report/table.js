const $ = (id) => document.getElementById(id);
const make = (tag, name, text) => {
  const one = document.createElement(tag);
  if (name) one.className = name;
  if (text !== undefined) one.textContent = text;
  return one;
};
let read;
/* the data block is parsed when first needed, so that the table answers at once */
const page = () => read || (read = JSON.parse($("data").textContent));
const words = JSON.parse($("words").textContent);

/* search, group, class, open */
const towns = $("towns");
const heads = Array.from(towns.tHead.rows[0].cells);
const rows = Array.from(towns.tBodies[0].rows);
const texts = rows.map((row) => row.textContent.toLowerCase());
function listed() {
  return Array.from(towns.tBodies[0].rows).filter((row) => !row.hidden);
}
function narrow() {
  const wanted = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const name = heads.findIndex((head) => head.querySelector("[data-words]"));
  const group = $("group") ? $("group").value : "";
  const kind = $("class") ? $("class").value : "";
  const open = $("open") ? $("open").checked : false;
  let count = 0;
  rows.forEach((row, at) => {
    const hit = wanted.every((word) => texts[at].includes(word)) &&
      (!group || row.cells[name - 1].textContent === group) &&
      (!kind || row.cells[name + 1].textContent === kind) &&
      (!open || row.querySelector(".open") !== null);
    if (row.hidden === hit) row.hidden = !hit;
    count += hit;
  });
  $("count").textContent = words.count.replace("{n}", count).replace("{all}", rows.length);
  tellPaper(count);
}

/* sorting: up, down, then as in the workbook; what is open stays last both ways */
const collator = new Intl.Collator("zh-Hans-CN", {numeric: true});
function sortBy(table, head) {
  const column = head.cellIndex;
  const was = head.getAttribute("aria-sort");
  const now = {ascending: "descending", descending: null}[was];
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  const next = was === null ? "ascending" : now;
  if (next) head.setAttribute("aria-sort", next);
  const sign = next === "descending" ? -1 : 1;
  const byWords = head.querySelector("[data-words]") !== null;
  const body = table.tBodies[0];
  const keyed = Array.from(body.rows, (row) => {
    const cell = row.cells[column];
    return [byWords ? cell.textContent : cell.dataset.o, Number(row.dataset.row), row];
  });
  keyed.sort(([x, i], [y, j]) => {
    if (!next || x === y) return i - j;
    if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
    return sign * (byWords ? collator.compare(x, y) : x - y) || i - j;
  });
  body.append(...keyed.map(([, , row]) => row));
}
for (const table of document.querySelectorAll("table.sorts")) {
  table.tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) sortBy(table, button.closest("th"));
  });
}
for (const id of ["group", "class", "open"]) {
  if ($(id)) $(id).addEventListener("change", narrow);
}
$("search").addEventListener("input", narrow);
