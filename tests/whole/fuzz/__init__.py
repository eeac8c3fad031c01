"""A great many broken inputs: none may end in a defect of the program. `make fuzz` tries more, with fresh seeds."""
