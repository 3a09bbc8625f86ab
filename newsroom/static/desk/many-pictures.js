// Many files at once: each has its line with progress and its own answer, while the others go
// on. What is written in the form is for all of them; a line asks for what it lacks.

const AT_ONCE = 2;
const KEPT = new Set(["file", "csrfmiddlewaretoken", "_save", "_addanother", "_continue"]);

const made = (tag, facts = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), facts);
  element.append(...children);
  return element;
};

class ManyPictures extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.input = this.form.elements.file;
    this.list = this.querySelector("ol");
    this.status = this.querySelector("[role=status]");
    this.lines = [];
    this.hidden = false;
    this.input.multiple = true;
    this.input.addEventListener("change", () => this.take(this.input.files));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.begin(); });
    this.form.addEventListener("dragover", (event) => this.dragged(event));
    this.form.addEventListener("dragleave", () => this.form.classList.remove("is-dropped-on"));
    this.form.addEventListener("drop", (event) => this.dropped(event));
    window.addEventListener("beforeunload", (event) => { if (this.isBusy) event.preventDefault(); });
  }

  get isBusy() {
    return this.lines.some((line) => ["waiting", "sending"].includes(line.state) && this.hasBegun);
  }

  dragged(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.form.classList.add("is-dropped-on");
  }

  dropped(event) {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    this.form.classList.remove("is-dropped-on");
    this.take(event.dataTransfer.files);
  }

  take(files) {
    for (const file of files) {
      const line = new Line(file, () => this.go());
      this.lines.push(line);
      this.list.append(line.item);
    }
    this.input.value = "";
    this.say(`${this.count("waiting")} chosen.`);
    if (this.hasBegun) this.go();
  }

  begin() {
    if (!this.lines.length) {
      this.input.focus();
      this.say("Choose files first.");
      return;
    }
    this.hasBegun = true;
    this.scrollIntoView({ block: "nearest" });
    for (const line of this.lines) if (line.state === "refused") line.wait();
    this.go();
  }

  async go() {
    const waiting = this.lines.filter((line) => line.state === "waiting");
    const free = AT_ONCE - this.lines.filter((line) => line.state === "sending").length;
    await Promise.all(waiting.slice(0, Math.max(0, free)).map(async (line) => {
      await line.send(this.dataset.upload, this.values());
      this.say(this.summary());
      await this.go();
    }));
  }

  values() {
    return [...new FormData(this.form)].filter(([name]) => !KEPT.has(name));
  }

  count(state) {
    return this.lines.filter((line) => line.state === state).length;
  }

  summary() {
    const refused = this.count("refused");
    const left = this.count("waiting") + this.count("sending");
    const told = [`${this.count("done")} of ${this.lines.length} taken in`];
    if (refused) told.push(`${refused} not`);
    if (left) told.push(`${left} under way`);
    return `${told.join(", ")}.`;
  }

  say(words) {
    this.status.textContent = words;
  }
}

class Line {
  constructor(file, go) {
    this.file = file;
    this.go = go;
    this.state = "waiting";
    this.progress = made("progress", { max: 100, value: 0 });
    this.progress.setAttribute("aria-label", `Progress of ${file.name}`);
    this.answer = made("div", { className: "upload-answer" });
    const size = `${(file.size / 1_000_000).toFixed(1)} MB`;
    this.picture = made("span", { className: "upload-picture" });
    this.item = made("li", { className: "upload-line" }, this.picture,
      made("div", {}, made("strong", { textContent: file.name }), ` ${size} `, this.progress, this.answer));
  }

  wait() {
    this.state = "waiting";
  }

  send(address, values) {
    this.state = "sending";
    const own = [...this.answer.querySelectorAll("input, textarea")].map((field) => [field.name, field.value]);
    const body = new FormData();
    for (const [name, value] of [...values, ...own]) body.set(name, value);
    body.set("file", this.file);
    this.progress.hidden = false;
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", ({ loaded, total }) => { this.progress.value = (loaded / total) * 100; });
      request.addEventListener("load", () => { this.hear(request); resolve(); });
      request.addEventListener("error", () => { this.refuse(["The server does not answer."]); resolve(); });
      request.open("POST", address);
      request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      request.send(body);
    });
  }

  hear(request) {
    let told = {};
    try {
      told = JSON.parse(request.responseText);
    } catch {
      told = { message: `The server says ${request.status}.` };
    }
    if (request.status === 200 && told.id) this.done(told);
    else if (told.errors) this.refuse(Object.values(told.errors).flat(), told.errors);
    else this.refuse([told.message]);
  }

  done(picture) {
    this.state = "done";
    this.progress.hidden = true;
    this.picture.replaceChildren(made("img", { src: picture.thumbnail, alt: "" }));
    const lines = [picture.note ?? `Image Credit: ${picture.credit}`];
    if (picture.filled?.length) lines.push(`From the file: ${picture.filled.join(", ")}.`);
    if (!picture.alt) lines.push("It has no alternative text yet.");
    const open = made("a", { href: picture.address, target: "_blank", textContent: "Edit its facts" });
    open.append(made("span", { className: "visually-hidden", textContent: ` (${this.file.name}, in another tab)` }));
    this.answer.replaceChildren(...lines.map((words) => made("p", { textContent: words })), open);
  }

  // What is lacking is written here and the file sent again; nothing else of it was kept.
  refuse(messages, errors = {}) {
    this.state = "refused";
    this.progress.hidden = true;
    const again = made("button", { type: "button", textContent: "Try again" });
    again.setAttribute("aria-label", `Try ${this.file.name} again`);
    again.addEventListener("click", () => { this.wait(); this.go(); });
    const fields = "credit" in errors && !("file" in errors) ? [this.field("credit", "Credit"), this.field("alt_text", "Alternative text")] : [];
    const said = messages.map((words) => made("p", { className: "upload-trouble", textContent: words }));
    this.answer.replaceChildren(...said, ...fields, ...("file" in errors ? [] : [again]));
  }

  field(name, label) {
    const value = this.answer.querySelector(`[name=${name}]`)?.value ?? "";
    return made("label", { textContent: `${label} ` }, made("input", { type: "text", name, value }));
  }
}

customElements.define("many-pictures", ManyPictures);
