"""One hour with this product, minute by minute."""

from ui.components import present_key
from ui.lessons.hour import page

page.show()
present_key.mount()
