// A moment on the desk's clock, told on the editor's own where the two differ; and Enter in the
// field of a moment presses the button beside it.

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
// Days before months, as everywhere at the desk.
const LOCALE = document.documentElement.lang.replace(/^en$/, "en-GB");
const spoken = (instant) => new Date(instant).toLocaleString(LOCALE, {
  dateStyle: "long", timeStyle: instant % 60_000 ? "medium" : "short", hourCycle: "h23", timeZone: HERE,
});

// What a clock of this zone shows, as if it were UTC.
const onTheClock = (instant, zone) => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
    hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(instant);
  const of = Object.fromEntries(parts.map((part) => [part.type, Number(part.value)]));
  return Date.UTC(of.year, of.month - 1, of.day, of.hour, of.minute, of.second);
};

// Twice, since the first guess may lie on the other side of a change of the clocks.
const instantOf = (typed, zone) => {
  const wanted = Date.parse(`${typed}Z`);
  let instant = wanted;
  for (let turn = 0; turn < 2; turn += 1) instant += wanted - onTheClock(instant, zone);
  return instant;
};

const told = (instant) => `${spoken(instant)} in your time zone, ${HERE}.`;

const tellBeside = (field) => {
  const { zone } = field.dataset;
  const line = Object.assign(document.createElement("p"), { className: "help moment-here" });
  line.setAttribute("role", "status");
  field.after(line);
  const tell = () => {
    const instant = field.value && instantOf(field.value, zone);
    const differs = instant && onTheClock(instant, zone) !== onTheClock(instant, HERE);
    line.textContent = differs ? told(instant) : "";
  };
  field.addEventListener("input", tell);
  tell();
};

for (const field of document.querySelectorAll("input[data-zone]")) tellBeside(field);

// A moment that stands in the text, wherever the keeper swaps it in.
class DeskMoment extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    const instant = Date.parse(time.dateTime);
    const [, sign, hours, minutes] = time.dateTime.match(/([+-])(\d\d):(\d\d)$/);
    const desk = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
    if (desk === -new Date(instant).getTimezoneOffset()) return;
    time.after(` (${spoken(instant)} in your time zone)`);
  }
}

customElements.define("desk-moment", DeskMoment);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  const deed = event.target.closest("[data-deed]")?.dataset.deed;
  const button = deed && event.target.form.querySelector(`button[name="${deed}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
