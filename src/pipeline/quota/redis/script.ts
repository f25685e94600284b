/**
 * The Lua script that runs in Redis as one atomic step. The whole state of a credential is one value under one
 * key, so it lies in one hash slot of a cluster and expires as a whole. All times are those of the Redis server.
 *
 * Each bucket has `starts` and a `queue`. `starts` are the calls that the window counts, as in the window in
 * memory. A running call with a concurrency limit also has a lease. `queue` holds one position per waiting
 * process, in order of arrival. A process that gets a slot has to join the queue again at the end, so all
 * processes take turns. A process that does not request its slot in time loses its position.
 *
 * The result is: granted (1 or 0), the wait before the next request, the number of calls in the token's window,
 * and the time until its next slot becomes free. Durations are in milliseconds.
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
	for position, entry in ipairs(bucket.queue) do
		if entry.id == request.positionId then return position end
	end
end

local function removeFromQueue(bucket)
	bucket.queue = filter(bucket.queue, function(entry) return entry.id ~= request.positionId end)
end

local function evictExpired(limit)
	local bucket = state.buckets[limit.name] or {starts = {}, queue = {}}
	local spanMs = math.max(limit.intervalMs, limit.spacingMs)
	bucket.starts = filter(bucket.starts, function(start)
		return start.countedAt + spanMs > now or start.leaseEndsAt > now
	end)
	bucket.queue = filter(bucket.queue, function(entry) return entry.expiresAt > now end)
	table.sort(bucket.starts, function(a, b) return a.countedAt < b.countedAt end)
	state.buckets[limit.name] = bucket
	return bucket
end

local function startsInWindow(bucket, limit)
	return filter(bucket.starts, function(start) return start.countedAt + limit.intervalMs > now end)
end

-- The time until a call is spanMs old. A running call can still turn out to count from an earlier time. So the
-- result is the shortest possible time, as long as it has not passed yet.
local function untilAge(start, spanMs)
	local minCountedAt = start.ended and start.countedAt or start.startedAt
	local minWaitMs = minCountedAt + spanMs - now
	return minWaitMs > 0 and minWaitMs or start.countedAt + spanMs - now
end

local function estimateWait(bucket, limit, ahead)
	local counted = startsInWindow(bucket, limit)
	local free = limit.calls - #counted
	local waitMs = 0
	if ahead >= free then
		local behind = ahead - free
		local blocking = counted[behind % limit.calls + 1]
		local spanMs = limit.intervalMs * (1 + math.floor(behind / limit.calls))
		waitMs = blocking and untilAge(blocking, spanMs) or spanMs
	end
	local last = bucket.starts[#bucket.starts]
	if limit.spacingMs > 0 and last then
		waitMs = math.max(waitMs, untilAge(last, limit.spacingMs * (ahead + 1)))
	end
	local running = filter(bucket.starts, function(start) return start.leaseEndsAt > now end)
	if limit.concurrency > 0 and #running + ahead >= limit.concurrency then
		waitMs = math.max(waitMs, limit.recheckMs)
	end
	-- If a position ahead expires, this process moves up. So it checks again no later than that.
	for position = 1, ahead do
		if waitMs > 0 then waitMs = math.min(waitMs, bucket.queue[position].expiresAt - now) end
	end
	return waitMs
end

local function blockedForMs()
	local limitedUntil = state.remaining <= 0 and state.limitUntil or 0
	return math.max(0, state.pausedUntil - now, limitedUntil - now)
end

local function acquire()
	for index, limit in ipairs(request.buckets) do
		local bucket = evictExpired(limit)
		local position = positionIn(bucket)
		local waitMs = estimateWait(bucket, limit, position and position - 1 or #bucket.queue)
		-- The last limit is that of the token. Pauses and server limits apply to it.
		if index == #request.buckets then waitMs = math.max(waitMs, blockedForMs()) end
		if waitMs > 0 then
			if not position then
				position = #bucket.queue + 1
				bucket.queue[position] = {id = request.positionId}
			end
			bucket.queue[position].expiresAt = now + waitMs + request.graceMs
			return 0, waitMs
		end
	end
	for _, limit in ipairs(request.buckets) do
		local bucket = state.buckets[limit.name]
		removeFromQueue(bucket)
		table.insert(bucket.starts, {
			id = request.id,
			startedAt = now,
			countedAt = now + request.maxArrivalDelayMs,
			leaseEndsAt = limit.concurrency > 0 and now + request.leaseMs or 0,
		})
	end
	state.remaining = state.remaining - 1
	return 1, 0
end

local function dequeue()
	for _, bucket in pairs(state.buckets) do removeFromQueue(bucket) end
end

local function endCall()
	for _, bucket in pairs(state.buckets) do
		if not request.used then
			bucket.starts = filter(bucket.starts, function(start) return start.id ~= request.id end)
		end
		for _, start in ipairs(bucket.starts) do
			if start.id == request.id then
				start.countedAt = math.min(start.countedAt, now)
				start.leaseEndsAt = 0
				start.ended = true
			end
		end
	end
end

local function pause()
	state.pausedUntil = math.max(state.pausedUntil, now + request.forMs)
end

-- Ignores a response to a call that started before the one that stated the current limit.
local function observe()
	local since = now - request.ageMs
	if since < state.limitSince then return end
	local bucket = evictExpired(request.buckets[1])
	local startedLater = filter(bucket.starts, function(start) return start.startedAt > since end)
	state.remaining = request.remaining - #startedLater
	state.limitSince = since
	state.limitUntil = now + request.forMs
end

local granted, waitMs = 0, 0
if request.op == 'acquire' then
	granted, waitMs = acquire()
elseif request.op == 'dequeue' then
	dequeue()
elseif request.op == 'end' then
	endCall()
elseif request.op == 'pause' then
	pause()
elseif request.op == 'observe' then
	observe()
end

local limit = request.buckets[#request.buckets]
local counted = startsInWindow(evictExpired(limit), limit)
local untilFreeMs = counted[1] and counted[1].countedAt + limit.intervalMs - now or 0
local resetMs = math.max(untilFreeMs, blockedForMs())
state.expiresAt = math.max(state.expiresAt, now + request.ttlMs + waitMs + (request.forMs or 0))
redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', math.ceil(state.expiresAt - now))
return {granted, math.ceil(waitMs), #counted, math.ceil(resetMs)}
`;
