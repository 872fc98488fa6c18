"""Readings of many reports, and what a person decided about them."""
