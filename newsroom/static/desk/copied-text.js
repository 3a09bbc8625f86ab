// A text that is there to be copied: chosen at once, with a button that copies it.
class CopiedText extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    field.focus();
    field.select();
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "deed";
    button.textContent = "Copy";
    const told = document.createElement("span");
    told.className = "visually-hidden";
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      button.textContent = told.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 3000);
    });
    this.append(button, told);
  }
}

customElements.define("copied-text", CopiedText);
