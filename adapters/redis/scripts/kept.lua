#!lua flags=no-writes
-- Kept or parked commands, oldest first. ARGV: which sorted set, limit. Answers (bytes, error) after one another.
local found = {}
for _, id in ipairs(call('ZRANGE', P .. ARGV[1], 0, tonumber(ARGV[2]) - 1)) do
    found[#found + 1] = call('HGET', P .. 'kept', id)
    found[#found + 1] = call('HGET', P .. 'kept:why', id)
end
return found
