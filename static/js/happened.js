// "Catat kejadian": the time of a fact is when one began to write it, until one sets another; the button opens the
// next slot at once, since the page keeps and sends its words by itself. Without this file it saves and comes back.

const clock = () => new Date().toTimeString().slice(0, 5);

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-happened]")) return;
  const time = target.closest("[data-slot]").querySelector("[type=time]");
  if (target.value && !time.value) time.value = clock();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-next]");
  const slot = button && button.closest("[data-slot]");
  const next = slot && slot.nextElementSibling;
  if (!next || !next.matches("[data-slot]") || !slot.querySelector("textarea").value.trim()) return;
  event.preventDefault();
  button.hidden = true;
  next.hidden = false;
  next.querySelector("textarea").focus();
});
