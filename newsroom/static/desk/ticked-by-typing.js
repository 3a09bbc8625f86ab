// Whoever writes a fact means it to be written: its tick is set. It can be taken away again.

document.addEventListener("input", ({ target }) => {
  const tick = target.closest("[data-ticked-row]")?.querySelector("[data-tick] input");
  if (tick && tick !== target) tick.checked = true;
});
