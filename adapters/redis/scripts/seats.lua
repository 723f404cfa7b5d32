#!lua flags=no-writes
-- All seats, as they are stored.
local found = {}
for _, key in ipairs(call('SMEMBERS', P .. 'seats')) do
    found[#found + 1] = call('GET', P .. 'r:' .. key)
end
return found
