"""`python -m ketentoets`."""

from ketentoets.cli.start import main

if __name__ == "__main__":
    main()
