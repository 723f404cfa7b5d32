#!lua flags=no-writes
-- The entry that a platform's message is of. ARGV: place, id.
local entry = call('HGET', P .. 'm:' .. ARGV[1], ARGV[2])
if entry then return entry end
local direct = call('HGET', P .. 'directs', ARGV[1])
return direct and call('HGET', P .. 'm:' .. direct, ARGV[2])
