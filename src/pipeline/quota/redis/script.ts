import {readState} from './script-state.ts';

/**
 * What runs in Redis, as one atomic step. The whole state of a credential is one value under one key: it
 * lies in one hash slot whatever the cluster, and expires as a whole. All times are those of the server.
 *
 * For each bucket there are `starts` (as in the window in memory: an unanswered call counts until its answer, or
 * until its lease ends if its process died) and a `queue`: processes that wait, one position for each, in the
 * order of their arrival. A process that is given a slot joins again at the end, so that all get their turns.
 * Those who do not come back in time lose their position.
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
	for position, item in ipairs(bucket.queue) do
		if item.id == request.position then return position end
	end
end

-- Answered calls first, in the order of their answers.
local function isEarlier(a, b)
	return (a.at or math.huge) < (b.at or math.huge)
end

local function evictExpired(limits)
	local bucket = state.buckets[limits.name] or {starts = {}, queue = {}}
	local span = math.max(limits.intervalMs, limits.spacingMs)
	local maxLease = now + math.max(request.leaseMs, 10 * limits.intervalMs)
	for _, start in ipairs(bucket.starts) do
		start.lease = math.min(start.lease, maxLease)
		if not start.at and start.lease <= now then start.at = start.lease end
	end
	bucket.starts = filter(bucket.starts, function(s) return not s.at or s.at + span > now end)
	bucket.queue = filter(bucket.queue, function(p) return p.due > now end)
	table.sort(bucket.starts, isEarlier)
	state.buckets[limits.name] = bucket
	return bucket
end

local function startsIn(bucket, limits)
	return filter(bucket.starts, function(s) return not s.at or s.at + limits.intervalMs > now end)
end

-- An unanswered call counts from now at the earliest: nobody needs to ask before its slot can be free.
local function untilRoom(bucket, limits, ahead)
	local counted = startsIn(bucket, limits)
	local before = #counted - limits.calls + ahead % limits.calls
	local rounds = limits.intervalMs * math.floor(ahead / limits.calls)
	if before < 0 then return rounds end
	return (counted[before + 1].at or now) + limits.intervalMs - now + rounds
end

local function untilSpaced(bucket, limits, ahead)
	local last
	for _, start in ipairs(bucket.starts) do
		if not last or start.from >= last.from then last = start end
	end
	if limits.spacingMs == 0 or not last then return 0 end
	local countedAt = math.min(last.at or now, last.from + request.maxArrivalDelayMs)
	return countedAt + limits.spacingMs * (ahead + 1) - now
end

local function waitIn(bucket, limits, ahead)
	local wait = math.max(0, untilRoom(bucket, limits, ahead), untilSpaced(bucket, limits, ahead))
	local running = filter(bucket.starts, function(s) return not s.at end)
	if limits.concurrency > 0 and #running + ahead >= limits.concurrency then
		wait = math.max(wait, limits.recheckMs)
	end
	return wait
end

local function blockedFor()
	local limited = state.remaining <= 0 and state.limitUntil or 0
	return math.max(pausedFor, limited - now)
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
			local backIn = math.max(pausedFor, math.min(wait, request.recheckMs))
			bucket.queue[position].due = now + backIn + request.graceMs
			return 0, wait
		end
	end
	for _, limits in ipairs(request.buckets) do
		local bucket = state.buckets[limits.name]
		bucket.queue = filter(bucket.queue, function(p) return p.id ~= request.position end)
		table.insert(bucket.starts, {id = request.id, from = now, lease = now + request.leaseMs})
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
			if start.id == request.id then start.at = now end
		end
	end
elseif request.op == 'pause' and request.forMs > pausedFor then
	pausedFor = request.forMs
	state.pausedAt = now
	state.pausedUntil = now + pausedFor
elseif request.op == 'observe' and now - request.ageMs >= state.limitSince then
	local since = now - request.ageMs
	local later = filter(evictExpired(account).starts, function(s) return s.from > since end)
	state.remaining = request.remaining - #later
	state.limitSince = since
	state.limitUntil = now + request.forMs
end

local counted = startsIn(evictExpired(account), account)
local reset = math.max(counted[1] and (counted[1].at or now) + account.intervalMs - now or 0, blockedFor())
state.expiresAt = math.max(state.expiresAt, now + request.ttlMs + wait + (request.forMs or 0))
redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', math.ceil(state.expiresAt - now))
return {granted, math.ceil(wait), #counted, math.ceil(reset), math.ceil(pausedFor)}
`;
