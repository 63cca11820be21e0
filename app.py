"""The application: identity, view and navigation, then the page that was asked for."""

from kam_analytics.ui.frame.frame import enter

enter().run()
