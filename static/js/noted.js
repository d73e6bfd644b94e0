// Scores: the note of an indicator opens with a value that needs one, and folds away unwritten with any other.
// Without this file a tap on "Catatan" opens it.

document.addEventListener("change", ({ target }) => {
  const item = target.type === "radio" && target.closest(".item");
  const note = item && item.querySelector("[data-fact]");
  if (note) note.open = target.matches("[data-needs]") || Boolean(note.querySelector("textarea").value);
});
