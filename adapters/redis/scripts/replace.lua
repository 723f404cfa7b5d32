#!lua
-- Replaces a record if it is still what was read. ARGV: record key, old bytes, new bytes; none take it out.
if call('GET', P .. 'r:' .. ARGV[1]) ~= ARGV[2] then return 0 end
if ARGV[3] == '' then return call('DEL', P .. 'r:' .. ARGV[1]) end
call('SET', P .. 'r:' .. ARGV[1], ARGV[3])
return 1
