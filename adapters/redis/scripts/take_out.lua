#!lua
-- Takes a row out, whatever its state. ARGV: row, `case` or `any`, a case, the row's bytes as they were read.
-- A row in flight is taken out too: settling it then finds its lease lost.
local id = ARGV[1]
local stored = call('GET', P .. 'row:' .. id)
if stored ~= ARGV[4] then return 0 end
local row = cmsgpack.unpack(stored)
if ARGV[2] == 'case' and row[CASE] ~= ARGV[3] then return 0 end
local lane = row[LANE]
if call('DEL', P .. 'end:' .. id) == 1 then
    call('LREM', P .. 'ended:' .. row[CASE], 1, id)
else
    local owner = call('HGET', P .. 'leases', lane)
    local headed = call('LINDEX', P .. 'q:' .. lane, 0) == id
    call('LREM', P .. 'q:' .. lane, 1, id)
    leave(id, row, 'erased')
    if headed and owner then unlease(lane, owner) end
    if call('EXISTS', P .. 'q:' .. lane) == 0 then
        call('ZREM', P .. 'due:' .. row[CARRIER], lane)
    elseif headed and owner then
        due_now(lane, row[CARRIER])
    end
end
vanish(id)
return 1
