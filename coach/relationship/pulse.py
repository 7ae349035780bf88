def read_pulse(values): return {}
