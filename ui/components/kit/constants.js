// Written by ui/stream/wire.py: change the Python, then run it.

export const FULL = 127; // the colour of the largest value; its negative of the smallest
export const MISSING = -128; // the colour of what is no number
export const STRONG = 115; // the colour of a sample of one of two classes
export const UNITS = 280; // across the canvas that digits are drawn on
export const PENS = [10, 16, 26]; // widths of the pen, in those units
export const DRAWN_POINTS = 5000; // of a drawing, at most
export const PER_UNIT = 10; // places of a point that travel, per unit
export const NEARLY = 0.995; // a share above which an answer is called “>99” per cent
export const PLAY = "play"; // what the key of the lab's play button begins with
export const STEP = "step"; // and of the button for one step
export const REWIND = "rewind"; // the key of the slider over the run's past
export const RUNS_COOKIE = "runs"; // the name of what keeps this browser's runs
export const OWNER_COOKIE = "me"; // the name of what tells which browser this is
export const REMEMBERED = 12; // of them at most
export const UNKNOWN_RUN = 4404; // the code of a socket whose run is not there
export const TOGETHER = 3; // painted frames that are acknowledged in one message
export const FOR_GOOD = [1003, 1008, 4404]; // codes of a socket that need not be opened again
export const CLOSED = 4410; // the code of a socket whose lecture room was closed
export const TOO_MANY_TRIES = 4429; // and of one that came with too many wrong codes
export const LONGEST_NAME = 24; // letters of a nickname
