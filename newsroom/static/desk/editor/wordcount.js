// Words and reading time under the text, counted as `articles.body.word_count` does.

const WORD = /\S*[\p{L}\p{N}_]\S*/gu;
const BLOCKS = "p, h2, h3, h4, li, pre, td, th, caption, figcaption, br";
const SETTLED_AFTER = 400;
// A screen reader hears of each full hundred, not of every pause.
const SPOKEN_STEP = 100;

const countWords = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll(BLOCKS).forEach((block) => {
    block.before(" ");
    block.after(" ");
  });
  return (page.body.textContent.match(WORD) ?? []).length;
};

// Halves to the even minute, as Python rounds.
const roundToEven = (number) => {
  const below = Math.floor(number);
  if (number - below !== 0.5) return Math.round(number);
  return below % 2 ? below + 1 : below;
};

const describe = (words, wordsPerMinute) => {
  if (words === 0) return "No words yet";
  const minutes = Math.max(1, roundToEven(words / wordsPerMinute));
  return `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"} · ${minutes} min read`;
};

const showCount = (editor) => {
  const textarea = editor.element.$;
  const wordsPerMinute = Number(textarea.dataset.wordsPerMinute);
  const shown = editor.ui.space("bottom").$.querySelector(".wordcount");
  const spoken = editor.ui.space("bottom").$.querySelector(".wordcount-spoken");
  let step = null;

  const update = (html) => {
    const words = countWords(html);
    const text = describe(words, wordsPerMinute);
    shown.textContent = text;
    const reached = Math.floor(words / SPOKEN_STEP);
    if (step !== null && step !== reached) spoken.textContent = text;
    step = reached;
  };

  let waiting;
  textarea.addEventListener("body-edited", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => update(textarea.value), SETTLED_AFTER);
  });
  update(editor.getData());
};

CKEDITOR.plugins.add("wordcount", {
  init: (editor) => {
    editor.on("uiSpace", ({ data }) => {
      if (data.space !== "bottom") return;
      data.html +=
        '<span class="wordcount"></span>' +
        '<span class="wordcount-spoken cke_voice_label" role="status" aria-live="polite"></span>';
    });
    editor.on("instanceReady", () => showCount(editor));
  },
});
