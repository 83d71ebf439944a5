// P has a page fill the screen, B makes it black, Escape gives it back; not where somebody writes.

/** @param {boolean} on */
function present(on) {
  const { body, documentElement: html } = document;
  html.classList.toggle("enlarged", on);
  body.classList.toggle("presenting", on);
  dispatchEvent(new Event("resize")); // pictures measure their room
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
  if (key === "p") present(!presents);
  else if (key === "b" && presents) body.classList.toggle("black");
  else if (key === "escape" && body.classList.contains("black")) body.classList.remove("black");
  else if (key === "escape" && presents) present(false);
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
  return () => {
    mounted -= 1;
    if (mounted) return;
    document.removeEventListener("keydown", hear);
    const { body, documentElement: html } = document;
    body.classList.remove("black");
    if (html.classList.contains("enlarged")) present(false);
  };
};
