"""What a fact-check is: the entry, its verdict and dates, validation, form fields and differences."""
