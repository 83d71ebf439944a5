// A comma that is typed or pasted into a number field becomes a point, before a browser drops it.

/** @param {InputEvent} event */
function point(event) {
  const [field] = event.composedPath(); // fields of components as well
  if (!(field instanceof HTMLInputElement) || field.type !== "number") return;
  const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
  if (!text.includes(",") || event.isComposing || event.defaultPrevented) return;
  event.preventDefault();
  document.execCommand("insertText", false, english(text.trim()));
}

/**
 * A number with a point before its decimals: of two kinds of marks the last one stands there, and
 * of one kind one that stands alone.
 *
 * @param {string} text
 */
function english(text) {
  const comma = text.lastIndexOf(",");
  if (comma < text.lastIndexOf(".") || comma !== text.indexOf(",")) return text.replaceAll(",", "");
  return text.replaceAll(".", (_, /** @type {number} */ at) => (at < comma ? "" : ".")).replace(
    ",",
    ".",
  );
}

document.addEventListener("beforeinput", point, true);
