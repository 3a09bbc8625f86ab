// Tab leaves the editor, from lists and tables too, and the help on keys has a button.

const TAB = 9;

CKEDITOR.plugins.add("keyboard", {
  requires: "a11yhelp",
  init: (editor) => {
    editor.on(
      "key",
      (event) => {
        // Stopped, not cancelled: the browser then moves the focus as everywhere.
        if ([TAB, CKEDITOR.SHIFT + TAB].includes(event.data.keyCode)) event.stop();
      },
      null,
      null,
      0
    );
    editor.setKeystroke(CKEDITOR.CTRL + 221, "indent");
    editor.setKeystroke(CKEDITOR.CTRL + 219, "outdent");
    editor.ui.addButton("KeyboardHelp", { label: "Keyboard help", command: "a11yHelp" });
  },
});
