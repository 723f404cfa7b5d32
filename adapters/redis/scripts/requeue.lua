#!lua
-- Sends an ended row once more, behind what its lane holds. ARGV: row.
local id = ARGV[1]
local state = call('HGET', P .. 'end:' .. id, 'state')
if state ~= 'uncertain' and state ~= 'failed' then return 0 end
local row = row_of(id)
call('DEL', P .. 'end:' .. id)
call('LREM', P .. 'ended:' .. row[CASE], 1, id)
call('PERSIST', P .. 'row:' .. id)
call('PERSIST', P .. 'rs:' .. id)
call('HDEL', P .. 'rs:' .. id, 'tries')
if state == 'uncertain' then call('HSET', P .. 'rs:' .. id, 'repeated', 1) end
call('HINCRBY', P .. 'ends', state, -1)
call('INCR', P .. 'depth')
if call('RPUSH', P .. 'q:' .. row[LANE], id) == 1 then due_now(row[LANE], row[CARRIER]) end
return 1
