"""What every page stands in: navigation, this browser's run, links, widgets."""
