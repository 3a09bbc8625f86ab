// Turns the body's textarea into the editor and keeps the textarea up to date with it.

// Every change ends up in the textarea, so any way of sending the form carries it;
// `body-edited` then tells the page, at the textarea and bubbling to the document.
const follow = (editor, textarea) => {
  let last = editor.getData();
  const carryOver = () => {
    const data = editor.getData();
    if (data === last) return;
    last = data;
    textarea.value = data;
    textarea.dispatchEvent(new CustomEvent("body-edited", { bubbles: true }));
  };
  editor.on("change", carryOver);
  editor.on("blur", carryOver);
};

// The label, the help and the message of the field belong to what one writes in.
const name = (editor, textarea) => {
  const editable = editor.editable().$;
  const label = textarea.labels[0];
  editable.removeAttribute("title");
  editable.setAttribute("role", "textbox");
  editable.setAttribute("aria-multiline", "true");
  editable.setAttribute("aria-label", label ? label.textContent.trim().replace(/:$/, "") : "Body");
  for (const attribute of ["aria-invalid", "aria-required"]) {
    const value = textarea.getAttribute(attribute);
    if (value) editable.setAttribute(attribute, value);
  }
  const described = [editable, textarea].map((element) => element.getAttribute("aria-describedby"));
  const descriptions = described.filter(Boolean).join(" ");
  if (descriptions) editable.setAttribute("aria-describedby", descriptions);
  label?.addEventListener("click", () => editor.focus());
};

const start = (textarea) => {
  const config = JSON.parse(textarea.dataset.editor);
  const editor = CKEDITOR.replace(textarea, config);
  editor.on("instanceReady", () => {
    name(editor, textarea);
    follow(editor, textarea);
    textarea.dispatchEvent(new CustomEvent("editor-ready", { bubbles: true }));
  });
};

document.querySelectorAll("textarea[data-editor]").forEach(start);
