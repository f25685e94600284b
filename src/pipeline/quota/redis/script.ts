import {readState} from './script-state.ts';

/**
 * The Lua script that runs in Redis as one atomic step. The whole state of a credential is one value under one
 * key, so it lies in one hash slot of a cluster and expires as a whole. All times are those of the Redis server.
 *
 * Each bucket has `starts` and a `queue`. `starts` are the calls that the window counts, as in the window in
 * memory: a call counts until its response is in, which another process learns by asking again. If its process has
 * crashed, it counts as ended at the end of its lease. `queue` holds one position per waiting
 * process, in order of arrival. A process that gets a slot has to join the queue again at the end, so all
 * processes take turns. A process that does not request its slot in time loses its position.
 *
 * The result is: granted (1 or 0), the wait until there is a slot, the number of calls in the token's window, the
 * time until its next slot becomes free, and the time until the pause ends. Durations are in milliseconds.
 */
export const redisScript = `${readState}
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

-- Calls with a response first, in the order of their responses.
local function isEarlier(a, b)
	return (a.countedAt or math.huge) < (b.countedAt or math.huge)
end

local function evictExpired(limit)
	local bucket = state.buckets[limit.name] or {starts = {}, queue = {}}
	local spanMs = math.max(limit.intervalMs, limit.spacingMs)
	local maxLeaseEndsAt = now + math.max(request.leaseMs, 10 * limit.intervalMs)
	for _, start in ipairs(bucket.starts) do
		start.leaseEndsAt = math.min(start.leaseEndsAt, maxLeaseEndsAt)
		if not start.countedAt and start.leaseEndsAt <= now then start.countedAt = start.leaseEndsAt end
	end
	bucket.starts = filter(bucket.starts, function(start)
		return not start.countedAt or start.countedAt + spanMs > now
	end)
	bucket.queue = filter(bucket.queue, function(entry) return entry.expiresAt > now end)
	table.sort(bucket.starts, isEarlier)
	state.buckets[limit.name] = bucket
	return bucket
end

local function startsInWindow(bucket, limit)
	return filter(bucket.starts, function(start)
		return not start.countedAt or start.countedAt + limit.intervalMs > now
	end)
end

-- A call without a response counts from now at the earliest. So its slot does not become free before an interval
-- from now, and no process has to ask before that.
local function untilRoomMs(bucket, limit, ahead)
	local counted = startsInWindow(bucket, limit)
	local before = #counted - limit.calls + ahead % limit.calls
	local roundsMs = limit.intervalMs * math.floor(ahead / limit.calls)
	if before < 0 then return roundsMs end
	return (counted[before + 1].countedAt or now) + limit.intervalMs - now + roundsMs
end

local function untilSpacedMs(bucket, limit, ahead)
	local last
	for _, start in ipairs(bucket.starts) do
		if not last or start.startedAt >= last.startedAt then last = start end
	end
	if limit.spacingMs == 0 or not last then return 0 end
	local countedAt = math.min(last.countedAt or now, last.startedAt + request.maxArrivalDelayMs)
	return countedAt + limit.spacingMs * (ahead + 1) - now
end

local function estimateWait(bucket, limit, ahead)
	local roomMs = untilRoomMs(bucket, limit, ahead)
	local waitMs = math.max(0, roomMs, untilSpacedMs(bucket, limit, ahead))
	local running = filter(bucket.starts, function(start) return not start.countedAt end)
	if limit.concurrency > 0 and #running + ahead >= limit.concurrency then
		waitMs = math.max(waitMs, limit.recheckMs)
	end
	return waitMs
end

local function blockedForMs()
	local limitedUntil = state.remaining <= 0 and state.limitUntil or 0
	return math.max(pausedForMs, limitedUntil - now)
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
			local nextPollInMs = math.max(pausedForMs, math.min(waitMs, request.recheckMs))
			bucket.queue[position].expiresAt = now + nextPollInMs + request.graceMs
			return 0, waitMs
		end
	end
	for _, limit in ipairs(request.buckets) do
		local bucket = state.buckets[limit.name]
		removeFromQueue(bucket)
		table.insert(bucket.starts, {id = request.id, startedAt = now, leaseEndsAt = now + request.leaseMs})
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
			if start.id == request.id then start.countedAt = now end
		end
	end
end

local function pause()
	if request.forMs <= pausedForMs then return end
	pausedForMs = request.forMs
	state.pausedAt = now
	state.pausedUntil = now + pausedForMs
end

-- Ignores a response to a call that started before the one that stated the current limit.
local function observe()
	local since = now - request.ageMs
	if since < state.limitSince then return end
	local bucket = evictExpired(account)
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

local counted = startsInWindow(evictExpired(account), account)
local untilFreeMs = counted[1] and (counted[1].countedAt or now) + account.intervalMs - now or 0
local resetMs = math.max(untilFreeMs, blockedForMs())
state.expiresAt = math.max(state.expiresAt, now + request.ttlMs + waitMs + (request.forMs or 0))
redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', math.ceil(state.expiresAt - now))
return {granted, math.ceil(waitMs), #counted, math.ceil(resetMs), math.ceil(pausedForMs)}
`;
