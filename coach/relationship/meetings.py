def plan_meeting(values): return {}
