"""Streamlit components (v2), a folder each: Python, JavaScript, CSS."""
