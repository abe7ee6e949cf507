"""Accords keeps the ledger of what states agreed: who met whom, what was signed, who undertook what by when."""

__version__ = "0.1.0"
