-- Put in front of every script. KEYS[1] is a key of the desk that never exists: while the desk's slot is moved between
-- the nodes of a cluster, the server then refuses the script before its first write instead of in the middle.
local P = string.sub(KEYS[1], 1, -2)
local call = redis.call

local INBOX_BUCKET = 43200
local INBOX_BUCKETS = 5
local FORGOTTEN_AFTER = 500
local SOON = -4503599627370496

local function seconds()
    return tonumber(call('TIME')[1])
end

local function milliseconds()
    local now = call('TIME')
    return tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
end

local function handled(command)
    local bucket = math.floor(seconds() / INBOX_BUCKET)
    for back = 0, INBOX_BUCKETS - 1 do
        if call('SISMEMBER', P .. 'in:' .. (bucket - back), command) == 1 then return true end
    end
    return false
end

local function is_room(lane) return string.sub(lane, 1, 5) == 'room/' end
local function is_direct(lane) return string.sub(lane, 1, 7) == 'direct/' end

-- The place of a destination, or false.
local function place_of(lane)
    if is_room(lane) then return call('HGET', P .. 'rooms', lane) end
    if is_direct(lane) then return call('HGET', P .. 'direct', lane) end
    return lane
end

local function meet(direct, place)
    call('HSET', P .. 'direct', direct, place)
    call('HSET', P .. 'directs', place, direct)
end

-- Message ids of an entry or card at a destination, one a line, or false.
local function receipts(key, lane, place)
    local found = place and call('HGET', P .. 'k:' .. key, place)
    if not found and place ~= lane then found = call('HGET', P .. 'k:' .. key, lane) end
    return found
end

local function record_entry(entry, at, refs)
    call('HSET', P .. 'k:' .. entry, at, refs)
    for ref in string.gmatch(refs, '[^\n]+') do call('HSET', P .. 'm:' .. at, ref, entry) end
end

-- Rows are packed as { lane, carrier, effect, key, record, reply, supersedes, case }. `record` says what its
-- receipts are of: e(ntry), c(ard), k(nown only: an entry that is acted upon, not sent), or nothing.
local LANE, CARRIER, EFFECT, KEY, RECORD, REPLY, SUPERSEDES, CASE = 1, 2, 3, 4, 5, 6, 7, 8

local function row_of(id)
    return cmsgpack.unpack(call('GET', P .. 'row:' .. id))
end

local function due_now(lane, carrier)
    call('ZADD', P .. 'due:' .. carrier, SOON + call('INCR', P .. 'turn'), lane)
end

local function lease(lane, carrier, owner)
    call('ZREM', P .. 'due:' .. carrier, lane)
    call('HSET', P .. 'leases', lane, owner)
    call('SADD', P .. 'held:' .. owner, lane)
end

local function unlease(lane, owner)
    call('HDEL', P .. 'leases', lane)
    call('SREM', P .. 'held:' .. owner, lane)
end

local function heads(owner, lane, id)
    return call('HGET', P .. 'leases', lane) == owner and call('LINDEX', P .. 'q:' .. lane, 0) == id
end

-- What a process needs to deliver the row that heads a lane.
local function attempt(lane, id)
    local row = row_of(id)
    local place = place_of(lane)
    local known = row[KEY] ~= '' and receipts(row[KEY], lane, place)
    local reply = row[REPLY] ~= '' and receipts(row[REPLY], lane, place)
    local state = call('HMGET', P .. 'rs:' .. id, 'tries', 'done', 'repeated')
    return { id, row[EFFECT], place, known, reply, state[2], state[1], state[3] }
end

-- The row leaves its lane's books; what becomes of its bytes is the caller's affair.
local function leave(id, row, state)
    call('DECR', P .. 'depth')
    call('HINCRBY', P .. 'ends', state, 1)
    local sup = row[SUPERSEDES]
    if sup ~= '' and call('HGET', P .. 'sup:' .. row[LANE], sup) == id then
        call('HDEL', P .. 'sup:' .. row[LANE], sup)
    end
end

local function vanish(id)
    call('DEL', P .. 'row:' .. id, P .. 'rs:' .. id)
end

-- A process is gone: its lanes are free, and their heads may have been sent.
local function reclaim(owner)
    for _, lane in ipairs(call('SMEMBERS', P .. 'held:' .. owner)) do
        local head = call('LINDEX', P .. 'q:' .. lane, 0)
        call('HDEL', P .. 'leases', lane)
        if head then
            call('HINCRBY', P .. 'rs:' .. head, 'tries', 1)
            due_now(lane, row_of(head)[CARRIER])
        end
    end
    call('DEL', P .. 'held:' .. owner)
    call('SREM', P .. 'owners', owner)
    call('HDEL', P .. 'missing', owner)
end

-- Reclaims from processes whose sign of life has run out, once they had time to renew it: after a pause of the server
-- all signs have run out, and the living must not be taken for dead.
local function bury(me)
    for _, owner in ipairs(call('SMEMBERS', P .. 'owners')) do
        if owner ~= me then
            if call('EXISTS', P .. 'alive:' .. owner) == 1 then
                call('HDEL', P .. 'missing', owner)
            else
                local now = milliseconds()
                local since = call('HGET', P .. 'missing', owner)
                if not since then
                    call('HSET', P .. 'missing', owner, now)
                elseif math.abs(now - tonumber(since)) >= FORGOTTEN_AFTER then
                    reclaim(owner)
                end
            end
        end
    end
end
