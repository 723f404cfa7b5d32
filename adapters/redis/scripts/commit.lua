#!lua
-- One command's whole change. ARGV: owner, command, then nine counts, then that many of each:
--   expectations (key, version)   puts (key, bytes)   ranked drops (index, member)   unique drops (key, value)
--   ranked adds (index, member, score)   unique adds (key, value)   entries (id, case, bytes, n, n × (place, refs))
--   rows (id, lane, carrier, effect, key, record, reply, supersedes, case, start)   private chats met (direct, place)
local owner, command = ARGV[1], ARGV[2]
if handled(command) then return 'R' end

local at = 12
local counts = {}
for i = 1, 9 do counts[i] = tonumber(ARGV[2 + i]) end

local function version(key)
    if string.sub(key, 1, 2) == 't:' then return tostring(call('LLEN', P .. key)) end
    local stored = call('GET', P .. 'r:' .. key)
    return stored and string.match(stored, '^%d+') or '0'
end

local conflict = { 'X' }
local moved = false
local versions = {}
for _ = 1, counts[1] do
    local key = ARGV[at]
    versions[key] = version(key)
    if versions[key] ~= ARGV[at + 1] then moved = true end
    at = at + 2
end
local puts = at
at = at + 2 * counts[2]
local ranked_drops = at
at = at + 2 * counts[3]
local unique_drops = at
local dropped = {}
for _ = 1, counts[4] do
    dropped[ARGV[at]] = ARGV[at + 1]
    at = at + 2
end
local ranked_adds = at
at = at + 3 * counts[5]
local unique_adds = at
for _ = 1, counts[6] do
    local key = ARGV[at]
    local held = call('HGET', P .. 'uniques', key)
    if held and held ~= ARGV[at + 1] and held ~= dropped[key] then
        conflict[#conflict + 1] = key
        conflict[#conflict + 1] = held
    end
    at = at + 2
end
if moved or #conflict > 1 then return conflict end

-- From here on everything is written.

local bucket = P .. 'in:' .. math.floor(seconds() / INBOX_BUCKET)
call('SADD', bucket, command)
call('EXPIRE', bucket, INBOX_BUCKET * INBOX_BUCKETS, 'NX')
if call('HDEL', P .. 'kept', command) == 1 then
    call('ZREM', P .. 'kept:order', command)
    call('ZREM', P .. 'parked', command)
    call('HDEL', P .. 'kept:tries', command)
    call('HDEL', P .. 'kept:why', command)
end
for i = puts, puts + 2 * counts[2] - 1, 2 do
    local key = ARGV[i]
    call('SET', P .. 'r:' .. key, string.format('%d:', (versions[key] or version(key)) + 1) .. ARGV[i + 1])
    if string.sub(key, 1, 5) == 'seat/' then call('SADD', P .. 'seats', key) end
end
for i = ranked_drops, ranked_drops + 2 * counts[3] - 1, 2 do call('ZREM', P .. 'i:' .. ARGV[i], ARGV[i + 1]) end
for i = unique_drops, unique_drops + 2 * counts[4] - 1, 2 do
    if call('HGET', P .. 'uniques', ARGV[i]) == ARGV[i + 1] then call('HDEL', P .. 'uniques', ARGV[i]) end
end
for i = ranked_adds, ranked_adds + 3 * counts[5] - 1, 3 do
    call('ZADD', P .. 'i:' .. ARGV[i], ARGV[i + 2], ARGV[i + 1])
end
for i = unique_adds, unique_adds + 2 * counts[6] - 1, 2 do call('HSET', P .. 'uniques', ARGV[i], ARGV[i + 1]) end
for _ = 1, counts[7] do
    local id, case = ARGV[at], ARGV[at + 1]
    call('RPUSH', P .. 't:' .. case, ARGV[at + 2])
    call('HSET', P .. 'k:' .. id, 'case', case)
    local places = tonumber(ARGV[at + 3])
    at = at + 4
    for _ = 1, places do
        record_entry(id, ARGV[at], ARGV[at + 1])
        -- From now on the place is known, so that what is written there during a gap is looked for.
        call('HSETNX', P .. 'marks', ARGV[at], string.match(ARGV[at + 1], '^[^\n]+'))
        at = at + 2
    end
end
local rows = at
at = at + 10 * counts[8]
for _ = 1, counts[9] do
    meet(ARGV[at], ARGV[at + 1])
    at = at + 2
end

local started = {}
for i = rows, rows + 10 * counts[8] - 1, 10 do
    local id, lane, carrier = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    local supersedes, case = ARGV[i + 7], ARGV[i + 8]
    if case == '' and (ARGV[i + 5] == 'e' or ARGV[i + 5] == 'k') then
        case = call('HGET', P .. 'k:' .. ARGV[i + 4], 'case') or ''
    end
    call('SET', P .. 'row:' .. id, cmsgpack.pack({
        lane, carrier, ARGV[i + 3], ARGV[i + 4], ARGV[i + 5], ARGV[i + 6], supersedes, case,
    }))
    local length = call('RPUSH', P .. 'q:' .. lane, id)
    if length == 1 then
        if ARGV[i + 9] == '1' then
            lease(lane, carrier, owner)
            started[#started + 1] = { lane, id }
        else
            due_now(lane, carrier)
        end
    end
    if supersedes ~= '' then
        local old = call('HGET', P .. 'sup:' .. lane, supersedes)
        if old and call('EXISTS', P .. 'rs:' .. old) == 0
            and not (call('LINDEX', P .. 'q:' .. lane, 0) == old and call('HEXISTS', P .. 'leases', lane) == 1) then
            call('LREM', P .. 'q:' .. lane, 1, old)
            leave(old, row_of(old), 'superseded')
            vanish(old)
        end
        call('HSET', P .. 'sup:' .. lane, supersedes, id)
    end
end
if counts[8] > 0 then call('INCRBY', P .. 'depth', counts[8]) end
local attempts = { 'C' }
for i, each in ipairs(started) do attempts[i + 1] = attempt(each[1], each[2]) end
return attempts
