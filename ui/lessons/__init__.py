"""The Streamlit side of the lessons; what they compute comes from ``core``."""
