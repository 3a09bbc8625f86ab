// A way to the desk for whoever works there. The page is the same for everybody and knows nobody:
// the cookie says only that this browser has been at the desk, and the desk asks for the rest.
const address = document.body.dataset.edit;
if (address && /(?:^|; )desk=1(?:;|$)/.test(document.cookie)) {
  const link = document.createElement("a");
  link.href = address;
  link.className = "edit-button";
  link.textContent = "Edit";
  link.setAttribute("aria-label", "Edit this page at the desk");
  const desk = document.createElement("nav");
  desk.setAttribute("aria-label", "Desk");
  desk.append(link);
  document.querySelector(".skip").after(desk);
}
