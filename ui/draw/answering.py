"""What a reader says of a drawing, in numbers and in words."""

import numpy as np

from core.arrays import ByteArray
from core.drawing import NO_DIGIT, confidence, labels_of
from core.drawing.reading import DIGITS
from core.explain.numbers import percent
from ui.components.digit_canvas import NEARLY, Answer
from ui.draw.readers import Reader

DONT_KNOW = "I don’t know"
NO_DIGIT_LINE = "No digit"


def answer(reader: Reader, image: ByteArray, keep_above: float) -> Answer:
    """Return what ``reader`` says of a picture (28, 28); below ``keep_above`` it does not know."""
    outputs = reader.outputs(image)[None]
    label = int(labels_of(outputs, keep_above)[0])
    sure = float(confidence(outputs)[0])
    likeliest = int(outputs[0, :DIGITS].argmax())
    if label != NO_DIGIT:
        line, note = f"{label} · {chance(sure)}", ""
        second = int(np.argsort(-outputs[0, :DIGITS])[1])
        if outputs[0, second] >= 0.05:
            note = f"Or a {second}: {chance(float(outputs[0, second]))}."
    elif outputs[0].argmax() == DIGITS:
        line, note = NO_DIGIT_LINE, f"Most like a {likeliest}: {chance(sure)}."
    else:
        line, note = DONT_KNOW, f"Perhaps a {likeliest}: {chance(sure)}."
    said = line.replace("·", ",").replace("%", " percent").replace(">", "more than ")
    return Answer(outputs[0, :DIGITS], label, line, note, f"{reader.label}: {said}. {note}")


def chance(p: float) -> str:
    """Write whole per cent; what is only nearly certain is not called certain."""
    return ">99%" if p > NEARLY else percent(p, 0)
