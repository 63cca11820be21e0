"""The only package that uses Streamlit: frame, view, rendering."""
