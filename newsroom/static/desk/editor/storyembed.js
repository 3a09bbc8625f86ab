// Embeds in a story: the public address of a film, a recording or a chart, and its caption.
//
// Which addresses there are says `articles/embeds.py`; the textarea brings its list along.

const LONGEST_ADDRESS = 500;

class Providers {
  constructor(known) {
    this.known = known.map(({ name, patterns }) => ({
      name,
      patterns: patterns.map((pattern) => new RegExp(`^(?:${pattern})$`)),
    }));
  }

  get names() {
    return new Intl.ListFormat("en").format(this.known.map(({ name }) => name));
  }

  nameOf(address) {
    if (address.length > LONGEST_ADDRESS) return "";
    const knows = ({ patterns }) => patterns.some((pattern) => pattern.test(address));
    return this.known.find(knows)?.name ?? "";
  }
}

// People copy addresses without https, and whole embed codes.
const addressIn = (typed) => {
  const code = new DOMParser().parseFromString(typed, "text/html");
  const address = code.querySelector("iframe")?.getAttribute("src") ?? typed;
  return address.trim().replace(/^(?:https?:)?(?:\/\/)?(?=\S)/i, "https://");
};

const DIALOG = `
  <form method="dialog" novalidate>
    <h2 id="embed-dialog-heading"></h2>
    <label for="embed-dialog-address">Address</label>
    <input type="text" id="embed-dialog-address" name="address" inputmode="url" autocomplete="off"
      spellcheck="false" aria-describedby="embed-dialog-help embed-dialog-error">
    <p id="embed-dialog-error" role="alert"></p>
    <p class="help" id="embed-dialog-help"></p>
    <label for="embed-dialog-caption">Caption</label>
    <input type="text" id="embed-dialog-caption" name="caption" aria-describedby="embed-dialog-caption-help">
    <p class="help" id="embed-dialog-caption-help">What it is. Readers see it before anything is loaded.</p>
    <p class="embed-dialog-buttons">
      <button type="submit">OK</button>
      <button type="button" data-cancel>Cancel</button>
    </p>
  </form>`;

class EmbedDialog {
  constructor(providers, { heading, address = "", caption = "" }) {
    this.providers = providers;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "embed-dialog";
    this.dialog.setAttribute("aria-labelledby", "embed-dialog-heading");
    this.dialog.innerHTML = DIALOG;
    document.body.append(this.dialog);
    this.form = this.dialog.querySelector("form");
    this.address = this.form.elements.address;
    this.address.value = address;
    this.form.elements.caption.value = caption;
    this.form.querySelector("h2").textContent = heading;
    this.form.querySelector("#embed-dialog-help").textContent =
      `Of a film, a recording or a chart at ${providers.names}; an embed code will do too.`;
    this.form.addEventListener("submit", (event) => this.check(event));
    this.form.querySelector("[data-cancel]").addEventListener("click", () => this.dialog.close());
  }

  /** Opens, and gives `{ address, caption }`, or null when it was left. */
  ask() {
    return new Promise((resolve) => {
      this.dialog.addEventListener("close", () => {
        this.dialog.remove();
        resolve(this.answer ?? null);
      }, { once: true });
      this.dialog.showModal();
      this.address.select();
    });
  }

  check(event) {
    const address = addressIn(this.address.value);
    if (this.providers.nameOf(address)) {
      this.answer = { address, caption: this.form.elements.caption.value.trim() };
      return;
    }
    event.preventDefault();
    this.address.setAttribute("aria-invalid", "true");
    this.form.querySelector("[role=alert]").textContent = this.address.value.trim()
      ? `No player is known at this address. It has to be one of ${this.providers.names}.`
      : "Write the address of what you want to embed.";
    this.address.focus();
  }
}

const { htmlEncode } = CKEDITOR.tools;

const upcast = (figure) => {
  if (figure.name !== "figure" || !figure.attributes["data-embed"]) return false;
  const { element: Element } = CKEDITOR.htmlParser;
  const caption = figure.getFirst("figcaption") ?? new Element("figcaption", {});
  figure.setHtml("");
  figure.add(new Element("div", { class: "storyembed-view" }));
  figure.add(caption);
  return true;
};

const downcast = function () {
  const { element: Element } = CKEDITOR.htmlParser;
  const figure = new Element("figure", { "data-embed": this.element.getAttribute("data-embed") });
  const { caption } = this.editables;
  if (caption.$.textContent.trim()) {
    const figcaption = new Element("figcaption", {});
    figcaption.setHtml(caption.getData().trim());
    figure.add(figcaption);
  }
  return figure;
};

const line = (className, text) => Object.assign(document.createElement("p"), { className, textContent: text });

const show = (widget, providers) => {
  const address = widget.element.getAttribute("data-embed");
  const name = providers.nameOf(address);
  widget.element.$.querySelector(".storyembed-view").replaceChildren(
    line("storyembed-provider", name || "No provider on the list knows this address"),
    line("storyembed-address", address),
  );
  widget.editables.caption.$.dataset.placeholder = "Write a caption";
  widget.wrapper?.setAttribute(
    "aria-label",
    `Embed from ${name || "nobody on the list"}: ${address}. Enter to write its caption.`,
  );
};

const figureOf = ({ address, caption }) =>
  `<figure data-embed="${htmlEncode(address)}"><figcaption>${htmlEncode(caption)}</figcaption></figure>`;

const insert = async (editor, providers) => {
  const answer = await new EmbedDialog(providers, { heading: "Embed a player" }).ask();
  editor.focus();
  if (!answer) return;
  const inserted = new Promise((resolve) => editor.widgets.once("instanceCreated", ({ data }) => resolve(data)));
  editor.fire("saveSnapshot");
  editor.insertHtml(figureOf(answer));
  const widget = await inserted;
  editor.fire("saveSnapshot");
  CKEDITOR.plugins.get("captions").write(widget);
};

const change = async (editor, widget, providers) => {
  const { caption } = widget.editables;
  const before = caption.$.textContent.trim();
  const answer = await new EmbedDialog(providers, {
    heading: "Change the embed",
    address: widget.element.getAttribute("data-embed"),
    caption: before,
  }).ask();
  editor.focus();
  if (answer) {
    editor.fire("saveSnapshot");
    widget.element.setAttribute("data-embed", answer.address);
    // A caption that stays keeps its links and its italics.
    if (answer.caption !== before) caption.setData(htmlEncode(answer.caption));
    show(widget, providers);
    editor.fire("saveSnapshot");
    editor.fire("change");
  }
  widget.focus();
};

// On an empty line of the story itself; elsewhere a pasted address becomes a link.
const standsOnEmptyLine = (editor) => {
  const path = editor.elementPath();
  return path?.block?.getName() === "p" && path.block.getParent().equals(editor.editable()) &&
    !path.block.$.textContent.trim();
};

const embedPasted = (editor, providers, event) => {
  const text = CKEDITOR.tools.htmlDecode(event.data.dataValue.trim());
  if (!providers.nameOf(text) || !standsOnEmptyLine(editor)) return;
  event.data.type = "html";
  event.data.dataValue = figureOf({ address: text, caption: "" });
};

CKEDITOR.plugins.add("storyembed", {
  requires: "widget,button,clipboard,captions",
  init: (editor) => {
    const providers = new Providers(JSON.parse(editor.element.$.dataset.embeds));
    editor.widgets.add("storyembed", {
      upcast,
      downcast,
      editables: { caption: CKEDITOR.plugins.get("captions").editable },
      insert: () => insert(editor, providers),
      edit() {
        change(editor, this, providers);
      },
      init() {
        show(this, providers);
      },
    });
    editor.ui.addButton("StoryEmbed", { label: "Embed", command: "storyembed" });
    // Before a lone address is made a link.
    editor.on("paste", (event) => embedPasted(editor, providers, event), null, null, 5);
  },
});
