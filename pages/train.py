"""Watch a network learn: the stage."""

from ui.stage import page

page.show()
