// Takes the focus to what has to be looked at, and from the summary of errors and the checklist
// to the fields, folded ones too.

const [first] = [".error-summary", "[data-look-here]", "[aria-invalid=true]"].flatMap(
  (kind) => document.querySelector(kind) ?? []
);
first?.focus();
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
