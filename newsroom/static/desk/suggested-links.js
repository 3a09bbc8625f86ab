// Stories that speak of the same as the text does, asked for after it is saved. A press of one
// adds it to the picked ones, and the focus goes on to the next.

const AT_MOST_EVERY = 5000;

class SuggestedLinks extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.picker = this.closest("details").querySelector("ordered-picker");
    this.askedAt = 0;
    this.form.addEventListener("story-saved", () => this.askSoon());
    this.picker.addEventListener("change", () => this.refresh());
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.add(button.closest("li"));
    });
    this.askSoon();
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), Math.max(0, this.askedAt + AT_MOST_EVERY - Date.now()));
  }

  async ask() {
    const { article, user } = this.form.dataset;
    if (!article) return;
    this.askedAt = Date.now();
    try {
      const address = this.dataset.address.replace("/0/", `/${article}/`);
      const answer = await fetch(address, { headers: { "Desk-User": user }, redirect: "manual" });
      if (answer.ok) this.show(await answer.text());
    } catch {
      // What stands there stays; the keeper says that the server is away.
    }
  }

  /** Nothing moves under a pointer, and the focus stays on its story. */
  show(html) {
    if (this.matches(":hover")) {
      this.addEventListener("pointerleave", () => this.show(html), { once: true });
      return;
    }
    const held = this.contains(document.activeElement) && document.activeElement.closest("li")?.dataset.id;
    this.innerHTML = html;
    this.refresh();
    if (held) (this.buttonOf(held) ?? this.firstButton ?? this.picker.combobox.input).focus();
  }

  add(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const label = row.querySelector(".picked-label").textContent;
    const note = row.querySelector(".picked-note").textContent;
    row.remove();
    this.picker.add({ id: row.dataset.id, headline: label, note });
    const focused = next?.isConnected ? next.querySelector("button") : null;
    (focused ?? this.picker.list.lastElementChild.querySelector("[data-remove]")).focus();
  }

  // What is picked by another way is suggested no more, and nothing once the list is full.
  refresh() {
    for (const row of this.querySelectorAll("li")) {
      if (this.picker.isFull || !this.picker.mayAdd({ id: row.dataset.id })) row.remove();
    }
    if (!this.firstButton) this.replaceChildren();
  }

  get firstButton() {
    return this.querySelector("button");
  }

  buttonOf(story) {
    return this.querySelector(`li[data-id="${story}"] button`);
  }
}

customElements.define("suggested-links", SuggestedLinks);
