"""Who passes for staff: names compared with the roster's."""
