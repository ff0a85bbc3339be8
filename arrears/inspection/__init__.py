"""Labour inspection 劳动保障监察: from a complaint or report to the order, the payment or decision, its enforcement, the closing.

Works here: 监察员, always two of them; 监察队长 and the head of the department, who sign. Owns: Inspection.
Asks: law (clocks, acts), cases, money, documents. Files by stage: receiving, inquiring, ordering, deciding, ending.
Read first: tests/inspection/test_story_e.py.
"""
