// Subheads as two buttons, which say more at a glance than a menu of formats.

const HEADINGS = [
  { name: "Heading2", tag: "h2", label: "Subhead", key: "2" },
  { name: "Heading3", tag: "h3", label: "Smaller subhead", key: "3" },
];

const addHeading = (editor, { name, tag, label, key }) => {
  const heading = new CKEDITOR.style({ element: tag });
  const paragraph = new CKEDITOR.style({ element: "p" });
  const command = editor.addCommand(tag, {
    exec: () => {
      const isOn = heading.checkActive(editor.elementPath(), editor);
      editor.applyStyle(isOn ? paragraph : heading);
    },
  });
  editor.attachStyleStateChange(heading, (state) => {
    if (!editor.readOnly) command.setState(state);
  });
  editor.setKeystroke(CKEDITOR.CTRL + CKEDITOR.ALT + key.charCodeAt(0), tag);
  editor.ui.addButton(name, { isToggle: true, label, command: tag });
};

CKEDITOR.plugins.add("headings", {
  requires: "button",
  init: (editor) => HEADINGS.forEach((heading) => addHeading(editor, heading)),
});
