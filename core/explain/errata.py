"""The errors that four texts print, as patients: each with cures, and a judge that runs them."""

from collections.abc import Callable
from dataclasses import dataclass

from core.explain import judges
from core.explain.judges import Verdict

NOTES = "Notes and Implementation of Backpropagation"
RETHINKING = "Rethinking Backprop"
BACKWARD = "Neural Networks: The Backward Pass"
PLAIN = "Backpropagation"
TEXTS = {
    NOTES: "",
    RETHINKING: "https://gist.github.com/crawftv/12d093599b4d2bec94752312435dab42",
    BACKWARD: "https://github.com/simurgh9/net",
    PLAIN: "https://github.com/zikuicai/zikuicai.github.io",
}
"""The texts, and where each or its code is found, if that is known."""


@dataclass(frozen=True, slots=True)
class Patient:
    """An error as a text prints it.

    Attributes
    ----------
    text : str
        A key of ``TEXTS``.
    about : str
        What the line is for, and the names in it.
    options : sequence of str
        Lines of Python, the printed one first.
    judge : function
        From a line to its verdict.
    """

    title: str
    text: str
    about: str
    options: tuple[str, ...]
    judge: Callable[[str], Verdict]


PATIENTS = (
    Patient(
        "A square too few",
        NOTES,
        "The quadratic cost, beside δ = (a − y) σ′; norm is a length. Does ** 2 square all of it?",
        ("norm(a - y) * 0.5 ** 2", "0.5 * norm(a - y) ** 2", "(0.5 * norm(a - y)) ** 2"),
        judges.by_gradient("cost"),
    ),
    Patient(
        "σ of what?",
        NOTES,
        "The sigmoid, as a function of z.",
        ("1 / (1 + exp(-1 * x))", "1 / (1 + exp(z))", "1 / (1 + exp(-z))"),
        judges.sigmoid,
    ),
    Patient(
        "Sizes zipped",
        NOTES,
        "A weight matrix for every pair x, y, with y rows and x columns: 784-30-10.",
        ("zip(size[:-1], size[:-1])", "zip(size[1:], size[1:])", "zip(size[:-1], size[1:])"),
        judges.sizes,
    ),
    Patient(
        "Shuffle of a zip",
        NOTES,
        "Bring the samples into a new order before every epoch; pairs is list(zip(x, y)).",
        ("shuffle(zip(x, y))", "shuffle(list(zip(x, y)))", "shuffle(pairs)"),
        judges.shuffled,
    ),
    Patient(
        "Variance 1?",
        NOTES,
        "What its comment says of the weights; before is the number of inputs. Its code divides "
        "normal numbers by √before.",
        ("1", "1 / sqrt(before)", "1 / before"),
        judges.variance,
    ),
    Patient(
        "The cost as a sum",
        RETHINKING,
        "“The sum of all the error for each prediction”. Its code takes δ = (a − y) σ′.",
        ("sum(y - a)", "sum(abs(y - a))", "0.5 * sum((y - a) ** 2)"),
        judges.by_gradient("cost"),
    ),
    Patient(
        "True minus predicted",
        RETHINKING,
        "The error of the output layer, in its list of symbols; prime is σ′(z).",
        ("y - a", "(y - a) * prime", "(a - y) * prime"),
        judges.by_gradient("output"),
    ),
    Patient(
        "A transpose too few",
        RETHINKING,
        "The error of the hidden layer; prime is σ′(z). The text's columns are rows here: its w δ "
        "is delta @ w.T.",
        ("(delta @ w.T) * prime", "delta @ w", "(delta @ w) * prime"),
        judges.by_gradient("hidden"),
    ),
    Patient(
        "An error for a gradient",
        RETHINKING,
        "What is taken from the weights: it prints Σ w δ σ′. What came in is before, "
        "σ′(z) is prime.",
        ("(w.T @ delta.T) * prime.T", "w * delta.T", "delta.T @ before"),
        judges.by_gradient("nabla"),
    ),
    Patient(
        "Uphill",
        RETHINKING,
        "The update of its code; nabla is the right gradient.",
        ("w + eta * nabla", "w - nabla", "w - eta * nabla"),
        judges.by_gradient("step"),
    ),
    Patient(
        "A comma before if",
        BACKWARD,
        "What g(a, b) returns: gradient and error if get_gr, else its value.",
        (
            "nabla, error if get_gr else val",
            "(nabla, error) if get_gr else (val, val)",
            "(nabla, error) if get_gr else val",
        ),
        judges.returned,
    ),
    Patient(
        "Six of seven",
        BACKWARD,
        "The mean error of the seven steps 0 to 6; step is the last number, 6.",
        ("sum(errors) / step", "sum(errors[1:]) / step", "sum(errors) / (step + 1)"),
        judges.mean,
    ),
    Patient(
        "Right by wrong",
        BACKWARD,
        "Accuracy on the test set.",
        ("right / wrong", "(right - wrong) / (right + wrong)", "right / (right + wrong)"),
        judges.accuracy,
    ),
    Patient(
        "Ten probabilities",
        BACKWARD,
        "It calls the answers of ten output units probabilities of the classes 0 to 9.",
        ("1 / (1 + exp(-z))", "exp(z)", "exp(z) / sum(exp(z))"),
        judges.probabilities,
    ),
    Patient(
        "BP3 for BP2",
        PLAIN,
        "Its second step: “Use BP3 to get delta”. Which line gives δ of the layer before? "
        "prime is σ′(z).",
        ("delta", "delta * prime", "(delta @ w) * prime"),
        judges.by_gradient("hidden"),
    ),
)
