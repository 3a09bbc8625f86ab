// The tools for rows, columns and list levels, in the toolbar only while the cursor stands in one.

const TABLE_BUTTONS = [
  ["RowAbove", "rowInsertBefore", "Insert row above"],
  ["RowBelow", "rowInsertAfter", "Insert row below"],
  ["RowDelete", "rowDelete", "Delete row"],
  ["ColumnLeft", "columnInsertBefore", "Insert column left"],
  ["ColumnRight", "columnInsertAfter", "Insert column right"],
  ["ColumnDelete", "columnDelete", "Delete column"],
  ["TableDelete", "tableDelete", "Delete table"],
];

const watch = (editor, toolbar, elements) => {
  const place = document.getElementById(toolbar.id);
  place.classList.add("contextual");
  const { items } = toolbar;
  const update = () => {
    const isShown = Boolean(editor.elementPath()?.contains(elements));
    place.hidden = !isShown;
    // The keys of the toolbar pass over a group without items.
    toolbar.items = isShown ? items : [];
  };
  editor.on("selectionChange", update);
  update();
};

CKEDITOR.plugins.add("contextualtools", {
  requires: "toolbar,tabletools",
  init: (editor) => {
    TABLE_BUTTONS.forEach(([name, command, label]) => editor.ui.addButton(name, { label, command }));
    editor.on("instanceReady", () => {
      const { toolbar, contextualTools } = editor.config;
      toolbar.forEach(({ name }, place) => {
        if (name in contextualTools) watch(editor, editor.toolbox.toolbars[place], contextualTools[name]);
      });
    });
  },
});
