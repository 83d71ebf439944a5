// Brings the page back to its top when it shows something else: on a phone, its foot was in sight.

/** @type {string | undefined} */
let shown;

/** @param {import("../kit/streamlit.d.ts").Component<{ what: string }>} component */
export default ({ data: { what } }) => {
  if (shown !== undefined && shown !== what) {
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }
  shown = what;
};
