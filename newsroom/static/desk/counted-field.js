// Counts the characters of a field while one writes, against the length that fits.

class CountedField extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.fits = Number(this.getAttribute("fits"));
    this.field.addEventListener("input", () => this.count());
    this.field.addEventListener("keydown", (event) => {
      // A headline is one line: Enter goes on to the next field.
      if (event.key === "Enter") event.preventDefault();
    });
    this.count();
  }

  count() {
    const length = [...this.field.value.trim()].length;
    this.textContent = `${length} of ${this.fits} characters`;
    this.toggleAttribute("over", length > this.fits);
  }
}

customElements.define("counted-field", CountedField);
