// The button for pasting words without their looks really pastes; CKEditor's own can only say
// which keys to press, and still does so where the browser lets no page read the clipboard.

const pasteText = async (editor) => {
  try {
    const text = await navigator.clipboard.readText();
    editor.focus();
    editor.insertText(text);
  } catch {
    editor.execCommand("pastetext", { type: "text" });
  }
};

CKEDITOR.plugins.add("pasteplain", {
  requires: "pastetext",
  init: (editor) => {
    editor.addCommand("pasteplain", { async: true, exec: pasteText });
    editor.ui.addButton("PastePlain", { label: "Paste as plain text", command: "pasteplain" });
  },
});
