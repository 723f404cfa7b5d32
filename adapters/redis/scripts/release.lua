#!lua
-- Gives a lane back unsent. ARGV: owner, row, lane, due.
local owner, id, lane, due = unpack(ARGV)
if not heads(owner, lane, id) then return 0 end
unlease(lane, owner)
call('ZADD', P .. 'due:' .. row_of(id)[CARRIER], due, lane)
return 1
