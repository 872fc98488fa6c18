"""What a statement means: act, commitment, time, medium, quantities, evidence."""
