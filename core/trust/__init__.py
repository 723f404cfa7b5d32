"""Who passes for staff, and what is done about it: look-alikes, proofs, reports."""
