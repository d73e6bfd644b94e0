// "Catat kejadian": the time of a fact is when one began to write it, until one sets another; the button opens the
// next slot at once, since the page keeps and sends its words by itself. Without this file it saves and comes back.

const clock = () => new Date().toTimeString().slice(0, 5);
const slotOf = (part) => part.closest("[data-slot]");

const slotAfter = (part) => {
  const next = slotOf(part).nextElementSibling;
  return next && next.matches("[data-slot]") ? next : null;
};

// The time takes no room before there is something that happened.
const showsTime = (box) => {
  slotOf(box).querySelector("[data-time]").hidden = !box.value;
};

for (const box of document.querySelectorAll("[data-happened]")) showsTime(box);

// On the one page of a sheet not begun yet a press cannot save the fact alone: there the button is the script's.
for (const button of document.querySelectorAll("[data-next]")) {
  if (slotAfter(button)) button.hidden = false;
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-happened]")) return;
  const time = slotOf(target).querySelector("[type=time]");
  if (target.value && !time.value) time.value = clock();
  showsTime(target);
});

// Enter in the box is its button, not the way on.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-happened]")) return;
  event.preventDefault();
  slotOf(event.target).querySelector("[data-next]").click();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-next]");
  const next = button && slotAfter(button);
  if (!next || !slotOf(button).querySelector("[data-happened]").value.trim()) return;
  event.preventDefault();
  button.hidden = true;
  next.hidden = false;
  next.querySelector("[data-happened]").focus();
});
