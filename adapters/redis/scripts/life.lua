#!lua
-- A process's signs of life. ARGV: owner, what, then:
--   start: 1 where this process is alone with the store, and whoever was before is dead
--   beat: how many milliseconds the sign lasts
--   stop
--   reconcile: lanes that the process knows it holds; others were leased in a reply that never arrived
local owner, what = ARGV[1], ARGV[2]
if what == 'stop' then
    call('DEL', P .. 'alive:' .. owner)
    reclaim(owner)
elseif what == 'reconcile' then
    local known = {}
    for i = 3, #ARGV do known[ARGV[i]] = true end
    for _, lane in ipairs(call('SMEMBERS', P .. 'held:' .. owner)) do
        if not known[lane] then
            unlease(lane, owner)
            local head = call('LINDEX', P .. 'q:' .. lane, 0)
            if head then due_now(lane, row_of(head)[CARRIER]) end
        end
    end
else
    call('SADD', P .. 'owners', owner)
    if what == 'beat' then
        call('SET', P .. 'alive:' .. owner, 1, 'PX', ARGV[3])
    else
        for _, other in ipairs(call('SMEMBERS', P .. 'owners')) do
            if other ~= owner then reclaim(other) end
        end
    end
end
return 1
