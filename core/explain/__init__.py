"""What explains backpropagation; nothing that trains imports it."""
