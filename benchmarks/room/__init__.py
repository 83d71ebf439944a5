"""A lecture room with a hall of students, measured."""
