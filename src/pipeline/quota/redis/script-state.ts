/**
 * The first part of the script: reads the state of a credential, in whatever form it is. A value of another type
 * at the key, one that is no MessagePack, and the state of another version are replaced by an empty state. What is
 * of another shape within the state is dropped, and no time in it counts for longer than it could if the state
 * were right: a time in the future may come from a clock that has gone back since.
 */
export const readState = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local request = cjson.decode(ARGV[1])
local version = 2

local function tableOf(value)
	return type(value) == 'table' and value or {}
end

local function numberOf(value, default)
	local usable = type(value) == 'number' and value > -1e300 and value < 1e300
	return usable and value or default
end

local function load()
	local stored = redis.pcall('GET', KEYS[1])
	if type(stored) ~= 'string' then return {} end
	local readable, value = pcall(cmsgpack.unpack, stored)
	if not readable or type(value) ~= 'table' or value.version ~= version then return {} end
	return value
end

local stored = load()
-- The clock went back by so much since the state was stored, and all its times go back with it.
local back = math.max(0, numberOf(stored.savedAt, now) - now)

local function timeOf(value, default, latest)
	return math.min(numberOf(value, default + back) - back, latest)
end

local function startsOf(list)
	local starts = {}
	for _, item in ipairs(tableOf(list)) do
		local start = tableOf(item)
		if type(start.id) == 'string' then
			local from = timeOf(start.from, now, now)
			local at = numberOf(start.at) and timeOf(start.at, now, now)
			starts[#starts + 1] = {id = start.id, from = from, at = at, lease = timeOf(start.lease, now, now + 1e15)}
		end
	end
	return starts
end

local function queueOf(list, latest)
	local queue = {}
	for _, item in ipairs(tableOf(list)) do
		local place = tableOf(item)
		if type(place.id) == 'string' then
			queue[#queue + 1] = {id = place.id, due = timeOf(place.due, now, latest)}
		end
	end
	return queue
end

local account = request.buckets[#request.buckets]
local pausedAt = timeOf(stored.pausedAt, now, now)
local state = {
	version = version,
	savedAt = now,
	expiresAt = timeOf(stored.expiresAt, now, now + 864e5 * 30),
	pausedAt = pausedAt,
	pausedUntil = timeOf(stored.pausedUntil, now, pausedAt + 1e15),
	remaining = numberOf(stored.remaining, 0),
	limitUntil = timeOf(stored.limitUntil, now, now + account.intervalMs),
	limitSince = timeOf(stored.limitSince, 0, now),
	buckets = {},
}
local pausedFor = math.max(0, math.min(state.pausedUntil, pausedAt + request.maxPauseMs) - now)
for name, bucket in pairs(tableOf(stored.buckets)) do
	if type(name) == 'string' then
		state.buckets[name] = {
			starts = startsOf(tableOf(bucket).starts),
			queue = queueOf(tableOf(bucket).queue, now + pausedFor + request.recheckMs + request.graceMs),
		}
	end
end
`;
