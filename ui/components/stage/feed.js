// What the socket brings under one name, for the stage to draw.

import { View } from "../kit/view.js";

/**
 * @template {{ arrays: import("../kit/wire.d.ts").Arrays }} Frame
 * @extends {View<Frame>}
 */
export class Feed extends View {
  wanted = true; // whether the stage has use for it

  /**
   * @param {string} key
   * @param {Node} parent
   * @param {(frame: Frame) => void} hear
   */
  constructor(key, parent, hear) {
    super(key, "feed");
    this.hear = hear;
    this.watched.disconnect(); // it is seen where the stage is
    parent.appendChild(this.root);
  }

  /** @param {boolean} inSight whether the stage is */
  see(inSight) {
    this.seen = this.wanted && inSight;
    if (this.seen && this.waiting) this.ask();
  }

  /** @param {Frame} frame */
  draw(frame) {
    this.hear(frame);
  }

  present() {}
}
