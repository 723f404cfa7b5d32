#!lua flags=no-writes
-- Under which ids an entry or card stands at a destination. ARGV: lane, key.
return receipts(ARGV[2], ARGV[1], place_of(ARGV[1]))
