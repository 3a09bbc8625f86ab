// Where a script may run, the story's link becomes a button that copies it.
class CopyAddress extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (!link || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy link";
    const told = document.createElement("span");
    told.className = "visually-hidden";
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.href);
      button.textContent = told.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy link"; }, 3000);
    });
    this.replaceChildren(button, told);
  }
}

customElements.define("copy-address", CopyAddress);
