"""What may be told of own microdata: one rule, used for every figure, finding and case of an assessment."""
