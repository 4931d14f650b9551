"""One template and a table give a folder of agreements: planned, written on all cores or a cluster, gone on with later.

plan = make_plan(order)                       # what is to be written; writes nothing. plan.questions: what is open
summary = run_batch(plan, folder, crew, ...)  # writes; whatever ends it, the same call goes on where it stopped
"""
