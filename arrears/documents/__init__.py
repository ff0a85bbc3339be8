"""Documents 文书: the catalogue of papers, their facts, their layout, rendering and checking.

The pure part works without a database and without Flask: `catalogue` (which papers there are), `facts` (what stands in them),
`blocks` and `wording` (party blocks, rights paragraphs, amounts and dates in words), `paper.html` (preview and print source),
`render.render` (PDF; worker process only), `check` (the acceptance checklist). Asked by: procedures, desk, jobs, dossier.
Read first: catalogue.py, then paper.py, then one template in templates/papers/.
"""
