"""Inline Streamlit components (v2), each a Python, a JavaScript and a CSS file."""
