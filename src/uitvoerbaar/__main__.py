"""`python -m uitvoerbaar`: the same as the command `uitvoerbaar`."""

from uitvoerbaar.start import main

if __name__ == "__main__":
    main()
