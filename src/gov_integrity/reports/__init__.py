"""Renderings of a report; each is a pure function of its JSON form."""
