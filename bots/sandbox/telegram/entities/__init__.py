"""Formatted text: parsing what clients send, and showing it safely."""
