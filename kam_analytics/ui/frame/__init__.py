"""Everything around a page: access, address, filters, navigation, errors, the store behind it."""
