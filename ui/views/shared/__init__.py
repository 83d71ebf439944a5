"""What several views share; none of it is a view."""
