"""Who is told of a run's frames, by the thread that makes them."""

from collections.abc import Callable

from runs.snapshot import Look

Hear = Callable[[Look], object]
Then = Callable[[], None]


class Audience:
    """Functions that hear of each frame, and what is to be done once all have heard.

    None of them may raise.
    """

    def __init__(self) -> None:
        self._heard: dict[Hear, Then | None] = {}

    def __len__(self) -> int:
        return len(self._heard)

    def add(self, hear: Hear, then: Then | None = None) -> None:
        """Have ``hear`` be told; ``then`` is called once, however many listeners name it."""
        self._heard[hear] = then

    def discard(self, hear: Hear) -> None:
        """Tell ``hear`` no longer."""
        self._heard.pop(hear, None)

    def tell(self, look: Look) -> None:
        """Tell all of a frame."""
        heard = self._heard.copy()  # whole at once, whatever another thread adds meanwhile
        for hear in heard:
            hear(look)
        for then in {*heard.values()}:
            if then is not None:
                then()
