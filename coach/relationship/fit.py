def compare_fit(values): return {}
