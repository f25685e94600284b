import {describe, expect, it} from 'vitest';
import {notModified, ok, request, requestWith, setUp, text} from '../fixtures.ts';

/** Stores an answer, has it confirmed, and gives the reply to that and the next one from the store. */
const confirmed = async (stored: Record<string, string>, confirmation: Record<string, string>) => {
	const {handler, next} = setUp();
	const base = {'cache-control': 'max-age=60', etag: '"a"'};
	next.mockResolvedValueOnce(ok({...base, ...stored}));
	await handler(request());
	next.mockResolvedValueOnce(notModified({etag: '"a"', ...confirmation}));
	const now = await handler(requestWith({'cache-control': 'no-cache'}));
	const later = await handler(request());
	return {now: now.headers, later: later.headers, body: text(later)};
};

describe('what a 304 updates (RFC 9111 §3.2, §4.3.4)', () => {
	it.each([
		['a field', 'x-test', 'one', 'two'],
		['Cache-Control', 'cache-control', 'max-age=60', 'max-age=120'],
		['Expires', 'expires', 'Thu, 01 Jan 2037 00:00:00 GMT', 'Fri, 01 Jan 2038 00:00:00 GMT'],
		['Date', 'date', 'Thu, 01 Jan 2026 00:00:00 GMT', 'Thu, 01 Jan 2026 00:00:01 GMT'],
		['Content-Location', 'content-location', '/a', '/b'],
		[
			'Content-Security-Policy',
			'content-security-policy',
			"default-src 'self'",
			"default-src 'none'",
		],
		['Set-Cookie', 'set-cookie', 'a=b', 'a=c'],
	])('is %s, for this and later answers', async (_name, field, before, after) => {
		const {now, later} = await confirmed({[field]: before}, {[field]: after});
		expect(now?.get(field)).toBe(after);
		expect(later?.get(field)).toBe(after);
	});

	it('is a field that was not stored before', async () => {
		const {later} = await confirmed({}, {'x-new': '1'});
		expect(later?.get('x-new')).toBe('1');
	});

	it.each([
		['content-length', '3', '0'],
		['content-encoding', 'identity', 'gzip'],
		['content-range', 'bytes 0-2/3', 'bytes 0-0/3'],
		['content-md5', 'x', 'y'],
		['content-digest', 'sha-256=:x:', 'sha-256=:y:'],
		['repr-digest', 'sha-256=:x:', 'sha-256=:y:'],
		['content-type', 'application/json', 'text/html'],
		['content-type', 'text/plain;charset=utf-8', 'text/plain;charset=iso-8859-1'],
		['x-stays', 'one', undefined],
	])('is not %s', async (field, before, after) => {
		const {now, later, body} = await confirmed(
			{[field]: before},
			after === undefined ? {} : {[field]: after},
		);
		expect(now?.get(field)).toBe(before);
		expect(later?.get(field)).toBe(before);
		expect(body).toBe('one');
	});

	it('is not the tag, where a weak one matches a strong one', async () => {
		const {later} = await confirmed({}, {etag: 'W/"a"'});
		expect(later?.get('etag')).toBe('"a"');
	});

	it('is not a type where none was stored', async () => {
		const {handler, next} = setUp();
		const {headers, ...answer} = ok({etag: '"a"'});
		headers.delete('content-type');
		next.mockResolvedValueOnce({...answer, headers});
		await handler(request());
		next.mockResolvedValueOnce(notModified({'content-type': 'text/html'}));
		expect((await handler(request())).headers?.has('content-type')).toBe(false);
	});

	it('is the age, which starts anew', async () => {
		const {later} = await confirmed({age: '50'}, {});
		expect(later?.get('age')).toBe('0');
	});

	it('is none of the fields of the connection', async () => {
		const {later} = await confirmed({}, {connection: 'x-hop', 'x-hop': '1', 'keep-alive': '1'});
		expect(later?.has('connection')).toBe(false);
		expect(later?.has('x-hop')).toBe(false);
		expect(later?.has('keep-alive')).toBe(false);
	});

	it('keeps several cookies apart', async () => {
		const {handler, next} = setUp();
		const headers = new Headers({'cache-control': 'max-age=60'});
		headers.append('set-cookie', 'a=1');
		headers.append('set-cookie', 'b=2');
		next.mockResolvedValueOnce({...ok({}), headers});
		await handler(request());
		expect((await handler(request())).headers?.getSetCookie()).toEqual(['a=1', 'b=2']);
	});
});
