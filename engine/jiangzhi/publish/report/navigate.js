/* cards of derivations, opened by links; the address says what is open */
const opened = $("opened");
function button(text, act) {
  const one = make("button", "", text);
  one.type = "button";
  one.addEventListener("click", act);
  return one;
}
function build(place) {
  const known = elementOf(place.id);
  if (known) return known;
  const card = make("article");
  card.id = "at" + place.id;
  const title = make("h3", "", place.name);
  title.id = card.id + "!";
  title.tabIndex = -1;
  card.setAttribute("aria-labelledby", title.id);
  const row = place.level === page().subject
    ? rows.find((one) => Number(one.dataset.row) === place.row) : null;
  const kind = $("class") && row
    ? row.cells[row.querySelector("th").cellIndex + 1].textContent : "";
  if (kind) title.append(make("i", "", kind));
  const bar = make("div", "bar-of-card");
  if (row) {
    const step = (by) => () => {
      const list = listed();
      const next = list[list.indexOf(row) + by];
      if (next) location.hash = next.querySelector("th a").hash;
    };
    bar.append(button(words.previous, step(-1)), button(words.next, step(1)));
  }
  bar.append(button(words.openAll, () => openAll(card, true)));
  bar.append(button(words.closeAll, () => openAll(card, false)));
  bar.append(button(words.close, () => {
    card.remove();
    const back = row && row.querySelector("th a");
    if (back) back.focus();
  }));
  const columns = make("div", "columns");
  const left = make("div");
  const told = new Map();
  for (const result of page().results[place.level]) {
    const at = rowAt(place.level, place.row, page().steps[result].level);
    const one = node(place, result, at, told);
    one.classList.add("result");
    if (one.tagName === "DETAILS") one.open = true;
    left.append(one);
  }
  columns.append(left, whyNot(place, told, left));
  card.append(title, bar, columns);
  opened.append(card);
  return card;
}
function openAll(card, open) {
  for (const one of card.querySelectorAll("details")) one.open = open;
}
function found(hash) {
  let name;
  try {
    name = decodeURIComponent(hash.slice(1));
  } catch {
    return null;
  }
  if (!name || !words.linked) return null;
  name = name.replace(/^\/*/, "/");
  for (let end = name.length; end > 1; end = name.lastIndexOf("/", end - 1)) {
    const place = placeOf(name.slice(1, end));
    if (place) return [place, name];
  }
  return null;
}
/* a place or a value of it: built if need be, unfolded, and read from there on */
function follow() {
  const target = found(location.hash);
  if (!target) return;
  const [place, id] = target;
  const card = build(place);
  const value = id === place.id ? null : elementOf(id);
  if (!value || !card.contains(value)) {
    card.scrollIntoView();
    card.querySelector("h3").focus({preventScroll: true});
    return;
  }
  for (let one = value; one && one !== card; one = one.parentElement) {
    if (one.tagName === "DETAILS") one.open = true;
  }
  const head = value.querySelector("summary");
  head.scrollIntoView({block: "center"});
  head.focus({preventScroll: true});
  for (const one of document.querySelectorAll(".followed")) one.classList.remove("followed");
  value.classList.add("followed");
}
window.addEventListener("hashchange", follow);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && link.hash && link.hash === location.hash) follow();
  const mark = event.target.closest("path[data-row]");
  if (mark && words.linked) location.hash = rows.find((row) =>
    row.dataset.row === mark.dataset.row).querySelector("th a").hash;
});
