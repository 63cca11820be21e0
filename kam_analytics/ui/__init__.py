"""The only package that knows Streamlit: frame, view, rendering."""
