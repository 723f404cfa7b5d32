#!lua
-- An erased case's room. ARGV: room, then other cases' rooms at the same place, the newest case's first.
-- One place may serve many rooms, as an agent's private chat does, and is the latest one's until that is gone.
local room = ARGV[1]
local place = call('HGET', P .. 'rooms', room)
if not place then return 0 end
call('HDEL', P .. 'rooms', room)
if call('HGET', P .. 'places', place) ~= room then return 1 end
for i = 2, #ARGV do
    if call('HGET', P .. 'rooms', ARGV[i]) == place then
        call('HSET', P .. 'places', place, ARGV[i])
        return 1
    end
end
call('HDEL', P .. 'places', place)
-- A private chat stays its owner's, with what else was said there.
if call('HEXISTS', P .. 'directs', place) == 0 then
    call('HDEL', P .. 'marks', place)
    call('DEL', P .. 'm:' .. place)
end
return 1
