def pick_advice(values): return {}
def split_advice(values): return {}
