// Tags as chips. The form still gets one text with commas, in a hidden input that also
// holds what is typed and not yet a chip, so that nothing is lost by saving.

class TagPicker extends HTMLElement {
  connectedCallback() {
    this.chips = this.querySelector(".chips");
    this.combobox = this.querySelector("search-combobox");
    this.input = this.combobox.querySelector("input");
    this.status = this.querySelector("[data-moves]");
    this.names = [];

    this.sent = document.createElement("input");
    this.sent.type = "hidden";
    this.sent.name = this.input.name;
    this.input.removeAttribute("name");
    this.prepend(this.sent);
    this.querySelector(".picker-hint").textContent = "Enter or a comma makes a tag.";

    this.combobox.isTaken = (name) => this.has(name);
    this.combobox.addEventListener("choose", (event) => this.add([event.detail]));
    this.input.addEventListener("input", (event) => this.typed(event));
    this.input.addEventListener("paste", (event) => this.pasted(event));
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.left());
    this.input.addEventListener("change", (event) => event.stopPropagation());
    this.chips.addEventListener("click", (event) => {
      const chip = event.target.closest("button")?.closest("li");
      if (chip) this.remove([...this.chips.children].indexOf(chip));
    });

    this.closest("form").addEventListener("click", (event) => this.suggested(event));

    this.names = namesIn(this.input.value);
    this.input.value = "";
    this.refresh();
  }

  // A new chip moves what stands below: not between the press and the release of a click there.
  left() {
    const release = () => setTimeout(() => this.addTyped());
    if (TagPicker.isPointerDown) document.addEventListener("pointerup", release, { once: true });
    else this.addTyped();
  }

  has(name) {
    return this.names.some((other) => other.toLowerCase() === name.toLowerCase());
  }

  typed(event) {
    if (!event.isComposing && this.input.value.includes(",")) {
      const [rest, ...before] = this.input.value.split(",").reverse();
      this.input.value = rest.trimStart();
      this.add(namesIn(before.reverse().join(",")));
    }
    this.keep();
  }

  pasted(event) {
    const text = event.clipboardData.getData("text");
    if (!/[,\n]/.test(text)) return;
    event.preventDefault();
    const typed = this.input.value;
    this.combobox.clear();
    this.add(namesIn(typed + text.replaceAll(/[\r\n\t]+/g, ",")));
  }

  suggested(event) {
    const button = event.target.closest("[data-add-tag]");
    if (!button) return;
    const next = button.nextElementSibling ?? button.previousElementSibling ?? this.input;
    button.remove();
    next.focus();
    this.add([button.dataset.addTag]);
  }

  pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.addTyped();
    else if (event.key === "Backspace" && !this.input.value && this.names.length) {
      // The last chip becomes text again, to be mended.
      event.preventDefault();
      const name = this.names.pop();
      this.input.value = name;
      this.changed(`${name} is text again`);
      this.combobox.typed(event);
    }
  }

  addTyped() {
    const names = namesIn(this.input.value);
    this.combobox.clear();
    this.add(names);
  }

  add(names) {
    const added = [];
    for (const name of names) {
      if (this.has(name)) continue;
      this.names.push(name);
      added.push(name);
    }
    if (added.length) this.changed(`${added.join(", ")} added, ${this.count()}`);
    else if (names.length) this.status.textContent = `${names.join(", ")} is in the list already`;
    this.keep();
  }

  remove(place) {
    const [name] = this.names.splice(place, 1);
    this.changed(`${name} removed, ${this.count()}`);
    const next = this.chips.children[Math.min(place, this.names.length - 1)];
    (next?.querySelector("button") ?? this.input).focus();
  }

  count() {
    return this.names.length === 1 ? "1 tag" : `${this.names.length} tags`;
  }

  changed(message) {
    this.refresh();
    this.status.textContent = message;
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  keep() {
    this.sent.value = [...this.names, ...namesIn(this.input.value)].join(", ");
  }

  refresh() {
    this.chips.replaceChildren(...this.names.map(chip));
    this.chips.hidden = !this.names.length;
    this.keep();
  }
}

function namesIn(text) {
  return text.split(",").map((name) => name.trim().replaceAll(/\s+/g, " ")).filter(Boolean);
}

function chip(name) {
  const item = document.createElement("li");
  item.className = "chip";
  const text = document.createElement("span");
  text.textContent = name;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "picker-button";
  button.title = `Remove ${name}`;
  button.setAttribute("aria-label", `Remove the tag ${name}`);
  const cross = document.createElement("span");
  cross.ariaHidden = "true";
  cross.textContent = "×";
  button.append(cross);
  item.append(text, button);
  return item;
}

document.addEventListener("pointerdown", () => { TagPicker.isPointerDown = true; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => { TagPicker.isPointerDown = false; }, true);
}

customElements.define("tag-picker", TagPicker);
