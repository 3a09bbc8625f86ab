// Choosing a picture: a dialog over the library with search and upload in place.
//
//   const picture = await chooseImage({ chooseUrl, uploadUrl, canUpload, view });
//
// gives `{ id, thumbnail, credit, caption, alt }`, or null when nothing was chosen. `view` is
// "library" or "upload". <image-chooser> is a form field around the same dialog.

const PATIENCE = 200;
const UNREACHABLE = "The library cannot be reached. Look after your connection and try again.";

const DIALOG = `
  <header>
    <h2 id="image-dialog-heading">Choose a picture</h2>
    <button type="button" data-close>Close</button>
  </header>
  <div class="image-dialog-views">
    <button type="button" data-view="library">Library</button>
    <button type="button" data-view="upload">Upload a new one</button>
  </div>
  <section data-panel="library" aria-label="Library">
    <label for="image-dialog-search">Search the library</label>
    <input type="search" id="image-dialog-search" autocomplete="off">
    <p role="status"></p>
    <ul class="image-grid"></ul>
    <button type="button" data-more hidden>Show more</button>
  </section>
  <section data-panel="upload" aria-label="Upload a new one" hidden>
    <form novalidate>
      <div data-row="file"><label for="image-dialog-file">File</label>
        <input type="file" id="image-dialog-file" name="file"
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff"></div>
      <div data-row="credit"><label for="image-dialog-credit">Credit</label>
        <input type="text" id="image-dialog-credit" name="credit" maxlength="200"
          aria-describedby="image-dialog-credit-help">
        <p class="help" id="image-dialog-credit-help">Printed with the picture, after the photographer’s name. Empty: what the file says.</p></div>
      <div data-row="alt_text"><label for="image-dialog-alt">Alternative text</label>
        <textarea id="image-dialog-alt" name="alt_text" rows="2" maxlength="500"
          aria-describedby="image-dialog-alt-help"></textarea>
        <p class="help" id="image-dialog-alt-help">What the picture shows, for readers who cannot see it.</p></div>
      <div data-row="caption"><label for="image-dialog-caption">Caption</label>
        <textarea id="image-dialog-caption" name="caption" rows="2"></textarea></div>
      <div data-row="place_line"><label for="image-dialog-place">Place line</label>
        <input type="text" id="image-dialog-place" name="place_line" maxlength="100"></div>
      <p role="alert"></p>
      <button type="submit">Upload</button>
    </form>
  </section>`;

class ImageDialog {
  constructor({ chooseUrl, uploadUrl, canUpload = true }) {
    this.chooseUrl = chooseUrl;
    this.uploadUrl = uploadUrl;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "image-dialog";
    this.dialog.setAttribute("aria-labelledby", "image-dialog-heading");
    this.dialog.innerHTML = DIALOG;
    document.body.append(this.dialog);

    this.search = this.dialog.querySelector("[type=search]");
    this.grid = this.dialog.querySelector(".image-grid");
    this.status = this.dialog.querySelector("[role=status]");
    this.more = this.dialog.querySelector("[data-more]");
    this.form = this.dialog.querySelector("form");
    this.alert = this.form.querySelector("[role=alert]");
    this.dialog.querySelector("[data-view=upload]").hidden = !canUpload;
    this.listen();
  }

  listen() {
    this.search.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), PATIENCE);
    });
    this.more.addEventListener("click", () => this.load(this.next));
    this.grid.addEventListener("keydown", (event) => this.walk(event));
    this.form.addEventListener("submit", (event) => this.upload(event));
    this.dialog.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    for (const button of this.dialog.querySelectorAll("[data-view]")) {
      button.addEventListener("click", () => this.show(button.dataset.view));
    }
  }

  /** Opens, and gives the picture that was chosen, or null. */
  ask(view) {
    const opener = document.activeElement;
    return new Promise((resolve) => {
      this.chosen = null;
      this.dialog.addEventListener("close", () => {
        this.dialog.remove();
        opener?.focus();
        resolve(this.chosen);
      }, { once: true });
      this.dialog.showModal();
      this.show(view);
      this.load();
    });
  }

  choose(picture) {
    this.chosen = picture;
    this.dialog.close();
  }

  show(view) {
    for (const panel of this.dialog.querySelectorAll("[data-panel]")) {
      panel.hidden = panel.dataset.panel !== view;
    }
    for (const button of this.dialog.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
    (view === "upload" ? this.form.elements.file : this.search).focus();
  }

  async load(next = `?q=${encodeURIComponent(this.search.value)}`) {
    // Only the answer to the newest question counts.
    const question = (this.question = Symbol(next));
    this.status.textContent = "Searching …";
    const { results, next: following, message } = await getJson(this.chooseUrl + next);
    if (question !== this.question) return;
    const isFirst = next.startsWith("?q=") && !next.includes("before=");
    if (isFirst) this.grid.replaceChildren();
    const before = this.grid.children.length;
    this.grid.append(...(results ?? []).map((picture) => this.tile(picture)));
    this.next = following;
    this.more.hidden = !following;
    this.status.textContent = message ?? this.says();
    if (!isFirst) this.grid.children[before]?.querySelector("button").focus();
  }

  says() {
    const count = this.grid.children.length;
    if (!count) return this.search.value ? "No picture has these words." : "The library is empty.";
    const shown = count === 1 ? "1 picture" : `${count} pictures`;
    return this.next ? `${shown} shown; there are more.` : `${shown}.`;
  }

  tile(picture) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    const image = document.createElement("img");
    Object.assign(image, { src: picture.thumbnail, alt: picture.alt || picture.caption || `Picture ${picture.id}`, loading: "lazy" });
    const caption = document.createElement("span");
    caption.textContent = picture.caption;
    caption.toggleAttribute("data-caption", true);
    const credit = document.createElement("span");
    credit.textContent = picture.credit || "No credit";
    credit.toggleAttribute("data-missing", !picture.credit);
    const conditions = document.createElement("span");
    conditions.textContent = picture.conditions;
    conditions.toggleAttribute("data-conditions", true);
    const problem = document.createElement("span");
    problem.textContent = problemOf(picture);
    problem.toggleAttribute("data-missing", true);
    button.append(image, ...[caption, credit, conditions, problem].filter(({ textContent }) => textContent));
    button.addEventListener("click", () => this.choose(picture));
    item.append(button);
    return item;
  }

  /** Arrow keys walk the grid; rows are as long as they look. */
  walk(event) {
    const tiles = [...this.grid.querySelectorAll("button")];
    const place = tiles.indexOf(document.activeElement);
    if (place < 0) return;
    const top = tiles[0].offsetTop;
    const across = Math.max(1, tiles.filter((tile) => tile.offsetTop === top).length);
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across };
    const target = { Home: 0, End: tiles.length - 1 }[event.key] ?? place + steps[event.key];
    if (tiles[target]) {
      event.preventDefault();
      tiles[target].focus();
    }
  }

  async upload(event) {
    event.preventDefault();
    if (this.isSending) return;
    this.isSending = true;
    this.clearErrors();
    this.alert.textContent = "Uploading …";
    const body = new FormData(this.form);
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await getJson(this.uploadUrl, {
      method: "POST", body, headers: { "X-CSRFToken": token },
    });
    this.isSending = false;
    this.alert.textContent = answer.message ?? "";
    if (answer.id) this.choose(answer);
    else if (answer.errors) this.showErrors(answer.errors);
  }

  clearErrors() {
    for (const error of this.form.querySelectorAll(".errorlist")) error.remove();
    for (const field of this.form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
    }
  }

  showErrors(errors) {
    for (const [name, messages] of Object.entries(errors)) {
      const row = this.form.querySelector(`[data-row="${name}"]`);
      if (!row) {
        this.alert.textContent = messages.join(" ");
        continue;
      }
      const list = document.createElement("ul");
      list.className = "errorlist";
      list.id = `image-dialog-${name}-error`;
      for (const message of messages) {
        list.append(Object.assign(document.createElement("li"), { textContent: message }));
      }
      const field = row.querySelector("input, textarea");
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-errormessage", list.id);
      row.prepend(list);
    }
    const count = Object.keys(errors).length;
    this.alert.textContent ||= count === 1 ? "One thing needs your attention." : `${count} things need your attention.`;
    this.form.querySelector("[aria-invalid]")?.focus();
  }
}

function problemOf({ problem }) {
  return problem ? `It ${problem}.` : "";
}

async function getJson(url, options = {}) {
  try {
    const response = await fetch(url, { credentials: "same-origin", ...options });
    return await response.json();
  } catch {
    return { message: UNREACHABLE };
  }
}

export function chooseImage({ view = "library", ...addresses }) {
  return new ImageDialog(addresses).ask(view);
}

// CKEditor's plugins are no modules.
window.chooseImage = chooseImage;

class ImageChooser extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.picture = this.querySelector(".chosen-picture");
    this.status = this.querySelector("[role=status]");
    this.remove = this.querySelector("[data-remove]");
    this.field.type = "hidden";
    this.querySelector(".chooser-buttons").hidden = false;
    for (const button of this.querySelectorAll("[data-open]")) {
      button.addEventListener("click", () => this.open(button.dataset.open));
    }
    this.remove.addEventListener("click", () => {
      this.show(null);
      this.querySelector("[data-open]").focus();
    });
    this.remove.hidden = !this.field.value;
  }

  async open(view) {
    const picture = await chooseImage({
      chooseUrl: this.getAttribute("choose-url"),
      uploadUrl: this.getAttribute("upload-url"),
      view,
    });
    if (picture) this.show(picture);
  }

  show(picture) {
    this.field.value = picture?.id ?? "";
    this.picture.hidden = !picture;
    this.remove.hidden = !picture;
    if (picture) {
      Object.assign(this.picture.querySelector("img"), { src: picture.thumbnail, alt: picture.alt });
      this.picture.querySelector("[data-credit]").textContent = picture.credit;
      this.picture.querySelector("[data-caption]").textContent = picture.caption;
      this.picture.querySelector("[data-conditions]").textContent = picture.conditions;
      this.picture.querySelector("[data-problem]").textContent = problemOf(picture);
    }
    const chosen = picture && `Chosen: ${[picture.alt || picture.caption || "picture", picture.credit].join(", ")}. ${[picture.left_out, picture.conditions, problemOf(picture)].filter(Boolean).join(" ")}`.trim();
    this.status.textContent = picture ? (picture.note ?? chosen) : "Picture removed.";
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("image-chooser", ImageChooser);
