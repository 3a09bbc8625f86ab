// The dialogs ask only for what a story can hold.

const PROTOCOLS = ["https://", "http://", ""];

const plainLink = (definition) => {
  // Its frame is opened by inline script, which the policy of the desk refuses.
  definition.removeContents("upload");
  const info = definition.getContents("info");
  // Anchors do not survive in a body, so there is nothing to lead to.
  const types = info.get("linkType");
  types.items = types.items.filter(([, type]) => type !== "anchor");
  const protocols = info.get("protocol");
  protocols.items = protocols.items.filter(([, value]) => PROTOCOLS.includes(value));
};

const plainTable = (definition) => {
  const info = definition.getContents("info");
  info.get("txtCols").default = "3";
  // A table without a header row says little to those who hear it.
  info.get("selHeaders").default = "row";
};

const PLAIN = { link: plainLink, table: plainTable };

CKEDITOR.on("dialogDefinition", ({ data }) => PLAIN[data.name]?.(data.definition));

CKEDITOR.plugins.add("plaindialogs", {
  requires: "dialog,link,table",
  init: (editor) => {
    // CKEditor notes the selection a fifth of a second late; a quick hand would get a dialog
    // that works on the one before.
    editor.on("beforeCommandExec", () => editor.selectionChange(true));
  },
});
