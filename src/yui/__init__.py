"""結 Yui: local governments solve local problems together, and reach every resident."""

__version__ = "0.1.0"
