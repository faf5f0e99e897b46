"""cislex: the knowledge graph of intellectual-property law in the CIS."""

from importlib.metadata import version

__version__ = version("cislex")
