// What the socket brings under one name, for the stage to draw.

import { View } from "../kit/view.js";

/**
 * @template {{ arrays: import("../kit/wire.d.ts").Arrays }} Frame
 * @extends {View<Frame>}
 */
export class Feed extends View {
  /**
   * @param {string} key
   * @param {Node} parent
   * @param {(frame: Frame) => void} hear
   */
  constructor(key, parent, hear) {
    super(key, "feed");
    this.hear = hear;
    this.watched.disconnect(); // it is seen as long as the stage wants it
    parent.appendChild(this.root);
  }

  /** @param {Frame} frame */
  draw(frame) {
    this.hear(frame);
  }

  present() {}
}
