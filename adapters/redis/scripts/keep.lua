#!lua
-- Keeps a command for another try. ARGV: id, bytes, error, tries allowed. Answers 1 when it is parked by this.
local id = ARGV[1]
if handled(id) or call('ZSCORE', P .. 'parked', id) then return 0 end
call('HSET', P .. 'kept', id, ARGV[2])
call('HSET', P .. 'kept:why', id, ARGV[3])
if call('HINCRBY', P .. 'kept:tries', id, 1) < tonumber(ARGV[4]) then
    call('ZADD', P .. 'kept:order', 'NX', call('INCR', P .. 'turn'), id)
    return 0
end
call('ZREM', P .. 'kept:order', id)
call('ZADD', P .. 'parked', call('INCR', P .. 'turn'), id)
return 1
