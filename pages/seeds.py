"""Many runs at once: the same set-up with other seeds, and settings against each other."""

from ui.seeds import page

page.show()
