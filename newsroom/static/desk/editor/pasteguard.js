// Pasting loses no words: a filter of CKEditor's that fails hands on what it was given.

const FILTERS = ["word", "gdocs", "libreoffice"];

// The filter of Google Docs throws at a span that has no style left when it has done its work;
// this one it leaves alone.
const withStyles = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("span").forEach(({ style }) => {
    style.whiteSpace ||= "normal";
  });
  return page.body.innerHTML;
};

const guarded = (filter, before) => (html, editor) => {
  try {
    return filter(before(html), editor);
  } catch {
    return html;
  }
};

// The filters arrive with the first paste of their kind, first their rules, then the filter
// itself; it is wrapped on arrival.
const guard = (filters, name) => {
  const before = name === "gdocs" ? withStyles : (html) => html;
  let kept = filters[name];
  Object.defineProperty(filters, name, {
    get: () => kept,
    set: (arrived) => {
      kept = typeof arrived === "function" ? guarded(arrived, before) : arrived;
    },
  });
};

// A CDATA section within a style leads CKEditor's parser astray (CVE-2024-24815), and the rest of
// the paste is lost; the browser's own takes such parts out before.
const UNREAD = /<(?:style|script)|<!\[CDATA/i;

const withoutUnread = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("style, script").forEach((element) => element.remove());
  const comments = page.createNodeIterator(page.body, NodeFilter.SHOW_COMMENT);
  for (let comment; (comment = comments.nextNode()); ) comment.remove();
  return page.body.innerHTML;
};

const prepare = ({ data }) => {
  if (UNREAD.test(data.dataValue)) data.dataValue = withoutUnread(data.dataValue);
};

// What word processors call otherwise, under our names, before anything is filtered out.
const OUR_NAMES = { h1: "h2", h5: "h4", h6: "h4", del: "s", strike: "s" };

const rename = (element) => {
  if (element.name in OUR_NAMES) element.name = OUR_NAMES[element.name];
};

const renameAll = ({ data }) => data.dataValue.forEach(rename, CKEDITOR.NODE_ELEMENT);

CKEDITOR.plugins.add("pasteguard", {
  requires: "pastetools",
  onLoad: () => FILTERS.forEach((name) => guard(CKEDITOR.pasteFilters, name)),
  init: (editor) => {
    editor.on("paste", prepare, null, null, 1);
    // Right after parsing, right before CKEditor takes out what bodies do not hold.
    const AFTER_PARSING = 5.5;
    editor.on("toHtml", renameAll, null, null, AFTER_PARSING);
  },
});
