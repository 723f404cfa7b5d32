#!lua
-- Holds, renews or (with no time) drops a duty. ARGV: owner, what, milliseconds.
local owner, duty, time = ARGV[1], P .. 'duty:' .. ARGV[2], tonumber(ARGV[3])
bury(owner)
local holder = call('HGET', duty, 'owner')
if time == 0 then
    if holder == owner then call('DEL', duty) end
    return false
end
if holder ~= owner then
    if holder and call('SISMEMBER', P .. 'owners', holder) == 1 then return false end
    call('HSET', duty, 'owner', owner, 'number', call('HINCRBY', P .. 'fences', ARGV[2], 1))
end
call('PEXPIRE', duty, time)
return tonumber(call('HGET', duty, 'number'))
