// A list of names: what is typed hides those that don't fit, without a press; one button ticks all that are shown.
// Without this file the same box is sent, and the server hides them. Nothing that is hidden is unticked.

// As core/search.py does it: tests/static/test_find.py holds one table against both.
const letters = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]|\p{Lm}/gu, "").toLowerCase();

function fits(text, asked) {
  const held = letters(text);
  return asked.split(/\s+/).every((word) => held.includes(letters(word)));
}

function filter(list, asked) {
  let section = null;
  for (const line of list.querySelectorAll("[data-section], [data-person]")) {
    if (line.hasAttribute("data-section")) {
      section = line;
      section.hidden = true;
    } else {
      line.hidden = !fits(line.dataset.person, asked);
      if (section && !line.hidden) section.hidden = false;
    }
  }
}

function tickShown(list) {
  const boxes = [...list.querySelectorAll("[data-person]:not([hidden]) input[type=checkbox]")];
  const isFull = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !isFull;
  if (boxes.length) boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
}

for (const box of document.querySelectorAll("input[data-find]")) {
  const list = document.getElementById(box.dataset.find);
  const [send, all] = box.closest("[role=search]").querySelectorAll("button");
  // Looking for a name is no answer to the form that the box may stand in.
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("input", (event) => {
    event.stopPropagation();
    filter(list, box.value);
  });
  box.form.addEventListener("submit", (event) => event.preventDefault());
  send.hidden = true;
  all.hidden = !list.querySelector("[data-person] input[type=checkbox]");
  all.addEventListener("click", () => tickShown(list));
}
