// Pictures of the library in a story: stored as a number and a caption, shown as they will look.

// As many as the library answers for at once.
const MOST_ASKED = 100;

// What the library says of each picture, asked for once, in as few requests as possible.
class Library {
  constructor(url) {
    this.url = url;
    this.answers = new Map();
    this.wanted = [];
  }

  know(picture) {
    this.answers.set(String(picture.id), Promise.resolve(picture));
  }

  find(id) {
    if (!this.answers.has(id)) {
      this.answers.set(id, new Promise((resolve) => this.wanted.push({ id, resolve })));
      if (this.wanted.length === 1) queueMicrotask(() => this.ask());
    }
    return this.answers.get(id);
  }

  async ask() {
    const wanted = this.wanted.splice(0);
    for (let from = 0; from < wanted.length; from += MOST_ASKED) {
      await this.answer(wanted.slice(from, from + MOST_ASKED));
    }
  }

  async answer(wanted) {
    const found = await this.fetch(wanted.map(({ id }) => id));
    wanted.forEach(({ id, resolve }) => resolve(found && (found.get(id) ?? "missing")));
    // A request that failed says nothing about the pictures; the next one may.
    if (!found) wanted.forEach(({ id }) => this.answers.delete(id));
  }

  async fetch(ids) {
    try {
      const response = await fetch(`${this.url}?ids=${ids.join(",")}`);
      const { results } = await response.json();
      return new Map(results.map((picture) => [String(picture.id), picture]));
    } catch {
      return null;
    }
  }
}

const element = (name, className, text = "") => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const NO_CREDIT = "No credit yet: a story with this picture cannot go out.";

const noteOn = (id, picture) =>
  picture === "missing"
    ? element("p", "storyimage-note storyimage-missing", `Picture ${id} is no longer in the library. Readers will not see it.`)
    : element("p", "storyimage-note", `Picture ${id}: the library does not answer.`);

const creditOf = ({ credit, conditions, problem }) =>
  [credit ? `Image Credit: ${credit}` : NO_CREDIT, conditions, problem && `It ${problem}.`].filter(Boolean).join(" · ");

const imageOf = (picture) => {
  const image = element("img", "storyimage-picture");
  image.src = picture.thumbnail;
  image.alt = picture.alt;
  return image;
};

const labelOf = (id, picture) => {
  if (!picture?.id) return `Picture ${id}, missing`;
  return `Picture: ${picture.alt || picture.caption || id}. Enter to write its caption.`;
};

const textOf = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

const upcast = (figure) => {
  if (figure.name !== "figure" || !figure.attributes["data-image"]) return false;
  const { element: Element } = CKEDITOR.htmlParser;
  const caption = figure.getFirst("figcaption") ?? new Element("figcaption", {});
  figure.setHtml("");
  figure.add(new Element("div", { class: "storyimage-view" }));
  figure.add(caption);
  figure.add(new Element("p", { class: "storyimage-credit" }));
  return true;
};

// Only the number and the caption of this place are stored.
const downcast = function () {
  const { element: Element } = CKEDITOR.htmlParser;
  const figure = new Element("figure", { "data-image": this.element.getAttribute("data-image") });
  const caption = this.editables.caption.getData();
  if (textOf(caption)) {
    const figcaption = new Element("figcaption", {});
    figcaption.setHtml(caption.trim());
    figure.add(figcaption);
  }
  return figure;
};

// Pictures arrive after the text; undo takes no notice of them.
const show = async (widget, editor, library) => {
  const id = widget.element.getAttribute("data-image");
  const picture = await library.find(id);
  if (!editor.widgets.instances[widget.id]) return;
  const figure = widget.element.$;
  editor.fire("lockSnapshot");
  const isKnown = picture?.id !== undefined;
  figure.querySelector(".storyimage-view").replaceChildren(isKnown ? imageOf(picture) : noteOn(id, picture));
  const credit = figure.querySelector(".storyimage-credit");
  credit.textContent = isKnown ? creditOf(picture) : "";
  credit.classList.toggle("storyimage-missing", !picture?.credit);
  const caption = widget.editables.caption.$;
  caption.dataset.placeholder = picture?.caption
    ? `Caption of the library: ${picture.caption}`
    : "Write a caption; Enter goes on below";
  widget.wrapper?.setAttribute("aria-label", labelOf(id, picture));
  editor.fire("unlockSnapshot");
};

const choose = ({ dataset: { chooseUrl, uploadUrl } }) =>
  window.chooseImage({ chooseUrl, uploadUrl });

const insert = async (editor, library) => {
  const picture = await choose(editor.element.$);
  editor.focus();
  if (!picture) return;
  library.know(picture);
  const inserted = new Promise((resolve) => editor.widgets.once("instanceCreated", ({ data }) => resolve(data)));
  editor.fire("saveSnapshot");
  editor.insertHtml(`<figure data-image="${Number(picture.id)}"></figure>`);
  const widget = await inserted;
  editor.fire("saveSnapshot");
  CKEDITOR.plugins.get("captions").write(widget);
};

const exchange = async (editor, widget, library) => {
  const picture = await choose(editor.element.$);
  editor.focus();
  if (picture) {
    library.know(picture);
    editor.fire("saveSnapshot");
    widget.element.setAttribute("data-image", String(Number(picture.id)));
    await show(widget, editor, library);
    editor.fire("saveSnapshot");
    editor.fire("change");
  }
  widget.focus();
};

CKEDITOR.plugins.add("storyimage", {
  requires: "widget,button,captions",
  init: (editor) => {
    const library = new Library(editor.element.$.dataset.chooseUrl);
    editor.widgets.add("storyimage", {
      upcast,
      downcast,
      editables: {
        caption: CKEDITOR.plugins.get("captions").editable,
      },
      insert: () => insert(editor, library),
      edit() {
        exchange(editor, this, library);
      },
      init() {
        show(this, editor, library);
      },
    });
    editor.ui.addButton("StoryImage", { label: "Picture", command: "storyimage" });
  },
});
