// The cookie by which the server knows this browser again.

import { rememberOwner } from "../kit/remember.js";

/** @param {import("../kit/streamlit.d.ts").Component<[{ owner: string, base: string }]>} component */
export default ({ data: [{ owner, base }] }) => rememberOwner(owner, base);
