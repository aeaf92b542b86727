"""`python -m ketentoets`."""

from ketentoets.cli.main import main

if __name__ == "__main__":
    main()
