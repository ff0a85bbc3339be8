"""Calendar 节假日: a year's days off and make-up workdays, what they would move, a new edition."""
