"""The tags and filters that call the components, joined into one library in `templatetags/`."""
