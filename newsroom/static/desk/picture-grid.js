// Arrow keys in the library: from card to card, up and down by what stands there.

class PictureGrid extends HTMLElement {
  connectedCallback() {
    this.querySelector(".grid-hint").hidden = false;
    this.links = [...this.querySelectorAll(".picture-card > a")];
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("change", () => this.count());
    this.count();
  }

  pressed(event) {
    const at = this.links.indexOf(event.target);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const moves = {
      ArrowLeft: () => this.links[at - 1],
      ArrowRight: () => this.links[at + 1],
      ArrowUp: () => this.nearest(event.target, -1),
      ArrowDown: () => this.nearest(event.target, 1),
      Home: () => this.links[0],
      End: () => this.links.at(-1),
      " ": () => this.choose(event.target),
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    moves[event.key]()?.focus();
  }

  // In the next row above or below the one that stands most nearly in the same column.
  nearest(link, down) {
    const here = link.getBoundingClientRect();
    const others = this.links
      .map((other) => ({ other, box: other.getBoundingClientRect() }))
      .filter(({ box }) => (box.top - here.top) * down > 1);
    const row = Math.min(...others.map(({ box }) => Math.abs(box.top - here.top)));
    const inRow = others.filter(({ box }) => Math.abs(Math.abs(box.top - here.top) - row) < 2);
    inRow.sort((one, two) => Math.abs(one.box.left - here.left) - Math.abs(two.box.left - here.left));
    return inRow[0]?.other;
  }

  choose(link) {
    const box = link.parentElement.querySelector("input[type=checkbox]");
    if (box) {
      box.checked = !box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return link;
  }

  count() {
    const boxes = [...this.querySelectorAll("input[type=checkbox]")];
    const chosen = boxes.filter((box) => box.checked).length;
    const counter = document.querySelector(".action-counter");
    if (counter) counter.textContent = `${chosen} of ${boxes.length} selected`;
    counter?.setAttribute("role", "status");
  }
}

customElements.define("picture-grid", PictureGrid);
