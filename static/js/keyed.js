// A form typed from paper: a digit chooses that value of the item in focus, T that it was not seen, and the next item
// has the focus; where the value needs a note, the note has. Without this file the items are tapped.

const UNSEEN = "tt";
const form = document.querySelector("[data-keyed]");

function boxOf(item, key) {
  const value = key === "t" ? UNSEEN : key;
  return [...item.querySelectorAll('input[type="radio"]')].find((box) => box.value === value);
}

function goOn(item, box) {
  const items = [...form.querySelectorAll(".item")];
  const next = items[items.indexOf(item) + 1];
  const note = box.matches("[data-needs]") && item.querySelector("textarea");
  const target = note || (next && next.querySelector('input[type="radio"]'));
  if (target) target.focus();
}

if (form) {
  form.addEventListener("keydown", (event) => {
    const item = event.target.type === "radio" && event.target.closest(".item");
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    const box = boxOf(item, event.key.toLowerCase());
    if (!box) return;
    event.preventDefault();
    box.click();
    goOn(item, box);
  });
}
