"""What arguments fit: rules of types that functions share."""
