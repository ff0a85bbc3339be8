"""Stories of the demonstration 情节: each is a generator of moments (see stage.py). Written by subject, told by `making`."""
