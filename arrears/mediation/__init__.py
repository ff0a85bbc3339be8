"""Mediation 调解: from the application to the signed agreement and its performance, or to its failure.

Works here: 调解员, at /mediation and on the case page. Owns: Mediation, MediationSession, Agreement.
Asks: law (clocks, acts), cases.transitions (every change of state), money (instalments, payments), documents (papers).
Asked by: reports, dossier. Read first: views.py from top to bottom, then tests/mediation/test_story_b.py.
"""
