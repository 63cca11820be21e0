"""The application: identity, view and navigation, then the page that was asked for."""

import streamlit as st

from kam_analytics.ui.frame.frame import enter
from kam_analytics.ui.frame.health import tell_who_is_shut_out
from kam_analytics.ui.frame.middleware import MIDDLEWARE

if __name__ == "__main__":  # at each run of a session
    enter().run()
else:  # once, when the server starts
    tell_who_is_shut_out()
    app = st.App(__file__, middleware=MIDDLEWARE)
