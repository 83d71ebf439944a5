"""Cost and accuracy over epochs."""

from runs.frame import Look
from ui.components import live_plot
from ui.components.live_plot import Mark, Panel, Trace
from ui.views.view import Options, View


def payload(look: Look, options: Options) -> bytes:
    """Pack both diagrams: training faint for each mini-batch, bold for each epoch; validation."""
    return live_plot.frame(
        panels(look),
        key=VIEW.name,
        revision=look.key,
        alt=words(look, options),
        marks=[Mark(mark.epoch, mark.label) for mark in look.frame.marks],
        height=230,
    )


def panels(look: Look) -> list[Panel]:
    """Return the diagrams."""
    x, train_cost, cost, train_accuracy, accuracy = look.frame.epochs
    batch_x, batch_cost = look.frame.batches
    return [
        Panel(
            "Cost",
            [
                Trace("mini-batch", batch_x, batch_cost, 0, width=1, opacity=0.25),
                Trace("training", x, train_cost, 0),
                Trace("validation", x, cost, 1),
            ],
        ),
        Panel(
            "Accuracy",
            [
                Trace("training", x, train_accuracy, 0),
                Trace("validation", x, accuracy, 1),
            ],
            y_range=(0, 1),
            tick_format=".0%",
            value_format=".2%",
        ),
    ]


def words(look: Look, _: Options) -> str:
    """Say where the curves stand."""
    epoch, _train_cost, cost, _train_accuracy, accuracy = look.frame.epochs[:, -1]
    return (
        f"Cost and accuracy over {look.frame.epochs_done:.1f} epochs. At epoch {epoch:.2f}: "
        f"validation cost {cost:.3f}, validation accuracy {accuracy:.1%}."
    )


VIEW = View(
    name="curves",
    label="Curves",
    help="Cost and accuracy over the epochs, on training and validation samples.",
    payload=payload,
    words=words,
    mount=live_plot.mount,
)
