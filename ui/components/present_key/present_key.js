// P has a page fill the screen, B makes it black, Escape gives it back, 1 to 9 choose what is shown
// and ? lists the keys; not where somebody writes. On a projector's page that shows this one (its
// address says "present") it is large at once, and P and B are the projector's.

const KEYS = [
  ["P", "fill the screen, and back"],
  ["B", "black screen, while it is filled"],
  ["1 – 9", "an idea of the lesson, a section of the page"],
  ["Shift → ←", "next idea, previous idea"],
  ["Space", "play, pause"],
  ["?", "this list"],
  ["Esc", "close"],
];

const projected = () => new URLSearchParams(location.search).get("present") === "true";

/** @param {boolean} on */
function present(on) {
  const { body, documentElement: html } = document;
  html.classList.toggle("enlarged", on);
  body.classList.toggle("presenting", on);
  dispatchEvent(new Event("resize")); // pictures measure their room
}

/** Press the button of that number: those of ideas begin with it, sections are counted. @param {number} n */
function choose(n) {
  const all = (
    /** @type {string} */ buttons,
  ) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(buttons)]);
  const ideas = all('[data-testid="stMain"] [class*="-idea-"] button');
  const sections = all('[class*="st-key-draw-section"] button');
  const found = ideas.find(({ innerText }) => innerText.trim().startsWith(`${n} `));
  (found ?? sections[n - 1])?.click();
}

/** Show the list of keys, or put it away; tell whether it was there. */
function putAway() {
  const list = document.querySelector(".listed-keys");
  list?.remove();
  return Boolean(list);
}

function list() {
  if (putAway()) return;
  const box = document.createElement("dl");
  box.className = "listed-keys";
  box.setAttribute("role", "dialog");
  box.ariaLabel = "Keys";
  for (const [key, what] of KEYS) {
    box.append(document.createElement("dt"), document.createElement("dd"));
    const [term, told] = [...box.children].slice(-2);
    [term.textContent, told.textContent] = [key, what];
  }
  document.body.append(box);
}

/** @param {KeyboardEvent} event */
function hear(event) {
  const { body, documentElement: html } = document;
  const [where] = event.composedPath();
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = "input:not([type=range]), textarea, select, [contenteditable]";
  if (where instanceof Element && where.closest(field)) return;
  const presents = html.classList.contains("enlarged");
  const key = event.key.toLowerCase();
  if (projected() && (key === "p" || key === "b")) {
    parent.dispatchEvent(new KeyboardEvent("keydown", { key }));
  } else if (key === "p") present(!presents);
  else if (/^[1-9]$/.test(key)) choose(Number(key));
  else if (key === "?") list();
  else if (key === "escape" && putAway()) return;
  else if (key === "b" && presents) body.classList.toggle("black");
  else if (key === "escape" && body.classList.contains("black")) body.classList.remove("black");
  else if (key === "escape" && presents && !projected()) present(false);
  else return;
  event.preventDefault();
}

// Streamlit cleans up after a run that a newer one has overtaken: the keys stay then.
let mounted = 0;

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default ({ parentElement }) => {
  mounted += 1;
  parentElement.host.setAttribute("data-listening", ""); // for tests
  document.addEventListener("keydown", hear);
  if (projected() && !document.documentElement.classList.contains("enlarged")) present(true);
  return () => {
    mounted -= 1;
    if (mounted) return;
    document.removeEventListener("keydown", hear);
    const { body, documentElement: html } = document;
    body.classList.remove("black");
    putAway();
    if (html.classList.contains("enlarged")) present(false);
  };
};
