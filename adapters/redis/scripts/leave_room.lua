#!lua
-- A room's place is gone. ARGV: room.
local place = call('HGET', P .. 'rooms', ARGV[1])
if not place then return 0 end
call('HDEL', P .. 'rooms', ARGV[1])
if call('HGET', P .. 'places', place) == ARGV[1] then call('HDEL', P .. 'places', place) end
return 1
