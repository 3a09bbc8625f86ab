// Loses no word of the story form: a copy in the browser at once, the server two seconds
// after typing stops, and on return the offer of what the server never got.

const form = document.getElementById("story_form");
const status = document.getElementById("keeper_status");
const offer = document.getElementById("keeper_offer");
const others = document.getElementById("keeper_others");
const news = document.getElementById("keeper_news");
const { user, token: tokenAddress, add, begin, changed } = form.dataset;

const AFTER_TYPING = 2000;
const AT_LEAST_EVERY = 10_000;
const TRY_AGAIN = 4000;
const TRY_WITHOUT_HOPE = 60_000;
const TELL_PRESENCE = 5000;
const COPIES = `story:${user}:`;
// Days before months, as everywhere at the desk.
const LOCALE = document.documentElement.lang.replace(/^en$/, "en-GB");
const NO_TEXT = new Set(["csrfmiddlewaretoken", "revision", "sitting", "against", "kind"]);

const sittingField = form.elements.sitting;
sittingField.value ||= crypto.randomUUID();
const sitting = sittingField.value;

let article = form.dataset.article || "";
let editedAt = 0;
let savedUpTo = 0;
let typedAt = 0;
let timer = 0;
let firstWait = 0;
let sending = false;
let leaving = false;
let isLate = false;
let conflicted = false;

const say = (text, kind = "quiet", ...extras) => {
  status.dataset.kind = kind;
  status.replaceChildren(text, ...extras);
  // What goes well is seen; only what needs somebody is read out.
  status.setAttribute("aria-live", kind === "trouble" ? "assertive" : "off");
};

const entries = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");

// The copy in the browser

// What is typed once a save by hand is on its way has a key of its own: that save is
// answered with `?saved=`, which removes the other.
const LATE = "+";
const keyOf = (of) => `${COPIES}${of || "new"}:${sitting}${isLate ? LATE : ""}`;
// Null for what is no copy of ours, which must not hide those that are.
const read = (key) => {
  try {
    const copy = JSON.parse(localStorage.getItem(key));
    return Number.isFinite(copy?.at) && Array.isArray(copy.entries) ? copy : null;
  } catch {
    return null;
  }
};

const keepCopy = () => {
  const copy = { at: Date.now(), entries: entries() };
  try {
    localStorage.setItem(keyOf(article), JSON.stringify(copy));
  } catch {
    say("Your browser has no room for a copy of this text. Save it by hand.", "trouble");
  }
};

const forgetCopies = (of, marks) => {
  const ends = marks.map((mark) => `:${of}${mark}`);
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(COPIES) && ends.some((end) => key.endsWith(end))) localStorage.removeItem(key);
  }
};
const forgetCopy = () => forgetCopies(sitting, ["", LATE]);

const move = (from, to) => {
  const copy = localStorage.getItem(from);
  localStorage.removeItem(from);
  if (copy) localStorage.setItem(to, copy);
};

// What was saved by hand is in the server's answer: its copy goes.
const savedByHand = new URLSearchParams(location.search).get("saved") || form.dataset.saved;
if (savedByHand) {
  forgetCopies(savedByHand, [""]);
  if (article) move(`${COPIES}new:${savedByHand}${LATE}`, `${COPIES}${article}:${savedByHand}${LATE}`);
}
// To load the answer to a form again asks for the story, and sends no old text once more.
if (savedByHand || form.dataset.posted) history.replaceState(null, "", form.getAttribute("action") || location.pathname);

// Other tabs hold a lock as long as they live: their copies are theirs.
navigator.locks?.request(`story-tab:${sitting}`, () => new Promise(() => {}));
const livingTabs = async () => {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.map((lock) => lock.name));
};

// The server

const ask = async (address, values) => {
  const send = () => fetch(address, {
    method: "POST",
    body: values,
    redirect: "manual",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "Desk-User": user },
    signal: AbortSignal.timeout(20_000),
  });
  let answer = await send();
  if (answer.status === 403 && await freshToken()) answer = await send();
  return answer;
};

// Logging in, in another tab, makes the token of this form invalid.
const freshToken = async () => {
  const answer = await fetch(tokenAddress, { headers: { "Desk-User": user } });
  if (answer.ok) form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
  return answer.ok;
};

const link = (text, href) => Object.assign(document.createElement("a"), { textContent: text, href, target: "_blank" });
const button = (text, act) => {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, className: "deed-link" });
  made.addEventListener("click", act);
  return made;
};

const save = async () => {
  if (sending || leaving || conflicted || savedUpTo === editedAt) return;
  clearTimeout(timer);
  timer = firstWait = 0;
  sending = true;
  const upTo = editedAt;
  const values = new FormData(form);
  if (status.dataset.kind !== "trouble") say("Saving…");
  try {
    const answer = await ask(article ? addressOf("autosave") : begin, values);
    await hear(answer, upTo);
  } catch {
    say("The server does not answer. Your text is kept in this browser and is sent as soon as it does.", "trouble");
    wait(TRY_AGAIN);
  } finally {
    sending = false;
    if (savedUpTo !== editedAt && !timer) wait(AFTER_TYPING);
  }
};

// Also what is on its way already.
const saveNow = async () => {
  while (sending) await new Promise((resolve) => setTimeout(resolve, 50));
  await save();
};

const hear = async (answer, upTo) => {
  if (answer.status === 204) {
    say("");
    savedUpTo = upTo;
    if (upTo === editedAt) forgetCopy();
  } else if (answer.ok) {
    heldBy(await answer.json(), upTo);
  } else if (answer.status === 401) {
    const told = await answer.json();
    say(`${told.message || "You are logged out."} Your text is kept in this browser. `, "trouble",
      link("Log in in another tab", told.login), " and it is saved.");
    wait(TRY_AGAIN);
  } else if (answer.status === 409) {
    const told = await answer.json();
    conflicted = true;
    say(`${told.other} changed too: ${told.conflicts.join(", ")}. Your text is kept in this browser. `, "trouble",
      button("Choose between both texts", () => form.requestSubmit(form.querySelector("button[name=_save]"))));
  } else if (answer.status === 403) {
    say("You may no longer save this story. Your text is kept in this browser.", "trouble");
    wait(TRY_WITHOUT_HOPE);
  } else if (answer.status === 410) {
    beginAgain();
  } else {
    const told = answer.status === 429 ? (await answer.json()).message : `The server says ${answer.status}.`;
    say(`Not saved. ${told} Your text is kept in this browser.`, "trouble");
    wait(TRY_AGAIN * 2);
  }
};

// The story was deleted under its writer's hands: what they write is a new one.
const beginAgain = () => {
  forgetCopy();
  article = form.dataset.article = "";
  form.setAttribute("action", add);
  history.replaceState(null, "", add);
  form.elements.revision.value = "";
  keepCopy();
  tellNews("This story was deleted meanwhile. Your text is saved as a new one. ");
  wait(0);
};

const heldBy = (told, upTo) => {
  const wasNew = !article;
  savedUpTo = upTo;
  if (upTo === editedAt) forgetCopy();
  if (wasNew) {
    article = form.dataset.article = String(told.article);
    form.setAttribute("action", told.address);
    history.replaceState(null, "", told.address);
    if (upTo !== editedAt) keepCopy();
    tellPresence();
  }
  for (const [id, html] of Object.entries(told.parts)) showPart(document.getElementById(id), html);
  if (told.taken.length) tellNews(`${told.other} changed meanwhile: ${told.taken.join(", ")}. Both are kept. `, button("Show it here", showNews));
  const leftOut = Object.keys(told.left_out);
  if (leftOut.length) {
    say(`Saved ${told.saved_at}, but for: ${leftOut.join(", ")}. These need another look.`, "trouble");
  } else {
    say(`Saved ${told.saved_at}`);
  }
  if (upTo === editedAt) form.dispatchEvent(new CustomEvent("story-saved", { bubbles: true }));
};

// Nothing moves under a pointer or the focus unless it says something else.
const showPart = (part, html) => {
  const next = document.createElement("template");
  next.innerHTML = html;
  if (part.innerHTML === next.innerHTML) return;
  const held = part.contains(document.activeElement) && document.activeElement;
  part.replaceChildren(next.content);
  if (held) holdFocus(part, held);
};

// On what stands there now and says the same, else on the room it stood in.
const holdFocus = (part, held) => {
  const same = [...part.querySelectorAll("a, button, summary")].find((one) => one.textContent === held.textContent);
  if (same) return same.focus();
  const room = part.closest("section") ?? part.firstElementChild;
  room.tabIndex = -1;
  room.focus({ preventScroll: true });
};

// What others changed is not on this form; it is said once and stays until it is looked at.
const tellNews = (text, ...deeds) => {
  if (news.firstChild?.data === text) return;
  news.replaceChildren(text, ...deeds);
  news.hidden = false;
};

const showNews = async () => {
  await saveNow();
  if (savedUpTo !== editedAt) return;
  leaving = true;
  form.dispatchEvent(new CustomEvent("story-saved", { bubbles: true }));
  location.assign(form.getAttribute("action") || location.pathname);
};

const addressOf = (deed) => changed.replace("/0/", `/${article}/`).replace("change", deed);

const wait = (milliseconds) => {
  clearTimeout(timer);
  timer = setTimeout(() => { timer = 0; save(); }, milliseconds);
};

const edited = () => {
  editedAt += 1;
  typedAt = Date.now();
  keepCopy();
  if (conflicted) return;
  firstWait ||= Date.now();
  wait(Math.max(0, Math.min(AFTER_TYPING, firstWait + AT_LEAST_EVERY - Date.now())));
};

form.addEventListener("input", edited);
form.addEventListener("change", edited);
document.addEventListener("body-edited", edited);
window.addEventListener("online", save);
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
form.addEventListener("submit", (event) => {
  // A second press: what is typed since the first stays what it is.
  if (event.defaultPrevented) return;
  isLate = false;
  if (savedUpTo !== editedAt) keepCopy();
  isLate = true;
  localStorage.removeItem(keyOf(article));
  leaving = true;
  clearTimeout(timer);
  timer = 0;
  // The page is still here: what was sent did not arrive.
  setTimeout(() => { leaving = false; save(); }, 6000);
});
window.addEventListener("pageshow", () => { leaving = false; });

// What the server never got

const grouped = (list) => {
  const values = {};
  for (const [name, value] of list) if (!NO_TEXT.has(name)) (values[name] ??= []).push(value);
  return values;
};

const parsed = (values) => new DOMParser().parseFromString(values.join("\n"), "text/html").body;

// The editor writes breaks between blocks, and spaces that do not break, where the server
// writes none.
const HOLDS_BLOCKS = "body, ul, ol, blockquote, figure, table, thead, tbody, tfoot, tr";
const withoutBreaks = (values) => {
  const body = parsed(values);
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const breaks = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!data.trim() && parentElement.matches(HOLDS_BLOCKS)) breaks.push(walker.currentNode);
  }
  for (const text of breaks) text.remove();
  return body.innerHTML.replace(/(?:\s|&nbsp;)+/g, " ");
};

const asCompared = (name, values) => name === "body" ? withoutBreaks(values) : values.join("\n").trim();

const differences = (copy) => {
  const there = grouped(copy.entries);
  const here = grouped(entries());
  return [...new Set([...Object.keys(there), ...Object.keys(here)])]
    .map((name) => [name, there[name] ?? [], here[name] ?? []])
    .filter(([name, ours, shown]) => asCompared(name, ours) !== asCompared(name, shown));
};

const blocksOf = (values) =>
  [...parsed(values).children].map((block) => block.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);

// Of a long text only the paragraphs that the other side has not.
const ownBlocks = (values, others) => {
  const theirs = new Set(blocksOf(others));
  return blocksOf(values).filter((block) => !theirs.has(block)).join("\n\n") || "(no words of its own)";
};

const inWords = (name, values, others) => {
  if (name === "body") return ownBlocks(values, others);
  const field = form.elements[name];
  if (field instanceof HTMLSelectElement) {
    return [...field.options].find((option) => option.value === values[0])?.text ?? "(empty)";
  }
  return values.filter(Boolean).join(", ") || "(empty)";
};

const labelOf = (name) =>
  document.querySelector(`[data-field-row="${name.split("_")[0]}"] :is(label, legend), [data-field-row="${name}"] :is(label, legend)`)?.textContent.trim() ?? name;

// What was typed here meanwhile goes to the server first: it brings both together. What was
// kept before its story had a number goes where that story began, whatever this form holds now.
const bringBack = async (key, copy) => {
  await saveNow();
  if (savedUpTo !== editedAt) return;
  if (key.endsWith(LATE)) move(key, key.slice(0, -LATE.length));
  const action = key.startsWith(`${COPIES}new:`) ? add : form.action;
  const carrier = Object.assign(document.createElement("form"), { method: "post", action, hidden: true });
  const sent = [...copy.entries, ["_bring_back", "1"], ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]];
  for (const [name, value] of sent) {
    const field = document.createElement("textarea");
    Object.assign(field, { name, value });
    carrier.append(field);
  }
  document.body.append(carrier);
  leaving = true;
  form.dispatchEvent(new CustomEvent("story-saved", { bubbles: true }));
  HTMLFormElement.prototype.submit.call(carrier);
};

const comparison = (copy) => {
  const table = document.createElement("table");
  table.className = "keeper-comparison";
  const head = table.createTHead().insertRow();
  for (const title of ["", "In this browser", "On this page"]) {
    head.append(Object.assign(document.createElement("th"), { textContent: title, scope: "col" }));
  }
  const rows = table.createTBody();
  for (const [name, there, here] of differences(copy)) {
    const row = rows.insertRow();
    row.append(Object.assign(document.createElement("th"), { textContent: labelOf(name), scope: "row" }));
    row.insertCell().textContent = inWords(name, there, here);
    row.insertCell().textContent = inWords(name, here, there);
  }
  const fold = document.createElement("details");
  fold.append(Object.assign(document.createElement("summary"), { textContent: "Compare" }), table);
  return fold;
};

// With it the older one that it was typed after.
const throwAway = (key) => {
  localStorage.removeItem(key);
  if (key.endsWith(LATE)) localStorage.removeItem(key.slice(0, -LATE.length));
};

const offerCopy = (key, copy) => {
  const when = new Date(copy.at).toLocaleString(LOCALE, { dateStyle: "long", timeStyle: "medium", hourCycle: "h23" });
  const line = document.createElement("p");
  line.append(`There is text from ${when} that was not saved. `);
  const deeds = document.createElement("p");
  deeds.className = "keeper-deeds";
  deeds.append(
    button("Bring it back", () => bringBack(key, copy)),
    button("Throw it away", () => { throwAway(key); box.remove(); offer.hidden = !offer.children.length; })
  );
  const box = document.createElement("div");
  box.append(line, comparison(copy), deeds);
  offer.append(box);
  offer.hidden = false;
};

const offerCopies = async () => {
  if (form.dataset.broughtBack) return edited();
  const living = await livingTabs();
  const prefix = `${COPIES}${article || "new"}:`;
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix)).sort()) {
    const copy = read(key);
    const of = key.slice(prefix.length).replace(LATE, "");
    if (living.has(`story-tab:${of}`) || !copy || localStorage.getItem(`${key}${LATE}`)) continue;
    if (differences(copy).length) offerCopy(key, copy);
    else throwAway(key);
  }
};

// Who else is here

const sentence = (other) => {
  const who = other.is_self ? "You have this story open in another tab" : `${other.name} has this story open`;
  return `${who} since ${other.since.slice(0, 5)}, ${other.is_typing ? "typing" : "idle"}.`;
};

const known = Number(form.elements.revision.value) || 0;
const tellPresence = async () => {
  if (!article) return;
  const values = new FormData();
  values.set("sitting", sitting);
  if (Date.now() - typedAt < TELL_PRESENCE) values.set("typing", "1");
  try {
    const answer = await ask(addressOf("presence"), values);
    if (!answer.ok) return;
    const told = await answer.json();
    const own = told.others.filter((other) => other.is_self);
    const lines = told.others.filter((other) => !other.is_self || own.length === 1).map(sentence);
    if (own.length > 1) lines.push(`You have this story open in ${own.length} other tabs.`);
    if (told.newest.number > known && !told.newest.is_own) {
      lines.push(`${told.newest.by} saved at ${told.newest.at.slice(0, 5)}; what you save is merged with it.`);
    }
    const text = lines.join(" ");
    if (others.textContent !== text) others.textContent = text;
    others.hidden = !text;
  } catch {
    // No server: saving says so, where it matters.
  }
};
setInterval(tellPresence, TELL_PRESENCE);
tellPresence();
window.addEventListener("pagehide", () => {
  if (!article) return;
  const values = new FormData();
  values.set("sitting", sitting);
  values.set("gone", "1");
  fetch(addressOf("presence"), {
    method: "POST",
    body: values,
    keepalive: true,
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "Desk-User": user },
  }).catch(() => {});
});

// Once the editor has set the body's words as it writes them, the copy can be compared.
const body = form.elements.body;
if (!body || window.CKEDITOR?.instances?.[body.id]?.status === "ready") offerCopies();
else document.addEventListener("editor-ready", offerCopies, { once: true });
