"""The activities there are, by name; ``runs.rooms`` says how one is made."""

from typing import Any

from runs.rooms.activities import by_hand, drawing, net, predict, question, task
from runs.rooms.activities.activity import Activity

ACTIVITIES: dict[str, Activity[Any]] = {
    activity.name: activity
    for activity in (
        question.ACTIVITY,
        predict.ACTIVITY,
        by_hand.ACTIVITY,
        task.ACTIVITY,
        drawing.ACTIVITY,
        net.ACTIVITY,
    )
}
"""In the order in which the lecturer is offered them."""
