"""Photographs, with the consent of the families of those who are on them."""
