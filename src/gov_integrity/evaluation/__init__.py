"""Evaluation: index systems as data, and scores that can be followed down to the record and the article."""
