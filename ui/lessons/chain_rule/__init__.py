"""The lesson on the chain rule: a nudge that travels, blame, two ways that add up, two modes."""
