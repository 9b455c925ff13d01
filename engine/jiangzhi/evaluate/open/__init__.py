"""What leaves results open: which values they rest on, and the notes that say so."""
