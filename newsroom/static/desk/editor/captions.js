// Captions, written in their place under pictures and embeds.
//
// Enter on what has hold writes its caption; Enter in a caption goes on writing below it, as the
// arrow down does at its end, Escape takes hold of the whole again.

const ENTER = 13;
const ESCAPE = 27;
const DOWN = 40;

const editable = {
  selector: "figcaption",
  allowedContent: "strong em s sub sup cite code; a[!href]",
};

const markEmpty = (widget) => {
  const caption = widget.editables.caption.$;
  caption.classList.toggle("is-empty", !caption.textContent.trim());
};

const write = (widget) => {
  const { caption } = widget.editables;
  caption.focus();
  const range = widget.editor.createRange();
  range.moveToElementEditEnd(caption);
  range.select();
};

const goOnAfter = (editor, widget) => {
  const paragraph = editor.document.createElement("p");
  paragraph.appendBogus();
  paragraph.insertAfter(widget.wrapper);
  const range = editor.createRange();
  range.moveToPosition(paragraph, CKEDITOR.POSITION_AFTER_START);
  editor.focus();
  range.select();
  editor.fire("saveSnapshot");
};

const isAtItsEnd = (editor, caption) => {
  const [range] = editor.getSelection().getRanges();
  return range.collapsed && range.checkBoundaryOfElement(caption, CKEDITOR.END);
};

const goBelow = (editor, widget) => {
  const next = widget.wrapper.getNext((node) => node.type === CKEDITOR.NODE_ELEMENT);
  if (!next?.is("p")) {
    goOnAfter(editor, widget);
    return;
  }
  const range = editor.createRange();
  range.moveToElementEditStart(next);
  editor.focus();
  range.select();
};

const takeHold = (editor, widget) => {
  editor.focus();
  widget.focus();
};

const leave = (editor, event) => {
  const caption = editor.elementPath()?.contains("figcaption");
  const go = { [ENTER]: goOnAfter, [ESCAPE]: takeHold, [DOWN]: goBelow }[event.data.keyCode];
  const widget = caption && go && editor.widgets.getByElement(caption);
  if (!widget || (go === goBelow && !isAtItsEnd(editor, caption))) return;
  event.cancel();
  go(editor, widget);
};

const attend = (widget) => {
  if (!widget.editables.caption) return;
  markEmpty(widget);
  widget.on("key", (event) => {
    if (event.data.keyCode !== ENTER) return;
    event.cancel();
    write(widget);
  });
};

CKEDITOR.plugins.add("captions", {
  requires: "widget",
  editable,
  write,
  init: (editor) => {
    editor.widgets.on("instanceCreated", ({ data: widget }) => widget.on("ready", () => attend(widget)));
    editor.on("change", () => {
      Object.values(editor.widgets.instances)
        .filter((widget) => widget.editables.caption)
        .forEach(markEmpty);
    });
    editor.on("key", (event) => leave(editor, event), null, null, 1);
  },
});
