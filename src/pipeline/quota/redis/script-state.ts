/**
 * The first part of the script: reads and validates the stored state. A wrong type, invalid MessagePack or another version
 * counts as an empty state, which the script then stores. Parts of another shape are dropped. No stored time counts for longer than a valid one could. If the clock of the server
 * has gone back since the state was stored, all its times go back with it.
 */
export const readState = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local request = cjson.decode(ARGV[1])
-- The last limit is the account limit.
local account = request.buckets[#request.buckets]
local version = 2
local maxMs = 1e15

local function toTable(value)
	return type(value) == 'table' and value or {}
end

local function toNumber(value, default)
	local usable = type(value) == 'number' and value > -maxMs and value < maxMs
	return usable and value or default
end

local function load()
	local value = redis.pcall('GET', KEYS[1])
	if type(value) ~= 'string' then return {} end
	local readable, stored = pcall(cmsgpack.unpack, value)
	local usable = readable and type(stored) == 'table' and stored.version == version
	return usable and stored or {}
end

local stored = load()
local backMs = math.max(0, toNumber(stored.savedAt, now) - now)

local function toTime(value, default, max)
	return math.min(toNumber(value, default + backMs) - backMs, max)
end

local function toStarts(list)
	local starts = {}
	for _, item in ipairs(toTable(list)) do
		local start = toTable(item)
		if type(start.id) == 'string' then
			table.insert(starts, {
				id = start.id,
				startedAt = toTime(start.startedAt, now, now),
				countedAt = toNumber(start.countedAt) and toTime(start.countedAt, now, now),
				leaseEndsAt = toTime(start.leaseEndsAt, now, now + maxMs),
			})
		end
	end
	return starts
end

local function toQueue(list, maxExpiresAt)
	local queue = {}
	for _, item in ipairs(toTable(list)) do
		local entry = toTable(item)
		if type(entry.id) == 'string' then
			table.insert(queue, {id = entry.id, expiresAt = toTime(entry.expiresAt, now, maxExpiresAt)})
		end
	end
	return queue
end

local state = {
	version = version,
	savedAt = now,
	expiresAt = toTime(stored.expiresAt, now, now + 30 * 864e5),
	pausedAt = toTime(stored.pausedAt, now, now),
	pausedUntil = toTime(stored.pausedUntil, now, now + maxMs),
	remaining = toNumber(stored.remaining, 0),
	limitUntil = toTime(stored.limitUntil, now, now + account.intervalMs),
	limitSince = toTime(stored.limitSince, 0, now),
	buckets = {},
}
local pausedUntil = math.min(state.pausedUntil, state.pausedAt + request.maxPauseMs)
local pausedForMs = math.max(0, pausedUntil - now)
for name, item in pairs(toTable(stored.buckets)) do
	local bucket = toTable(item)
	if type(name) == 'string' then
		state.buckets[name] = {
			starts = toStarts(bucket.starts),
			queue = toQueue(bucket.queue, now + pausedForMs + request.recheckMs + request.graceMs),
		}
	end
end
`;
