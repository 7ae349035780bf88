def kind_of_ending(values): return {}
