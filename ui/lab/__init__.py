"""The Train page and Compare: set-up, settings, the panel of live views."""
