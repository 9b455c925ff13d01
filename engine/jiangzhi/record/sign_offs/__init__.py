"""Who has prepared, reviewed and approved a run."""
