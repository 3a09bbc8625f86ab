// The point that stays in view however a picture is cropped: set by a click or by arrow keys,
// kept in two number fields, and shown in every shape. Agrees with `crop_box` of the server.

const STEP = 1;
const LEAP = 10;

class FocalPoint extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    this.fields = { x: form.elements.focal_x, y: form.elements.focal_y };
    this.image = this.querySelector(".focal-stage img");
    this.size = { x: Number(this.dataset.width), y: Number(this.dataset.height) };
    if (!this.fields.x || !this.fields.y) return;

    this.marker = document.createElement("button");
    this.marker.type = "button";
    this.marker.className = "focal-marker";
    this.querySelector(".focal-stage").append(this.marker);
    this.querySelector(".focal-help").hidden = false;
    this.querySelector(".focal-shapes").hidden = false;
    this.dataset.ready = "";

    this.image.addEventListener("click", (event) => this.clicked(event));
    this.marker.addEventListener("keydown", (event) => this.pressed(event));
    for (const field of Object.values(this.fields)) field.addEventListener("input", () => this.show());
    this.show();
  }

  get point() {
    const within = (value) => Math.min(100, Math.max(0, Math.round(Number(value)) || 0));
    return { x: within(this.fields.x.value), y: within(this.fields.y.value) };
  }

  set point({ x, y }) {
    this.fields.x.value = x;
    this.fields.y.value = y;
    for (const field of Object.values(this.fields)) field.dispatchEvent(new Event("change", { bubbles: true }));
    this.show();
  }

  clicked(event) {
    const box = this.image.getBoundingClientRect();
    const percent = (at, start, length) => Math.min(100, Math.max(0, Math.round(((at - start) / length) * 100)));
    this.point = { x: percent(event.clientX, box.left, box.width), y: percent(event.clientY, box.top, box.height) };
    this.marker.focus();
  }

  pressed(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const by = event.shiftKey ? LEAP : STEP;
    const [x, y] = moves[event.key];
    const within = (value) => Math.min(100, Math.max(0, value));
    this.point = { x: within(this.point.x + x * by), y: within(this.point.y + y * by) };
  }

  show() {
    const { x, y } = this.point;
    this.marker.style.left = `${x}%`;
    this.marker.style.top = `${y}%`;
    this.marker.setAttribute("aria-label", `Focal point: ${x} percent from the left, ${y} percent from the top. Arrow keys move it, with Shift by ten.`);
    for (const figure of this.querySelectorAll("[data-shape]")) {
      const [across, down] = figure.dataset.shape.split("x").map(Number);
      figure.querySelector("img").style.objectPosition = this.position({ x, y }, across / down);
    }
  }

  // The part that is cut out, as CSS says where it lies: in percent of what is cut away.
  position(point, ratio) {
    const cut = { x: Math.min(this.size.x, Math.round(this.size.y * ratio)), y: Math.min(this.size.y, Math.round(this.size.x / ratio)) };
    return ["x", "y"].map((side) => {
      const away = this.size[side] - cut[side];
      const start = Math.min(Math.max(Math.round((this.size[side] * point[side]) / 100 - cut[side] / 2), 0), away);
      return `${away ? (start / away) * 100 : 50}%`;
    }).join(" ");
  }
}

customElements.define("focal-point", FocalPoint);
