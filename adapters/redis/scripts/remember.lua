#!lua
-- Records under which ids a view stands. ARGV: lane, key, refs.
local at = place_of(ARGV[1]) or ARGV[1]
if ARGV[3] == '' then
    call('HDEL', P .. 'k:' .. ARGV[2], at, ARGV[1])
else
    call('HSET', P .. 'k:' .. ARGV[2], at, ARGV[3])
end
return 1
