#!lua
-- Raises a place's mark. ARGV: place, message. Ids are whole numbers without leading zeros, of any length.
local before = call('HGET', P .. 'marks', ARGV[1])
local new = string.gsub(ARGV[2], '^0+', '')
if before then
    local old = string.gsub(before, '^0+', '')
    if #old > #new or (#old == #new and old >= new) then return 0 end
end
call('HSET', P .. 'marks', ARGV[1], ARGV[2])
return 1
