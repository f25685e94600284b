/**
 * What runs in Redis, as one atomic step. The whole state of a credential is one value under one key: it
 * lies in one hash slot whatever the cluster, and expires as a whole. All times are those of the server.
 *
 * For each bucket there are `starts` (as in the window in memory, with the end of the lease of each call that
 * is still running) and a `queue`: processes that wait, one position for each, in the order of their arrival. A
 * process that is given a slot joins again at the end, so that all get their turns. Those who do not come
 * back in time lose their position.
 */
export const redisScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local request = cjson.decode(ARGV[1])
local stored = redis.call('GET', KEYS[1])
local state = stored and cmsgpack.unpack(stored)
	or {expiresAt = 0, pausedUntil = 0, remaining = 0, limitUntil = 0, limitSince = 0, buckets = {}}

local function filter(list, test)
	local filtered = {}
	for _, item in ipairs(list) do
		if test(item) then filtered[#filtered + 1] = item end
	end
	return filtered
end

local function positionIn(bucket)
	for position, item in ipairs(bucket.queue) do
		if item.id == request.position then return position end
	end
end

local function evictExpired(limits)
	local bucket = state.buckets[limits.name] or {starts = {}, queue = {}}
	local span = math.max(limits.intervalMs, limits.spacingMs)
	bucket.starts = filter(bucket.starts, function(s) return s.at + span > now or s.lease > now end)
	bucket.queue = filter(bucket.queue, function(p) return p.due > now end)
	table.sort(bucket.starts, function(a, b) return a.at < b.at end)
	state.buckets[limits.name] = bucket
	return bucket
end

local function startsIn(bucket, limits)
	return filter(bucket.starts, function(s) return s.at + limits.intervalMs > now end)
end

-- A call that still runs may turn out to count from an earlier moment: whoever waits looks again then.
local function untilFree(start, span)
	local soonest = (start.ended and start.at or start.from) + span - now
	return soonest > 0 and soonest or start.at + span - now
end

local function waitIn(bucket, limits, ahead)
	local counted = startsIn(bucket, limits)
	local free = limits.calls - #counted
	local wait = 0
	if ahead >= free then
		local behind = ahead - free
		local turn = counted[behind % limits.calls + 1]
		local span = limits.intervalMs * (1 + math.floor(behind / limits.calls))
		wait = turn and untilFree(turn, span) or span
	end
	local last = bucket.starts[#bucket.starts]
	if limits.spacingMs > 0 and last then
		wait = math.max(wait, untilFree(last, limits.spacingMs * (ahead + 1)))
	end
	local running = filter(bucket.starts, function(s) return s.lease > now end)
	if limits.concurrency > 0 and #running + ahead >= limits.concurrency then
		wait = math.max(wait, limits.recheckMs)
	end
	for position = 1, ahead do
		if wait > 0 then wait = math.min(wait, bucket.queue[position].due - now) end
	end
	return wait
end

local function blockedFor()
	local limited = state.remaining <= 0 and state.limitUntil or 0
	return math.max(0, state.pausedUntil - now, limited - now)
end

local function acquire()
	for index, limits in ipairs(request.buckets) do
		local bucket = evictExpired(limits)
		local position = positionIn(bucket)
		local wait = waitIn(bucket, limits, position and position - 1 or #bucket.queue)
		if index == #request.buckets then wait = math.max(wait, blockedFor()) end
		if wait > 0 then
			if not position then
				position = #bucket.queue + 1
				bucket.queue[position] = {id = request.position}
			end
			bucket.queue[position].due = now + wait + request.graceMs
			return 0, wait
		end
	end
	for _, limits in ipairs(request.buckets) do
		local bucket = state.buckets[limits.name]
		bucket.queue = filter(bucket.queue, function(p) return p.id ~= request.position end)
		local lease = limits.concurrency > 0 and now + request.leaseMs or 0
		table.insert(bucket.starts, {id = request.id, from = now, at = now + request.maxArrivalDelayMs, lease = lease})
	end
	state.remaining = state.remaining - 1
	return 1, 0
end

local granted, wait = 0, 0
if request.op == 'acquire' then
	granted, wait = acquire()
elseif request.op == 'dequeue' then
	for _, bucket in pairs(state.buckets) do
		bucket.queue = filter(bucket.queue, function(p) return p.id ~= request.position end)
	end
elseif request.op == 'end' then
	for _, bucket in pairs(state.buckets) do
		if not request.used then
			bucket.starts = filter(bucket.starts, function(s) return s.id ~= request.id end)
		end
		for _, start in ipairs(bucket.starts) do
			if start.id == request.id then
				start.at = math.min(start.at, now)
				start.lease = 0
				start.ended = true
			end
		end
	end
elseif request.op == 'pause' then
	state.pausedUntil = math.max(state.pausedUntil, now + request.forMs)
elseif request.op == 'observe' and now - request.ageMs >= state.limitSince then
	local since = now - request.ageMs
	local later = filter(evictExpired(request.buckets[1]).starts, function(s) return s.from > since end)
	state.remaining = request.remaining - #later
	state.limitSince = since
	state.limitUntil = now + request.forMs
end

local limits = request.buckets[#request.buckets]
local counted = startsIn(evictExpired(limits), limits)
local reset = math.max(counted[1] and counted[1].at + limits.intervalMs - now or 0, blockedFor())
state.expiresAt = math.max(state.expiresAt, now + request.ttlMs + wait + (request.forMs or 0))
redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', math.ceil(state.expiresAt - now))
return {granted, math.ceil(wait), #counted, math.ceil(reset)}
`;
