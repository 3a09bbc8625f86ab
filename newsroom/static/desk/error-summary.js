// Takes the focus to the summary of errors, and from there and from the checklist to the
// fields, folded ones too.

document.querySelector(".error-summary")?.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-field]");
  if (!link) return;
  event.preventDefault();
  const row = document.querySelector(`[data-field-row="${link.dataset.field}"]`);
  row.closest("details")?.setAttribute("open", "");
  const target = row.querySelector(
    "input:not([type=hidden]), select, textarea:not([hidden]), [contenteditable], button"
  );
  row.scrollIntoView({ block: "center" });
  target?.focus();
});
