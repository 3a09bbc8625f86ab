// Asks before a page with unsaved text is left, and keeps a second press from saving twice.

const PATIENCE = 6000;
const form = document.getElementById("story_form");
let isDirty = Boolean(form.querySelector(".error-summary")) && !form.dataset.saved;
let isLeaving = false;

// What is typed into the publishing panel is no part of the text that saves itself.
const isTyped = (field) => {
  if (field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.type !== "select-one") return field.value !== field.defaultValue;
  // A browser shows the first choice where none is set.
  return field.value !== ([...field.options].find((one) => one.defaultSelected) ?? field.options[0]).value;
};
const typedInPanel = () => [...form.querySelectorAll(".publishing :is(input, textarea, select)")].some(isTyped);

const markDirty = () => { isDirty = true; };
form.addEventListener("input", markDirty);
form.addEventListener("change", markDirty);
document.addEventListener("body-edited", markDirty);
form.addEventListener("story-saved", () => { isDirty = typedInPanel(); });

form.addEventListener("submit", (event) => {
  if (isLeaving) event.preventDefault();
  isLeaving = true;
  // The page is still here: what was sent did not arrive, or somebody stopped it.
  setTimeout(() => { isLeaving = false; }, PATIENCE);
});

window.addEventListener("beforeunload", (event) => {
  if (isDirty && !isLeaving) event.preventDefault();
});

// Back to this page from the browser's memory: it may be sent again.
window.addEventListener("pageshow", () => { isLeaving = false; });

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[name=_save]"));
  }
});
