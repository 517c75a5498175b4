"""The rules, one module a field of the law; each function stands beside its words and its articles."""
