// The pictures on buttons.

/** @type {Record<string, string>} */
const PATHS = {
  play: '<path class="f" d="M6 3.5v13l10.5-6.5z"/>',
  pause: '<path class="f" d="M5 4h3.4v12H5zM11.6 4H15v12h-3.4z"/>',
  step: '<path class="f" d="M4.5 4v12l8-6zM14 4h2v12h-2z"/>',
  start: '<path class="f" d="M15.5 4v12l-8-6zM4 4h2v12H4z"/>',
  grid: '<path d="M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z"/>',
  stack: '<path d="M3 6.5 10 3l7 3.5-7 3.5zM3 10l7 3.5 7-3.5M3 13.5 10 17l7-3.5"/>',
  sliders:
    '<path d="M3 6h7M14 6h3M3 14h3M10 14h7"/><circle cx="12" cy="6" r="2"/><circle cx="8" cy="14" r="2"/>',
  share: '<path d="M10 12V3M6.5 6 10 2.8 13.5 6M4 10v6.5h12V10"/>',
  screen: '<path d="M2.5 4h15v10h-15zM7 17h6"/>',
  help: '<path d="M7 7.2a3 3 0 1 1 4.3 2.9c-.9.5-1.3 1-1.3 2M10 15.4v.1"/>',
  more:
    '<circle class="f" cx="10" cy="4.5" r="1.6"/><circle class="f" cx="10" cy="10" r="1.6"/><circle class="f" cx="10" cy="15.5" r="1.6"/>',
  plus: '<path d="M10 3v14M3 10h14"/>',
  close: '<path d="m5 5 10 10M15 5 5 15"/>',
};

/** @param {string} name */
export const icon = (name) => `<svg viewBox="0 0 20 20" aria-hidden="true">${PATHS[name]}</svg>`;
