// An embed in a story: shown by its address, kept exactly as it was stored.

const STORED = "data-stored";

const upcast = (element) => {
  const address = element.attributes["data-embed"];
  if (element.name !== "figure" || !address) return false;
  const shown = new CKEDITOR.htmlParser.element("p", { class: "storyembed-address" });
  shown.add(new CKEDITOR.htmlParser.text(CKEDITOR.tools.htmlEncode(`Embed: ${address}`)));
  element.attributes[STORED] = encodeURIComponent(element.getHtml());
  element.setHtml("");
  element.add(shown);
  return true;
};

const downcast = (element) => {
  element.setHtml(decodeURIComponent(element.attributes[STORED]));
  delete element.attributes[STORED];
};

CKEDITOR.plugins.add("storyembed", {
  requires: "widget",
  init: (editor) => {
    editor.widgets.add("storyembed", {
      upcast,
      downcast,
      getLabel() {
        return `Embed from ${this.element.getAttribute("data-embed")}`;
      },
    });
  },
});
