/* on paper everything is open, as long as the listed towns are few enough to be read there;
   an article is quoted in full the first time that a town rests on it */
const MOST_PRINTED = 100;
function tellPaper(count) {
  const all = count <= MOST_PRINTED && words.linked;
  $("paper").textContent = (all ? words.prints : words.tooMany)
    .replace("{n}", all ? count : MOST_PRINTED);
}
let undo = [];
window.addEventListener("beforeprint", () => {
  const before = new Set(opened.children);
  const list = listed();
  if (words.linked && list.length <= MOST_PRINTED) {
    for (const level of page().levels) {
      const names = page().rows[level].names;
      const wanted = level === page().subject ? list.map((row) => Number(row.dataset.row))
        : names.length <= MOST_PRINTED ? names.keys() : [];
      for (const row of wanted) {
        const card = build(placeOf(names[row]));
        opened.append(card);
        if (!before.has(card)) undo.push(() => card.remove());
      }
    }
  }
  for (const card of opened.children) {
    const quoted = new Set();
    for (const quote of card.querySelectorAll("blockquote")) {
      if (quoted.has(quote.textContent)) {
        quote.classList.add("again");
        undo.push(() => quote.classList.remove("again"));
      }
      quoted.add(quote.textContent);
    }
  }
  /* what many towns share, such as a pool, is printed with the first of them */
  const printed = new Set();
  for (const one of document.querySelectorAll("details")) {
    if (one.parentElement.closest("details.elsewhere")) continue;
    const shared = one.dataset.shared;
    const again = shared !== undefined && printed.has(shared);
    if (shared !== undefined) printed.add(shared);
    if (again) {
      one.classList.add("elsewhere");
      one.firstChild.dataset.before = words.before;
      undo.push(() => one.classList.remove("elsewhere"));
    }
    if (one.open === again) {
      one.open = !again;
      undo.push(() => { one.open = again; });
    }
  }
});
window.addEventListener("afterprint", () => {
  for (const one of undo.reverse()) one();
  undo = [];
});
$("print").addEventListener("click", () => window.print());

document.documentElement.classList.add("scripted");
document.querySelector(".tools").hidden = false;
narrow();
follow();
