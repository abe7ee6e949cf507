"""RECORD: findings become append-only assertions with evidence and three dates; records are rebuilt from them."""

from accords.ledger.connection import database_version, looks_like_ledger
from accords.ledger.store import Ledger, open_ledger
from accords.ledger.verification import Verification

__all__ = ["Ledger", "Verification", "database_version", "looks_like_ledger", "open_ledger"]
