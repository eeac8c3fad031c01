"""The tests of a proposal, one aspect each, and the verdict that they propose. Asked through `uitvoerbaar.assess(...)`."""
