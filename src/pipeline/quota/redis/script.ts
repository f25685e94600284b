/**
 * What runs in Redis, as one atomic step. The whole state of a credential is one value under one key: it
 * lies in one hash slot whatever the cluster, and expires as a whole. All times are those of the server.
 *
 * For each bucket there are `starts` (as in the window in memory, with the end of the lease of each call that
 * is still running) and a `line`: processes that wait, one place for each, in the order of their arrival. A
 * process that is given a slot joins again at the end, so that all get their turns. Those who do not come
 * back in time lose their place.
 */
export const redisScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local ask = cjson.decode(ARGV[1])
local stored = redis.call('GET', KEYS[1])
local state = stored and cmsgpack.unpack(stored)
	or {keepUntil = 0, pausedUntil = 0, remaining = 0, hintUntil = 0, hintSince = 0, buckets = {}}

local function keep(list, test)
	local kept = {}
	for _, item in ipairs(list) do
		if test(item) then kept[#kept + 1] = item end
	end
	return kept
end

local function placeIn(bucket)
	for place, item in ipairs(bucket.line) do
		if item.id == ask.place then return place end
	end
end

local function tidy(limits)
	local bucket = state.buckets[limits.name] or {starts = {}, line = {}}
	local span = math.max(limits.intervalMs, limits.spacingMs)
	bucket.starts = keep(bucket.starts, function(s) return s.at + span > now or s.lease > now end)
	bucket.line = keep(bucket.line, function(p) return p.due > now end)
	table.sort(bucket.starts, function(a, b) return a.at < b.at end)
	state.buckets[limits.name] = bucket
	return bucket
end

local function countedIn(bucket, limits)
	return keep(bucket.starts, function(s) return s.at + limits.intervalMs > now end)
end

-- A call that still runs may turn out to count from an earlier moment: whoever waits looks again then.
local function freeIn(start, span)
	local soonest = (start.ended and start.at or start.from) + span - now
	return soonest > 0 and soonest or start.at + span - now
end

local function waitIn(bucket, limits, ahead)
	local counted = countedIn(bucket, limits)
	local free = limits.calls - #counted
	local wait = 0
	if ahead >= free then
		local behind = ahead - free
		local turn = counted[behind % limits.calls + 1]
		local span = limits.intervalMs * (1 + math.floor(behind / limits.calls))
		wait = turn and freeIn(turn, span) or span
	end
	local last = bucket.starts[#bucket.starts]
	if limits.spacingMs > 0 and last then
		wait = math.max(wait, freeIn(last, limits.spacingMs * (ahead + 1)))
	end
	local running = keep(bucket.starts, function(s) return s.lease > now end)
	if limits.concurrency > 0 and #running + ahead >= limits.concurrency then
		wait = math.max(wait, limits.recheckMs)
	end
	for place = 1, ahead do
		if wait > 0 then wait = math.min(wait, bucket.line[place].due - now) end
	end
	return wait
end

local function heldFor()
	local hinted = state.remaining <= 0 and state.hintUntil or 0
	return math.max(0, state.pausedUntil - now, hinted - now)
end

local function take()
	for index, limits in ipairs(ask.buckets) do
		local bucket = tidy(limits)
		local place = placeIn(bucket)
		local wait = waitIn(bucket, limits, place and place - 1 or #bucket.line)
		if index == #ask.buckets then wait = math.max(wait, heldFor()) end
		if wait > 0 then
			if not place then
				place = #bucket.line + 1
				bucket.line[place] = {id = ask.place}
			end
			bucket.line[place].due = now + wait + ask.graceMs
			return 0, wait
		end
	end
	for _, limits in ipairs(ask.buckets) do
		local bucket = state.buckets[limits.name]
		bucket.line = keep(bucket.line, function(p) return p.id ~= ask.place end)
		local lease = limits.concurrency > 0 and now + ask.leaseMs or 0
		table.insert(bucket.starts, {id = ask.id, from = now, at = now + ask.arrivalMs, lease = lease})
	end
	state.remaining = state.remaining - 1
	return 1, 0
end

local granted, wait = 0, 0
if ask.op == 'take' then
	granted, wait = take()
elseif ask.op == 'leave' then
	for _, bucket in pairs(state.buckets) do
		bucket.line = keep(bucket.line, function(p) return p.id ~= ask.place end)
	end
elseif ask.op == 'end' then
	for _, bucket in pairs(state.buckets) do
		if not ask.used then
			bucket.starts = keep(bucket.starts, function(s) return s.id ~= ask.id end)
		end
		for _, start in ipairs(bucket.starts) do
			if start.id == ask.id then
				start.at = math.min(start.at, now)
				start.lease = 0
				start.ended = true
			end
		end
	end
elseif ask.op == 'pause' then
	state.pausedUntil = math.max(state.pausedUntil, now + ask.forMs)
elseif ask.op == 'learn' and now - ask.ageMs >= state.hintSince then
	local since = now - ask.ageMs
	local later = keep(tidy(ask.buckets[1]).starts, function(s) return s.from > since end)
	state.remaining = ask.remaining - #later
	state.hintSince = since
	state.hintUntil = now + ask.forMs
end

local limits = ask.buckets[#ask.buckets]
local counted = countedIn(tidy(limits), limits)
local reset = math.max(counted[1] and counted[1].at + limits.intervalMs - now or 0, heldFor())
state.keepUntil = math.max(state.keepUntil, now + ask.keepMs + wait + (ask.forMs or 0))
redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', math.ceil(state.keepUntil - now))
return {granted, math.ceil(wait), #counted, math.ceil(reset)}
`;
