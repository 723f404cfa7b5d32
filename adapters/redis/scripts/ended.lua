#!lua flags=no-writes
-- A case's rows that ended badly. ARGV: case. Answers (row, state, why, effect) after one another.
local found = {}
for _, id in ipairs(call('LRANGE', P .. 'ended:' .. ARGV[1], 0, -1)) do
    local ending = call('HMGET', P .. 'end:' .. id, 'state', 'why')
    for _, part in ipairs({ id, ending[1], ending[2], row_of(id)[EFFECT] }) do found[#found + 1] = part end
end
return found
