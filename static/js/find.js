// A list of people: what is typed hides the names that don't fit, without a press; one button ticks all that are
// shown. Without this file the same box is sent, and the server hides them. Nothing that is hidden is unticked.

const plain = (text) => text.normalize("NFD").replace(/[^0-9a-z]/gi, "").toLowerCase();

function filter(list, asked) {
  let section = null;
  for (const line of list.querySelectorAll("[data-section], [data-person]")) {
    if (line.hasAttribute("data-section")) {
      section = line;
      section.hidden = true;
    } else {
      line.hidden = !plain(line.dataset.person).includes(asked);
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

for (const form of document.querySelectorAll("form[data-find]")) {
  const list = document.getElementById(form.dataset.find);
  const box = form.querySelector("input[type=search]");
  const all = form.querySelector("[data-all]");
  if (!list) continue;
  box.addEventListener("input", () => filter(list, plain(box.value)));
  form.addEventListener("submit", (event) => {
    filter(list, plain(box.value));
    event.preventDefault();
  });
  form.querySelector("button:not([data-all])").hidden = true;
  if (list.querySelector("input[type=checkbox]")) {
    all.hidden = false;
    all.addEventListener("click", () => tickShown(list));
  }
}
