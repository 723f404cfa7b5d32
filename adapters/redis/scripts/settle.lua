#!lua
-- How an attempt ended. ARGV: owner, row, lane, outcome, why, refs, place, due, more, repeated.
-- Answers the next attempt, or 'E' for none, or nothing where the lease was lost.
local CASELESS_END = 30 * 24 * 60 * 60
local owner, id, lane, outcome, why, refs, place, due, more, repeated = unpack(ARGV)
if not heads(owner, lane, id) then return false end
local row = row_of(id)

-- Parts delivered by earlier tries count too; a messenger may name them again or only the new ones.
local done = call('HGET', P .. 'rs:' .. id, 'done') or ''
if done ~= '' and string.sub(refs .. '\n', 1, #done + 1) ~= done .. '\n' then
    refs = refs == '' and done or done .. '\n' .. refs
end
if place ~= '' then
    if is_room(lane) then
        local before = call('HGET', P .. 'rooms', lane)
        if before and call('HGET', P .. 'places', before) == lane then call('HDEL', P .. 'places', before) end
        call('HSET', P .. 'rooms', lane, place)
        call('HSET', P .. 'places', place, lane)
    elseif is_direct(lane) then
        meet(lane, place)
    end
end
if refs ~= '' then
    local at = place_of(lane) or lane
    if row[RECORD] == 'e' then
        record_entry(row[KEY], at, refs)
    elseif row[RECORD] == 'c' then
        call('HSET', P .. 'k:' .. row[KEY], at, refs)
        if row[CASE] ~= '' then call('SADD', P .. 'cards:' .. row[CASE], row[KEY]) end
    end
end

if outcome == 'retry' then
    if refs ~= '' then call('HSET', P .. 'rs:' .. id, 'done', refs) end
    if repeated == '1' then
        call('HSET', P .. 'rs:' .. id, 'repeated', 1)
        -- What may have been sent is known; from now on only the repetition is counted.
        call('HDEL', P .. 'rs:' .. id, 'tries')
    end
    unlease(lane, owner)
    call('ZADD', P .. 'due:' .. row[CARRIER], due, lane)
    return 'E'
end

call('LPOP', P .. 'q:' .. lane)
leave(id, row, outcome)
if outcome == 'delivered' then
    vanish(id)
else
    if refs ~= '' then call('HSET', P .. 'rs:' .. id, 'done', refs) end
    call('HSET', P .. 'end:' .. id, 'state', outcome, 'why', why)
    if row[CASE] ~= '' then
        call('RPUSH', P .. 'ended:' .. row[CASE], id)
    else
        -- No case lists it, and none takes it out when it is erased.
        for _, kind in ipairs({ 'row:', 'rs:', 'end:' }) do call('EXPIRE', P .. kind .. id, CASELESS_END) end
    end
end

local head = call('LINDEX', P .. 'q:' .. lane, 0)
if head and more == '1' then return attempt(lane, head) end
unlease(lane, owner)
if head then due_now(lane, row[CARRIER]) end
return 'E'
