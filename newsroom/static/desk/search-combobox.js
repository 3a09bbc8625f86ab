// A box that searches the desk while one types, as a combobox with a list of options:
// arrows walk, Home and End go to the ends, Enter chooses, Escape closes, Tab moves on.
//
//   <search-combobox url="/admin/…/pick/authors/" things="authors" exclude="12">
//
// Sends `choose` with the result that was chosen. `isTaken(result)` marks what is chosen already.

const PATIENCE = 150;
const LONGEST_WAIT = 10_000;

class SearchCombobox extends HTMLElement {
  isTaken = () => false;

  connectedCallback() {
    this.input = this.querySelector("input");
    this.found = this.querySelector(".found");
    this.list = this.querySelector("[role=listbox]");
    this.note = this.querySelector(".found-note");
    this.again = this.querySelector(".found-again");
    this.status = this.querySelector("[role=status]");
    this.results = [];
    this.active = -1;

    const states = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-controls": this.list.id, "aria-haspopup": "listbox" };
    for (const [name, value] of Object.entries(states)) this.input.setAttribute(name, value);

    this.input.addEventListener("input", (event) => this.typed(event));
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.close();
    });
    // A press in the list must not take the focus from the box.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
    this.again.addEventListener("click", () => {
      this.input.focus();
      this.search();
    });
  }

  disconnectedCallback() {
    this.close();
  }

  get isOpen() {
    return this.input.getAttribute("aria-expanded") === "true";
  }

  typed(event) {
    clearTimeout(this.timer);
    if (event.isComposing) return;
    this.request?.abort();
    this.awaits(true);
    this.timer = setTimeout(() => this.search(), PATIENCE);
  }

  open() {
    if (this.found.hidden) this.search();
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.show([], "");
    this.found.hidden = true;
  }

  clear() {
    this.input.value = "";
    this.close();
  }

  async search() {
    clearTimeout(this.timer);
    this.request?.abort();
    const request = (this.request = new AbortController());
    const address = new URL(this.getAttribute("url"), location.href);
    address.searchParams.set("q", this.input.value);
    if (this.hasAttribute("exclude")) address.searchParams.set("exclude", this.getAttribute("exclude"));

    this.found.hidden = false;
    if (!this.results.length) this.show([], "Searching…");
    this.awaits(true);
    try {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(LONGEST_WAIT)]);
      const response = await fetch(address, { signal, headers: { Accept: "application/json" } });
      const answer = await response.json().catch(() => ({}));
      if (request.signal.aborted) return;
      if (response.ok && answer.results) this.showFound(answer);
      else this.fail(answer.message ?? `The search did not answer (${response.status}). Try again in a moment.`);
    } catch (error) {
      if (request.signal.aborted) return;
      this.fail(
        error.name === "TimeoutError"
          ? "The search takes too long. Try again in a moment."
          : "There is no connection. Search again when there is; nothing you typed is lost."
      );
    }
  }

  showFound({ results, more }) {
    const things = this.getAttribute("things");
    const thing = { authors: "author", stories: "story", tags: "tag" }[things];
    const count = results.length === 1 ? `1 ${thing}` : `${results.length} ${things}`;
    const none = this.input.value.trim() ? `No ${things} found.` : `There are no ${things} yet.`;
    const narrower = more && this.input.value.trim() ? "There are more: type on to find them." : "";
    this.show(results, results.length ? narrower : none);
    this.say(results.length ? `${count}. ${narrower}` : none);
  }

  fail(message) {
    this.show([], message);
    this.again.hidden = false;
    this.note.classList.add("found-failed");
    this.say(message);
  }

  // What is shown answers what was typed before: no key may choose from it.
  awaits(isWaiting) {
    this.isWaiting = isWaiting;
    this.input.setAttribute("aria-busy", String(isWaiting));
    if (isWaiting) this.walkTo(-1);
  }

  show(results, note) {
    this.results = results;
    this.awaits(false);
    this.list.replaceChildren(...results.map((result, place) => this.option(result, place)));
    this.list.hidden = !results.length;
    this.note.textContent = note;
    this.note.hidden = !note;
    this.note.classList.remove("found-failed");
    this.again.hidden = true;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.walkTo(-1);
  }

  option(result, place) {
    const option = document.createElement("li");
    option.role = "option";
    option.id = `${this.list.id}_${place}`;
    option.setAttribute("aria-selected", "false");
    const isTaken = this.isTaken(result);
    if (isTaken) option.setAttribute("aria-disabled", "true");
    const lines = [
      ["found-label", result.name ?? result.headline ?? result],
      ["found-fact", isTaken ? "In the list already" : result.note],
    ];
    for (const [name, text] of lines) {
      if (!text) continue;
      const line = document.createElement("span");
      line.className = name;
      line.textContent = text;
      option.append(line);
    }
    return option;
  }

  walkTo(place) {
    this.active = place;
    for (const [number, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(number === place));
    }
    const option = this.list.children[place];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  pressed(event) {
    if (event.isComposing) return;
    const last = this.results.length - 1;
    const isWalking = this.active >= 0;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (event.key === "Enter") {
      // Enter in a picker never sends the form.
      event.preventDefault();
      if (isWalking) {
        event.stopImmediatePropagation();
        this.choose(this.active);
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.isWaiting) return;
      const isDown = event.key === "ArrowDown";
      if (!this.isOpen) this.open();
      else if (event.altKey) this.close();
      else if (isDown) this.walkTo(this.active === last ? 0 : this.active + 1);
      else this.walkTo(this.active <= 0 ? last : this.active - 1);
    } else if ((event.key === "Home" || event.key === "End") && isWalking && isPlain) {
      event.preventDefault();
      this.walkTo(event.key === "Home" ? 0 : last);
    } else if (event.key === "Escape" && !this.found.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      this.walkTo(-1);
    }
  }

  choose(place) {
    const result = this.results[place];
    if (this.isTaken(result)) {
      this.say("In the list already.");
      return;
    }
    this.clear();
    this.dispatchEvent(new CustomEvent("choose", { detail: result, bubbles: true }));
  }

  say(text) {
    this.status.textContent = text;
  }
}

customElements.define("search-combobox", SearchCombobox);
