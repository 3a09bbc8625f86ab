// Many files at once: each has its line with progress and its own answer, while the others go
// on. What is written in the form is for all of them; a line asks for what it lacks.

const AT_ONCE = 2;
const KEPT = new Set(["file", "csrfmiddlewaretoken", "_save", "_addanother", "_continue"]);

class ManyPictures extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.input = this.form.elements.file;
    this.list = this.querySelector("ol");
    this.status = this.querySelector("[role=status]");
    this.hidden = false;
    this.form.classList.add("takes-many");
    this.input.multiple = true;
    this.input.addEventListener("change", () => this.take(this.input.files));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.begin(); });
    this.addEventListener("try-again", () => { this.hasBegun = true; this.go(); });
    this.addEventListener("upload-line", (event) => this.told(event.target, event.detail));
    // A file that is dropped beside the form would take the page's place.
    document.addEventListener("dragover", (event) => this.dragged(event));
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) this.form.classList.remove("is-dropped-on"); });
    document.addEventListener("drop", (event) => this.dropped(event));
    window.addEventListener("beforeunload", (event) => { if (this.isOpen) event.preventDefault(); });
  }

  get lines() {
    return [...this.list.querySelectorAll("upload-line")];
  }

  get isOpen() {
    return this.lines.some((line) => line.isOpen || line.state === "waiting");
  }

  dragged(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.form.classList.add("is-dropped-on");
  }

  dropped(event) {
    this.form.classList.remove("is-dropped-on");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    this.take(event.dataTransfer.files);
  }

  take(files) {
    for (const file of files) {
      const item = document.createElement("li");
      const line = document.createElement("upload-line");
      item.append(line);
      this.list.append(item);
      line.begin(file);
    }
    this.input.value = "";
    this.say(`${this.count("waiting")} chosen.`);
    if (this.hasBegun) this.go();
  }

  begin() {
    const lines = this.lines;
    if (!lines.length) {
      this.input.focus();
      this.say("Choose files first.");
      return;
    }
    this.hasBegun = true;
    this.scrollIntoView({ block: "nearest" });
    for (const line of lines) if (line.state === "refused" && !line.isHopeless) line.wait();
    this.go();
  }

  go() {
    const free = AT_ONCE - this.count("sending");
    for (const line of this.lines.filter(({ state }) => state === "waiting").slice(0, Math.max(0, free))) {
      line.send(this.dataset, this.values(), (name) => this.labelOf(name)).finally(() => this.go());
    }
  }

  values() {
    return [...new FormData(this.form)].filter(([name]) => !KEPT.has(name));
  }

  labelOf(name) {
    return this.form.elements[name]?.labels?.[0]?.textContent.replace(/:$/, "") ?? name;
  }

  told(line, words) {
    if (line.state === "left out") this.forget(line);
    this.say(`${words.replace(/[.…]$/, "")}. ${this.summary()}`);
  }

  forget(line) {
    const item = line.closest("li");
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    (next?.querySelector("button, input, textarea, a") ?? this.input).focus();
  }

  count(state) {
    return this.lines.filter((line) => line.state === state).length;
  }

  summary() {
    if (!this.lines.length) return "";
    const refused = this.count("refused");
    const left = this.count("sending") + this.count("waiting");
    const told = [`${this.count("done")} of ${this.lines.length} taken in`];
    const known = this.count("known");
    if (known) told.push(`${known} there already`);
    if (refused) told.push(`${refused} not`);
    if (left) told.push(`${left} ${this.hasBegun ? "under way" : "waiting"}`);
    return `${told.join(", ")}.`;
  }

  say(words) {
    this.status.textContent = words;
  }
}

customElements.define("many-pictures", ManyPictures);
