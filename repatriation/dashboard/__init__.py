"""What every page shares: the door, refusals as messages, components, panels."""
