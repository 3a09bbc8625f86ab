// A list of picked things in order: search to add, buttons to move and remove.
// The rows are ordinary inputs, so the form sends them in the order of the page.

const ADDRESS = "the outside address";

class OrderedPicker extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector(".picked-list");
    this.combobox = this.querySelector("search-combobox");
    this.status = this.querySelector("[data-moves]");
    this.most = Number(this.getAttribute("most"));

    this.combobox.isTaken = (result) => !this.mayAdd(result);
    this.combobox.addEventListener("choose", (event) => this.add(event.detail));
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const row = button?.closest(".picked");
      if (button?.dataset.move) this.move(row, button);
      else if (button?.hasAttribute("data-remove")) this.remove(row);
      else if (button?.hasAttribute("data-add-address")) this.addAddress();
    });
    this.addEventListener("keydown", (event) => {
      // Enter in a picker never sends the form.
      if (event.key === "Enter" && event.target.matches("input, select")) event.preventDefault();
    });
    for (const kind of ["input", "change"]) {
      this.combobox.addEventListener(kind, (event) => event.stopPropagation());
      // A title that is typed names its row's buttons; a role decides who may be added again.
      this.list.addEventListener(kind, () => this.refresh());
    }
    this.refresh();
  }

  get rows() {
    return [...this.list.children];
  }

  /** The roles that an author has in the list; other things may stand in it once. */
  mayAdd(result) {
    const same = this.rows.filter((row) => row.dataset.id === String(result.id));
    const roles = this.template("row").querySelectorAll("option").length || 1;
    return same.length < roles;
  }

  template(name) {
    return this.querySelector(`template[data-${name}]`).content;
  }

  newRow(name) {
    return document.importNode(this.template(name), true).querySelector(".picked");
  }

  add(result) {
    const row = this.newRow("row");
    row.dataset.id = result.id;
    row.querySelector("input").value = result.id;
    row.querySelector(".picked-label").textContent = result.name ?? result.headline;
    row.querySelector(".picked-note").textContent = result.note;
    this.chooseFreeRole(row);
    this.list.append(row);
    this.changed(`${this.nameOf(row)} added, ${this.placeOf(row)}`);
    if (this.isFull) row.querySelector("[data-remove]").focus();
  }

  chooseFreeRole(row) {
    const select = row.querySelector("select");
    if (!select) return;
    const taken = this.rows
      .filter((other) => other.dataset.id === row.dataset.id)
      .map((other) => other.querySelector("select").value);
    select.value = [...select.options].map((o) => o.value).find((role) => !taken.includes(role));
  }

  addAddress() {
    const row = this.newRow("address-row");
    this.list.append(row);
    this.changed(`Address added, ${this.placeOf(row)}`);
    row.querySelector("[data-address]").focus();
  }

  move(row, button) {
    if (button.getAttribute("aria-disabled") === "true") return;
    // The neighbour goes around the row, so that the pressed button keeps the focus.
    if (button.dataset.move === "up") row.after(row.previousElementSibling);
    else row.before(row.nextElementSibling);
    this.changed(`${this.nameOf(row)} moved ${button.dataset.move}, ${this.placeOf(row)}`);
    row.scrollIntoView({ block: "nearest" });
  }

  remove(row) {
    const name = this.nameOf(row);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.changed(`${name} removed, ${this.rows.length} left`);
    (next?.querySelector("[data-remove]") ?? this.combobox.input).focus();
  }

  changed(message) {
    this.refresh();
    this.status.textContent = message;
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  get isFull() {
    return this.rows.length >= this.most;
  }

  refresh() {
    const last = this.rows.length - 1;
    for (const [place, row] of this.rows.entries()) {
      const name = this.nameOf(row);
      for (const button of row.querySelectorAll("[data-move]")) {
        const isEnd = place === (button.dataset.move === "up" ? 0 : last);
        // Not `disabled`, which would lose the focus of whoever presses on.
        button.setAttribute("aria-disabled", String(isEnd));
        label(button, `Move ${name} ${button.dataset.move}`);
      }
      label(row.querySelector("[data-remove]"), `Remove ${name}`);
      for (const control of row.querySelectorAll("[data-says]")) {
        label(control, control.dataset.says.replace("{}", name));
      }
    }
    this.combobox.hidden = this.isFull;
    this.querySelector("[data-add-address]")?.toggleAttribute("hidden", this.isFull);
  }

  nameOf(row) {
    const typed = row.querySelector("[data-title]")?.value || row.querySelector("[data-address]")?.value;
    return row.querySelector(".picked-label")?.textContent || typed || ADDRESS;
  }

  placeOf(row) {
    return `${this.rows.indexOf(row) + 1} of ${this.rows.length}`;
  }
}

function label(control, text) {
  control.setAttribute("aria-label", text);
  if (control.matches("button")) control.title = text;
}

customElements.define("ordered-picker", OrderedPicker);
