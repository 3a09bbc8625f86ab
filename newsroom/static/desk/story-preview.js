// The story as readers would get it, beside the form that it is written in. The form's present
// words are sent into a frame; nothing is saved by that.

const PAUSE = 2000;
const BESIDE = matchMedia("(min-width: 1024px)");
const NOT_LOADED = "The preview did not come. The server may be away, or your login may have expired: look in another tab. Your text is still here.";

class StoryPreview extends HTMLElement {
  connectedCallback() {
    this.form = document.getElementById(this.getAttribute("form"));
    this.panel = this.querySelector(".preview-panel");
    this.stage = this.querySelector(".preview-stage");
    this.told = this.querySelector(".preview-told");
    this.toggle = this.querySelector("[data-preview=toggle]");
    this.widths = [...this.querySelectorAll("[data-width]")];
    this.asked = 0;
    this.standBesideSave();

    this.toggle.addEventListener("click", () => this.turn());
    this.querySelector("[data-preview=refresh]").addEventListener("click", () => this.refresh());
    this.querySelector("[data-preview=close]").addEventListener("click", () => this.close());
    this.widths.forEach((button) => button.addEventListener("click", () => this.choose(button)));
    document.addEventListener("keydown", (event) => this.shortcut(event));
    this.panel.addEventListener("keydown", (event) => this.escape(event));
    for (const kind of ["input", "change", "body-edited"]) {
      document.addEventListener(kind, () => this.soon());
    }
    BESIDE.addEventListener("change", () => this.cover());
    new ResizeObserver(() => this.fit()).observe(this.stage);
  }

  // The button belongs to the story's other deeds; what it opens stands beside the form.
  standBesideSave() {
    const ways = this.querySelector(".preview-ways");
    const deeds = this.form.querySelector(this.getAttribute("beside") ?? ".state-foot");
    deeds?.insertBefore(ways, deeds.querySelector(":scope > .deletelink"));
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  turn() {
    if (this.isOpen) this.close();
    else this.open();
  }

  open() {
    this.from = document.activeElement;
    this.panel.hidden = false;
    this.toggle.setAttribute("aria-expanded", "true");
    document.documentElement.classList.add("has-preview");
    this.chosen.focus();
    this.cover();
    this.refresh();
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.panel.hidden = true;
    this.toggle.setAttribute("aria-expanded", "false");
    document.documentElement.classList.remove("has-preview");
    this.stage.replaceChildren();
    this.cover();
    // Back to the button, or, for somebody who came by the keys, to where they were writing.
    if (this.form.contains(this.from)) this.from.focus();
    else this.toggle.focus();
  }

  // What lies under the preview is out of reach for the keyboard too.
  cover() {
    const isCovered = this.isOpen && !BESIDE.matches;
    const under = document.querySelectorAll("#header, .breadcrumbs");
    for (const part of [this.form, ...under]) part.inert = isCovered;
  }

  get chosen() {
    return this.widths.find((button) => button.getAttribute("aria-pressed") === "true");
  }

  shortcut(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.code !== "KeyP") return;
    event.preventDefault();
    this.turn();
  }

  escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.close();
  }

  soon() {
    if (!this.isOpen) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  // The story may have got its row since the page was loaded: the form knows where it is saved.
  get address() {
    const saved = this.form.action.split("?")[0];
    return new URL(saved.endsWith("/change/") ? "../preview/" : "preview/", saved).href;
  }

  // A new frame each time: the old page stays in sight until the new one is there, and the
  // browser's way back does not lead through former previews.
  refresh() {
    clearTimeout(this.timer);
    this.asked += 1;
    const asked = this.asked;
    this.stage.querySelectorAll("iframe[data-waiting]").forEach((frame) => frame.remove());
    const frame = document.createElement("iframe");
    frame.name = `story_preview_${asked}`;
    frame.title = this.getAttribute("called") ?? "The story as readers would get it";
    frame.dataset.waiting = "";
    this.stage.append(frame);
    this.fit();
    this.told.textContent = "Loading…";
    frame.addEventListener("load", () => this.show(frame, asked));
    this.send(frame.name);
  }

  send(target) {
    for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) editor.updateElement();
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: this.address, target, hidden: true });
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value !== "string") continue;
      // A text area keeps the breaks between lines as they are.
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      form.append(field);
    }
    document.body.append(form);
    HTMLFormElement.prototype.submit.call(form);
    form.remove();
  }

  show(frame, asked) {
    const page = frame.contentDocument;
    if (asked !== this.asked || page?.URL === "about:blank") return;
    const there = page?.querySelector(this.getAttribute("shows") ?? "article.story");
    if (!there) {
      frame.remove();
      this.told.textContent = NOT_LOADED;
      return;
    }
    const before = this.stage.querySelector("iframe:not([data-waiting])");
    const place = before?.contentWindow.scrollY ?? 0;
    delete frame.dataset.waiting;
    before?.remove();
    frame.contentWindow.scrollTo(0, place);
    this.told.textContent = "";
    page.addEventListener("click", (event) => leadOutside(event));
    page.addEventListener("keydown", (event) => { this.escape(event); this.shortcut(event); });
  }

  choose(button) {
    for (const other of this.widths) other.setAttribute("aria-pressed", String(other === button));
    this.fit();
  }

  // A page wider than the stage is laid out at its own width and drawn smaller.
  fit() {
    const width = Number(this.chosen.dataset.width);
    const scale = Math.min(1, this.stage.clientWidth / width) || 1;
    for (const frame of this.stage.querySelectorAll("iframe")) {
      frame.style.width = `${width}px`;
      frame.style.height = `${this.stage.clientHeight / scale}px`;
      frame.style.left = `${Math.max(0, (this.stage.clientWidth - width * scale) / 2)}px`;
      frame.style.transform = `scale(${scale})`;
    }
  }
}

// Other pages do not open inside a frame; a link of the preview leads to a tab of its own.
function leadOutside(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  link.target = "_blank";
  link.rel = "noopener";
}

customElements.define("story-preview", StoryPreview);
