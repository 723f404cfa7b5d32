#!lua flags=no-writes
-- Whether a command was committed. ARGV: id.
return handled(ARGV[1]) and 1 or 0
