// An address that is typed or pasted becomes a link. CKEditor's own plugin for this is the one of
// 2015 in django-ckeditor, whose pattern a crafted address keeps busy for minutes.

// One pass, nothing nested: its time grows with the length of the text and no faster.
const ADDRESS = /https?:\/\/[^\s<>"]+/i;
const ONLY_ADDRESS = new RegExp(`^${ADDRESS.source}$`, "i");
const LAST_ADDRESS = new RegExp(`(?:^|[\\s(])(${ADDRESS.source})$`, "i");
const LONGEST_ADDRESS = 2048;
const ENTER = 13;

const withoutPunctuation = (address) => address.replace(/[.,;:!?)\]'’”]+$/, "");

const linkWithin = (text, start, address) => {
  const linked = text.splitText(start);
  const after = linked.splitText(address.length);
  const link = document.createElement("a");
  link.setAttribute("href", address);
  // CKEditor reads addresses from here, as they were written.
  link.setAttribute("data-cke-saved-href", address);
  linked.replaceWith(link);
  link.append(linked);
  return after;
};

// The cursor stays where it was; `spaces`: how many of them were typed after the address.
const linkBeforeCursor = (editor, spaces) => {
  const { focusNode: text, focusOffset, isCollapsed } = document.getSelection();
  const end = focusOffset - spaces;
  if (!isCollapsed || text.nodeType !== Node.TEXT_NODE || text.parentElement.closest("a, code, pre")) return;
  const before = text.data.slice(Math.max(0, end - LONGEST_ADDRESS), end);
  const found = before.match(LAST_ADDRESS)?.[1];
  if (!found) return;
  editor.fire("saveSnapshot");
  const linked = withoutPunctuation(found);
  const start = end - found.length;
  const after = linkWithin(text, start, linked);
  document.getSelection().collapse(after, focusOffset - start - linked.length);
  editor.fire("saveSnapshot");
};

const linkPasted = ({ data }) => {
  const text = data.dataValue.trim();
  if (text.length > LONGEST_ADDRESS || !ONLY_ADDRESS.test(text)) return;
  data.type = "html";
  data.dataValue = `<a href="${text}">${text}</a>`;
};

CKEDITOR.plugins.add("addresslinks", {
  requires: "clipboard",
  init: (editor) => {
    editor.on("paste", linkPasted);
    editor.on("key", ({ data }) => {
      if (data.keyCode === ENTER) linkBeforeCursor(editor, 0);
    });
    editor.on("contentDom", () => {
      const editable = editor.editable();
      editable.attachListener(editable, "input", ({ data }) => {
        if (data.$.data === " ") linkBeforeCursor(editor, 1);
      });
    });
  },
});
