"""The lecturer's page of a lecture room."""

from ui.room import page

page.show()
