"""The sections that briefs and dossiers are put together from; each is one function from a scope to a section."""
