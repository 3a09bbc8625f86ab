// One file on its way into the library: its preview and progress, then the picture with the
// facts that were read, which are written anew right here, or why it was refused.
//
//   line.begin(file), then line.send({ upload, token }, values, labelOf) as often as needed
//
// It tells of itself with the event "upload-line": what happened, in words to be read out.

const LABELS = { credit: "Credit", alt_text: "Alternative text", caption: "Caption" };
const LONGEST = { credit: 200, alt_text: 500, caption: 5000 };
const OF_THE_FILE = new Set(["file", "__all__"]);
const NO_ANSWER = "The server does not answer. Look after your connection and try again.";
const NO_ALT = "It has none yet: say what the picture shows.";

let lines = 0;

const made = (tag, facts = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), facts);
  element.append(...children);
  return element;
};
const says = (words, className = "") => made("p", { textContent: words, className });
const token = () => document.querySelector("[name=csrfmiddlewaretoken]");

// Logging in, in another tab, makes the token of this page invalid.
const isRenewed = async (address) => {
  const answer = await fetch(address).catch(() => null);
  if (answer?.ok) token().value = (await answer.json()).token;
  return Boolean(answer?.ok);
};

class UploadLine extends HTMLElement {
  begin(file) {
    this.file = file;
    this.number = ++lines;
    this.state = "waiting";
    this.isHopeless = false;
    this.asksFor = [];
    this.words = {};
    this.picture = made("span", { className: "upload-picture" }, this.preview());
    this.progress = made("progress", { max: 100, value: 0, hidden: true });
    this.progress.setAttribute("aria-label", `Progress of ${file.name}`);
    this.answer = made("div", { className: "upload-answer" });
    const size = made("span", { className: "upload-size", textContent: ` ${(file.size / 1_000_000).toFixed(1)} MB ` });
    this.append(this.picture,
      made("div", {}, made("strong", { textContent: file.name }), size, this.progress, this.answer));
    this.fill(this.leaveOut());
    this.addEventListener("input", ({ target }) => { this.words[target.name] = target.value; });
  }

  /** As the browser shows the file; some formats it does not know. */
  preview() {
    const image = made("img", { alt: "", decoding: "async", src: URL.createObjectURL(this.file) });
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    image.addEventListener("error", () => image.remove(), { once: true });
    return image;
  }

  /** Leaving the page now would lose something. */
  get isOpen() {
    if (this.state === "done") return this.isDirty;
    return this.state === "sending" || (this.state === "refused" && !this.isHopeless);
  }

  get isDirty() {
    return Object.keys(this.facts ?? {}).some((name) => this.words[name] !== this.facts[name]);
  }

  wait() {
    this.state = "waiting";
  }

  async send({ upload, token: tokenAddress }, values, labelOf) {
    this.state = "sending";
    this.labelOf = labelOf;
    this.tokenAddress = tokenAddress;
    this.progress.hidden = false;
    // What the line says is for this file alone; where it says nothing, what is for all holds.
    const own = this.asksFor.map((name) => [name, this.words[name] ?? ""]).filter(([, typed]) => typed.trim());
    const body = new FormData();
    for (const [name, value] of [...values, ...own, ["file", this.file]]) body.set(name, value);
    let told = await this.post(upload, body);
    if (told.status === 403 && await isRenewed(tokenAddress)) told = await this.post(upload, body);
    this.progress.hidden = true;
    if (told.id) this.arrived(told);
    else this.refuse(told.errors ?? {}, told.message);
  }

  post(address, body) {
    this.progress.value = 0;
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", ({ loaded, total }) => { this.progress.value = (loaded / total) * 100; });
      request.addEventListener("load", () => resolve(this.read(request)));
      request.addEventListener("error", () => resolve({ message: NO_ANSWER }));
      request.open("POST", address);
      request.setRequestHeader("X-CSRFToken", token().value);
      request.send(body);
    });
  }

  read({ status, responseText }) {
    try {
      return { ...JSON.parse(responseText), status };
    } catch {
      const message = status === 413 ? "The server does not take files of this size." : `The server says ${status}. Try again.`;
      return { message, status };
    }
  }

  arrived(picture) {
    this.state = "done";
    this.picture.replaceChildren(made("img", { src: picture.thumbnail, alt: "" }));
    const open = made("a", { href: picture.address, target: "_blank", textContent: picture.note ? "Open it" : "All its facts" });
    open.append(made("span", { className: "visually-hidden", textContent: ` (${this.file.name}, in another tab)` }));
    const told = [picture.note, picture.left_out].filter(Boolean).map((words) => says(words));
    if (picture.problem) told.push(says(`It ${picture.problem}.`, "upload-trouble"));
    if (!picture.facts) {
      this.state = "known";
      this.fill(...told, open);
      this.tell(`${this.file.name} is in the library already`);
      return;
    }
    this.address = picture.facts_address;
    this.facts = picture.facts;
    this.words = { ...picture.facts };
    this.creditLine = says("");
    this.saved = says("");
    const also = picture.filled.filter((label) => !Object.values(LABELS).includes(label));
    if (also.length) told.push(says(`Also from the file: ${also.join(", ")}.`));
    const fields = Object.keys(this.facts).map((name) => this.field(name));
    this.fill(this.creditLine, ...told, ...fields, this.saved, open);
    this.answer.addEventListener("change", () => this.write());
    this.mark(picture);
    this.tell(`${this.file.name} is in the library`);
  }

  // The file is kept by the browser, and sent again with what is written here.
  refuse(errors, message) {
    this.state = "refused";
    this.isHopeless = "file" in errors;
    if ("credit" in errors) this.asksFor = ["credit", "alt_text"];
    if (this.isHopeless) this.asksFor = [];
    const told = Object.entries(errors)
      .filter(([name]) => !this.asksFor.includes(name))
      .map(([name, messages]) => says(this.named(name, messages), "upload-trouble"));
    if (message) told.push(says(message, "upload-trouble"));
    const fields = this.asksFor.map((name) => this.field(name));
    const again = this.isHopeless ? [] : [this.button("Try again", `Try ${this.file.name} again`, () => this.tryAgain())];
    this.fill(...told, ...fields, made("p", { className: "upload-ways" }, ...again, this.leaveOut()));
    for (const name of this.asksFor) if (errors[name]) this.trouble(name, errors[name]);
    const why = message ?? Object.entries(errors).map(([name, messages]) => this.named(name, messages)).join(" ");
    this.tell(`${this.file.name} is not taken in: ${why}`);
  }

  named(name, messages) {
    const words = messages.join(" ");
    return OF_THE_FILE.has(name) ? words : `${LABELS[name] ?? this.labelOf(name)}: ${words}`;
  }

  tryAgain() {
    if (this.state !== "refused") return;
    this.wait();
    this.dispatchEvent(new Event("try-again", { bubbles: true }));
  }

  leaveOut() {
    return this.button("Leave it out", `Leave ${this.file.name} out`, () => {
      if (["sending", "done", "known"].includes(this.state)) return;
      this.state = "left out";
      this.tell(`${this.file.name} is left out`);
    });
  }

  /** Facts of a picture that is in, as soon as a field is left; one after the other. */
  write() {
    this.writing = (this.writing ?? Promise.resolve()).then(() => this.writeNow());
  }

  async writeNow() {
    if (!this.isDirty) return;
    const sent = { ...this.words };
    this.say("Saving …");
    const body = new FormData();
    for (const [name, typed] of Object.entries(sent)) {
      body.set(name, typed);
      body.set(`initial-${name}`, this.facts[name]);
    }
    let told = await this.post(this.address, body);
    if (told.status === 403 && await isRenewed(this.tokenAddress)) told = await this.post(this.address, body);
    for (const name of Object.keys(this.facts)) this.trouble(name, told.errors?.[name] ?? []);
    if (told.facts) {
      this.facts = sent;
      this.mark(told);
      this.say("Saved.");
      this.tell(`${this.file.name}: saved`);
      return;
    }
    const why = told.message ?? Object.entries(told.errors).map(([name, messages]) => this.named(name, messages)).join(" ");
    this.say(`Not saved. ${told.message ?? ""}`.trim(), this.button("Save again", `Save the facts of ${this.file.name} again`, () => this.write()));
    this.tell(`${this.file.name}: not saved. ${why}`);
  }

  say(words, ...more) {
    const hadFocus = this.saved.contains(document.activeElement);
    this.saved.replaceChildren(words, " ", ...more);
    if (hadFocus) (more[0] ?? this.input("credit")).focus();
  }

  /** The printed line, and which facts are the file's own words. */
  mark({ credit, from_file: fromFile }) {
    this.creditLine.textContent = `Image Credit: ${credit}`;
    for (const name of Object.keys(this.facts)) {
      const help = this.querySelector(`#${this.idOf(name)}_helptext`);
      help.textContent = fromFile.includes(name) ? "From the file." : "";
      if (name === "alt_text" && !this.facts.alt_text) help.textContent = NO_ALT;
    }
  }

  idOf(name) {
    return `upload_${this.number}_${name}`;
  }

  input(name) {
    return this.querySelector(`#${this.idOf(name)}`);
  }

  // No field of the form around it, which is for all files: Enter sends nothing either.
  field(name) {
    const id = this.idOf(name);
    const isShort = name === "credit";
    const input = made(isShort ? "input" : "textarea", { id, name, value: this.words[name] ?? "", maxLength: LONGEST[name] });
    input.setAttribute("form", "");
    if (isShort) input.type = "text";
    else input.rows = 2;
    input.setAttribute("aria-describedby", `${id}_helptext ${id}_error`);
    const label = made("label", { htmlFor: id, textContent: LABELS[name] });
    label.append(made("span", { className: "visually-hidden", textContent: ` of ${this.file.name}` }));
    const trouble = made("p", { id: `${id}_error`, className: "upload-trouble", hidden: true });
    return made("div", { className: "upload-fact" }, label, trouble, input, made("p", { id: `${id}_helptext`, className: "help" }));
  }

  trouble(name, messages) {
    const input = this.input(name);
    if (messages.length) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const told = this.querySelector(`#${this.idOf(name)}_error`);
    told.textContent = messages.join(" ");
    told.hidden = !messages.length;
  }

  button(words, name, act) {
    const button = made("button", { type: "button", textContent: words });
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    return button;
  }

  // Whoever was in the line stays in it.
  fill(...parts) {
    const hadFocus = this.answer.contains(document.activeElement);
    this.answer.replaceChildren(...parts);
    if (hadFocus) this.answer.querySelector("input, textarea, button, a")?.focus();
  }

  tell(words) {
    this.dispatchEvent(new CustomEvent("upload-line", { bubbles: true, detail: words }));
  }
}

customElements.define("upload-line", UploadLine);
