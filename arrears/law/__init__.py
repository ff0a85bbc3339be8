"""The law of wage arrears as data 法: deadlines, procedures, routes, sums, roles; and one small engine that computes and explains.

Pure: no I/O, no framework, nothing beyond the standard library. Screens, documents, scheduler, command line and API ask this
room and nothing else about a day, a sum, a right or a state.
"""
