"""The Streamlit side: controls, figures, live views and components."""
