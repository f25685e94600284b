import {describe, expect, it} from 'vitest';
import {notModified, ok, request, requestWith, setUp, text} from '../fixtures.ts';

/** Stores a response, revalidates it with a 304, and returns the fields of that reply and of the next hit. */
const revalidated = async (stored: Record<string, string>, update: Record<string, string>) => {
	const {handler, next} = setUp();
	const base = {'cache-control': 'max-age=60', etag: '"a"'};
	next.mockResolvedValueOnce(ok({...base, ...stored}));
	await handler(request());
	next.mockResolvedValueOnce(notModified({etag: '"a"', ...update}));
	const now = await handler(requestWith({'cache-control': 'no-cache'}));
	const later = await handler(request());
	return {now: now.headers, later: later.headers, body: text(later)};
};

describe('a field update by a 304 (RFC 9111 §3.2, §4.3.4)', () => {
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
		['Content-Type that is read alike', 'content-type', 'text/plain', 'text/plain;charset=utf-8'],
		['Content-Type with another parameter', 'content-type', 'text/csv;a=1', 'Text/CSV; a=2'],
	])('changes %s, for this and later responses', async (_name, field, before, after) => {
		const {now, later} = await revalidated({[field]: before}, {[field]: after});
		expect(now?.get(field)).toBe(after);
		expect(later?.get(field)).toBe(after);
	});

	it('adds a field that was not stored before', async () => {
		const {later} = await revalidated({}, {'x-new': '1'});
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
		['content-type', 'text/plain', 'text/plain;charset=iso-8859-1'],
		['content-type', 'text/plain;charset="latin1"', 'text/plain'],
		['x-stays', 'one', undefined],
	])('does not change %s', async (field, before, after) => {
		const {now, later, body} = await revalidated(
			{[field]: before},
			after === undefined ? {} : {[field]: after},
		);
		expect(now?.get(field)).toBe(before);
		expect(later?.get(field)).toBe(before);
		expect(body).toBe('one');
	});

	it('does not change a strong tag that a weak one matches', async () => {
		const {later} = await revalidated({}, {etag: 'W/"a"'});
		expect(later?.get('etag')).toBe('"a"');
	});

	it('does not add a Content-Type', async () => {
		const {handler, next} = setUp();
		const {headers, ...answer} = ok({etag: '"a"'});
		headers.delete('content-type');
		next.mockResolvedValueOnce({...answer, headers});
		await handler(request());
		next.mockResolvedValueOnce(notModified({'content-type': 'text/html'}));
		expect((await handler(request())).headers?.has('content-type')).toBe(false);
	});

	it('resets the age', async () => {
		const {later} = await revalidated({age: '50'}, {});
		expect(later?.get('age')).toBe('0');
	});

	it('does not add connection-specific fields', async () => {
		const {later} = await revalidated({}, {connection: 'x-hop', 'x-hop': '1', 'keep-alive': '1'});
		expect(later?.has('connection')).toBe(false);
		expect(later?.has('x-hop')).toBe(false);
		expect(later?.has('keep-alive')).toBe(false);
	});

	it('keeps several Set-Cookie fields separate', async () => {
		const {handler, next} = setUp();
		const headers = new Headers({'cache-control': 'max-age=60'});
		headers.append('set-cookie', 'a=1');
		headers.append('set-cookie', 'b=2');
		next.mockResolvedValueOnce({...ok({}), headers});
		await handler(request());
		expect((await handler(request())).headers?.getSetCookie()).toEqual(['a=1', 'b=2']);
	});
});
