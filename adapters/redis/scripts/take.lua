#!lua
-- Leases due lanes. ARGV: owner, now, limit, carriers.
local owner, now, limit = ARGV[1], ARGV[2], tonumber(ARGV[3])
bury(owner)
local attempts = {}
for i = 4, #ARGV do
    local left = limit - #attempts
    if left <= 0 then break end
    for _, lane in ipairs(call('ZRANGEBYSCORE', P .. 'due:' .. ARGV[i], '-inf', now, 'LIMIT', 0, left)) do
        local head = call('LINDEX', P .. 'q:' .. lane, 0)
        if head then
            lease(lane, ARGV[i], owner)
            attempts[#attempts + 1] = attempt(lane, head)
        else
            call('ZREM', P .. 'due:' .. ARGV[i], lane)
        end
    end
end
return attempts
