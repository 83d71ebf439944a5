// The keys of the stage. They wait where somebody writes, and leave alone what belongs to a slider.

const MEANINGS = /** @type {Record<string, string>} */ ({
  r: "restart",
  p: "present",
  g: "gallery",
  s: "settings",
  b: "black",
  "[": "slower",
  "]": "faster",
  "-": "less",
  "+": "more",
  "=": "more",
  "?": "help",
  escape: "escape",
});

/** What the list of keys says, in order. @type {[string, string][]} */
export const LISTED = [
  ["Space", "play, pause"],
  ["→", "one step"],
  ["Shift →", "one epoch"],
  ["←", "one moment back"],
  ["Shift ←", "one epoch back"],
  ["R", "start over"],
  ["[ ]", "slower, faster"],
  ["− +", "learning rate"],
  ["1 – 9", "open a view"],
  ["0", "network alone"],
  ["arrows in the network", "unit to unit"],
  ["Enter", "its lines; their receipts"],
  ["+ − in the curves", "closer, further off"],
  ["P", "present"],
  ["B", "black screen"],
  ["G", "gallery"],
  ["S", "settings"],
  ["Ctrl Z", "undo; with Shift, redo"],
  ["Esc", "close"],
];

/**
 * Where a key was pressed.
 *
 * @param {KeyboardEvent} event
 */
function target(event) {
  const [first] = event.composedPath();
  return first instanceof Element ? first : document.body;
}

/**
 * Whether a key is meant for a field.
 *
 * @param {KeyboardEvent} event
 */
function writing(event) {
  return Boolean(
    target(event).closest(
      "input:not([type=range]), textarea, select, [contenteditable], [role=application]",
    ),
  );
}

/**
 * What a key asks for, or nothing.
 *
 * @param {KeyboardEvent} event
 * @returns {string | undefined}
 */
function meaning(event) {
  const where = target(event);
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === "y") return "redo";
    return key.toLowerCase() === "z" ? (shiftKey ? "redo" : "undo") : undefined;
  }
  if (event.altKey) return undefined;
  if (key === " ") return where.closest("button, a, [role=button]") ? undefined : "toggle";
  const moving = where.closest("input[type=range], [role=slider], canvas[tabindex]");
  if (key === "ArrowRight" && !moving) return shiftKey ? "epoch" : "step";
  if (key === "ArrowLeft" && !moving) return shiftKey ? "epoch back" : "back";
  if (/^[0-9]$/.test(key)) return `view ${key}`;
  return MEANINGS[key.toLowerCase()];
}

/**
 * Have keys do what they mean, until the returned function is called.
 *
 * @param {Record<string, () => void>} deeds
 * @param {(number: number) => void} open
 */
export function listen(deeds, open) {
  const hear = (/** @type {KeyboardEvent} */ event) => {
    if (event.defaultPrevented || writing(event)) return;
    if (document.querySelector('[role="dialog"][data-baseweb], [data-testid="stDialog"]')) return;
    const what = meaning(event);
    if (!what) return;
    if (what.startsWith("view ")) open(Number(what.slice(5)));
    else deeds[what]?.();
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", hear, true);
  return () => document.removeEventListener("keydown", hear, true);
}
