// A poster's link needs no script. Where one may run, a button beside it puts the provider's
// player in the poster's place; before that click nothing is asked of the provider.

const ALLOWED = "autoplay; encrypted-media; fullscreen; picture-in-picture";
// Scripts of its own and windows on a click; never to lead the reader away from this page.
const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms";

const made = (name, className, text) =>
  Object.assign(document.createElement(name), { className, textContent: text });

const frameOf = (figure) => {
  const { player, provider } = figure.dataset;
  const title = figure.querySelector("figcaption")?.textContent.trim();
  const frame = document.createElement("iframe");
  frame.title = title ? `${provider}: ${title}` : `Player from ${provider}`;
  frame.allow = ALLOWED;
  frame.sandbox = SANDBOX;
  // YouTube plays only where it is told which site asks; the page it need not know.
  frame.referrerPolicy = "strict-origin";
  frame.src = player;
  return frame;
};

const offer = (figure, number) => {
  const poster = figure.querySelector(".embed-poster");
  const { provider } = figure.dataset;
  const button = made("button", "embed-load", `Load the player from ${provider}`);
  const note = made("p", "embed-note", `${provider} then learns that you are here, and may keep data about you.`);
  button.type = "button";
  note.id = `embed-note-${number}`;
  button.setAttribute("aria-describedby", note.id);
  button.addEventListener("click", () => {
    const frame = frameOf(figure);
    poster.append(frame);
    frame.focus();
  }, { once: true });
  poster.querySelector(".embed-provider").after(button, note);
};

document.querySelectorAll("figure.embed[data-player]").forEach(offer);
