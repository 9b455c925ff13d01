/* values, and the lines they are put into */
function rowAt(level, row, target) {
  while (level !== target) {
    row = page().rows[level].parents[row];
    level = page().parents[level];
  }
  return row;
}
function isAbove(level, other) {
  for (let one = other; one; one = page().parents[one]) if (one === level) return true;
  return false;
}
function shown(name, level, row, unit) {
  const about = page().about[name];
  const text = page().values[name][rowAt(level, row, about.level)];
  return unit && !words.unknown.includes(text) ? text + about.unit : text;
}
/* a card is one row of a level, with all its values. What links say is the id of an element
   behind “at”: so no name of a place can be that of a control, and the browser's own jumps to
   fragments do not take the focus away again */
const elementOf = (id) => $("at" + id);
function idOf(card, step, row) {
  const level = page().steps[step].level;
  const own = isAbove(level, card.level) && rowAt(card.level, card.row, level) === row;
  return `${card.id}/${step}${own ? "" : "~" + row}`;
}
function linkTo(id, text, name) {
  const link = make("a", name, text);
  link.href = "#" + id.replaceAll("%", "%25");
  return link;
}
/* a number leads to its own derivation, down to the cell, where the card has it */
function fill(into, text, level, row, idFor) {
  let from = 0;
  for (const mark of text.matchAll(/\ue000([^\ue001\ue002]*)([\ue001\ue002])/g)) {
    into.append(text.slice(from, mark.index));
    const value = shown(mark[1], level, row, mark[2] === "\ue002");
    const id = idFor(mark[1]);
    into.append(id ? linkTo(id, value, "value") : value);
    from = mark.index + mark[0].length;
  }
  into.append(text.slice(from));
}
let places;
function placeOf(name) {
  if (!places) {
    places = new Map();
    for (const level of page().levels || []) {
      page().rows[level].names.forEach((one, row) => {
        if (!places.has(one)) places.set(one, {level, row, name: one, id: "/" + one});
      });
    }
  }
  return places.get(name);
}
function line(card, step, at, [kind, text], needs) {
  const item = make("li", kind);
  const about = page().steps[step];
  const named = /^([^:\ue000]*): /.exec(text);
  const other = kind !== "source" && named && placeOf(named[1]);
  if (other && other.id !== card.id) {
    item.append(linkTo(other.id, named[1], "town"), ": ");
    text = text.slice(named[0].length);
  }
  const cell = kind === "source" && /^(.*?): (.*)$/s.exec(text);
  if (cell) {
    item.append(make("code", "cell", cell[1]), " ", cell[2]);
    return item;
  }
  fill(item, text, about.level, at, (name) => needs.get(name));
  return item;
}

/* one value: its article, its lines, and below it what it rests on */
function node(card, name, at, told) {
  const step = page().steps[name];
  const id = idOf(card, name, at);
  const value = step.pool ? "" : " = ";
  const result = value && shown(step.of, step.level, at, true);
  if (told.has(id)) {
    const text = make("p", "see");
    text.append(linkTo(id, step.title), value + result + words.above);
    return text;
  }
  told.set(id, [name, at]);
  const box = make("details");
  box.id = "at" + id;
  const head = make("summary", "", step.title + value);
  if (value) head.append(make("b", words.unknown.includes(result) ? "open" : "", result));
  if (step.level !== card.level) {
    head.append(make("i", "", page().rows[step.level].names[at]));
    box.dataset.shared = `${name}~${at}`;
  }
  const quote = make("blockquote");
  const article = page().articles[step.article];
  if (words.english) quote.lang = "zh-CN";
  quote.append(make("cite", "", article.heading));
  if (step.sentence) quote.append(make("p", "", `“${step.sentence}”`));
  for (const reading of article.readings) {
    quote.append(make("p", "reading", words.reading + reading));
  }
  const [lines, needs] = page().told[page().nodes[name][at]];
  const below = needs.map(([need, row]) =>
    [need, row < 0 ? rowAt(step.level, at, page().steps[need].level) : row]);
  const ids = new Map(below.map(([need, row]) => [need, idOf(card, need, row)]));
  const list = make("ul", "lines");
  for (const one of lines) list.append(line(card, name, at, page().lines[one], ids));
  box.append(head, quote, list);
  for (const [need, row] of below) box.append(node(card, need, row, told));
  return box;
}

/* why not: every case that did not apply, also of what only its conditions read */
function whyNot(card, told, left) {
  const side = make("aside");
  const title = make("h4", "", words.whyNot);
  title.id = `at${card.id}?`;
  side.setAttribute("aria-labelledby", title.id);
  side.append(title);
  const found = [];
  const queue = Array.from(told.values());
  for (const [step, at] of queue) {
    for (const one of (page().failed[step] || {})[at] || []) found.push([step, at, ...one]);
    const level = page().steps[step].level;
    for (const [need, row] of page().told[page().nodes[step][at]][2]) {
      const target = row < 0 ? rowAt(level, at, page().steps[need].level) : row;
      if (told.has(idOf(card, need, target))) continue;
      const before = told.size;
      if (!left.querySelector("h4")) left.append(make("h4", "", words.also));
      left.append(node(card, need, target, told));
      queue.push(...Array.from(told.values()).slice(before));
    }
  }
  found.sort((a, b) => (a[4] === null) - (b[4] === null));
  const list = make("ul");
  for (const [step, at, phrase, distance] of found) {
    const [name, text] = page().lines[phrase];
    const item = make("li");
    const why = make("div", "fails");
    const level = page().steps[step].level;
    fill(why, text, level, at, (one) => {
      const target = page().steps[one] && page().steps[one].level;
      if (!target || !isAbove(target, level)) return null;
      const id = idOf(card, one, rowAt(level, at, target));
      return told.has(id) ? id : null;
    });
    item.append(linkTo(idOf(card, step, at), name), why);
    if (distance) item.append(make("div", "far", distance));
    list.append(item);
  }
  if (!found.length) list.append(make("li", "", words.none));
  side.append(list);
  return side;
}
