// Tables of numbers: their cells, and how arrow keys go from one to the next.

import { add } from "./dom.js";

/** @type {Record<string, [down: number, right: number]>} */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * @typedef {object} Matrix
 * @property {string} name
 * @property {string[][]} rows as they are written
 * @property {string[]} [row_labels]
 * @property {string[]} [col_labels]
 */

/**
 * The cell that an event is for.
 *
 * @param {Event} event
 */
export const cellOf = ({ target }) => target instanceof Element ? target.closest("td") : null;

/**
 * A new table inside a parent, and its cells.
 *
 * @param {HTMLElement} box
 * @param {Matrix} matrix
 */
export function numberTable(box, { name, rows, row_labels = [], col_labels = [] }) {
  const table = add(box, "table");
  const shape = `${rows.length}×${rows[0].length}`;
  table.ariaLabel = `${name}, ${shape}`;
  if (name) {
    const caption = add(table, "caption");
    add(caption, "b", "", name);
    add(caption, "span", "", ` ${shape}`);
  }
  if (col_labels.length) {
    const head = add(add(table, "thead"), "tr");
    if (row_labels.length) add(head, "th");
    col_labels.forEach((label) => (add(head, "th", "", label).scope = "col"));
  }
  const body = add(table, "tbody");
  const cells = rows.map((row, i) => {
    const line = add(body, "tr");
    if (row_labels.length) add(line, "th", "", row_labels[i]).scope = "row";
    return row.map((text, j) => {
      const cell = add(line, "td", "", text);
      cell.tabIndex = i || j ? -1 : 0;
      return cell;
    });
  });
  return { table, cells };
}

/**
 * Let an arrow key move the focus within a table; its steps are not the page's.
 *
 * @param {KeyboardEvent} event
 */
export function moveInTable(event) {
  const step = STEPS[event.key];
  const cell = cellOf(event);
  if (event.key === "Escape") cell?.blur();
  const lines = cell?.closest("tbody")?.rows;
  if (!step || !cell || !lines || event.shiftKey) return;
  const rows = [...lines].map((line) => [...line.querySelectorAll("td")]);
  const i = rows.findIndex((row) => row.includes(cell));
  const to = rows[i + step[0]]?.[rows[i].indexOf(cell) + step[1]];
  event.preventDefault();
  event.stopPropagation();
  if (!to) return;
  cell.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
