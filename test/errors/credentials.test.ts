import {describe, expect, it} from 'vitest';
import {mayContainSecret, redactor} from '../../src/errors/redact.ts';

const redact = redactor([]);

/** What ends a credential, and remains. */
const ends = [' b', '"b', "'b", ',b', ';b', '\\b'];

describe('what looks like a credential, although it is not known', () => {
	it.each(ends)('a token after Bearer ends before %j', (end) => {
		expect(redact(`Bearer abc.DEF-1${end}`)).toBe(`Bearer [redacted]${end}`);
		expect(redact(`BEARER \tabc${end}`)).toBe(`BEARER \t[redacted]${end}`);
	});

	it.each([...ends, '&b'])('a token of the query ends before %j', (end) => {
		expect(redact(`?accessToken=abc-1${end}`)).toBe(`?accessToken=[redacted]${end}`);
		expect(redact(`?ACCESS_TOKEN=abc-1${end}`)).toBe(`?ACCESS_TOKEN=[redacted]${end}`);
	});

	it.each(ends)('an API key ends before %j', (end) => {
		expect(redact(`X-Api-Key: abc&1${end}`)).toBe(`X-Api-Key: [redacted]${end}`);
	});

	it.each([' b', '"b', "'b", '/b', '?b'])('a feed key ends before %j', (end) => {
		expect(redact(`/datafeed/APIKEY/abc&1${end}`)).toBe(`/datafeed/APIKEY/[redacted]${end}`);
	});

	it.each(['accessToken', 'access_token', 'x-api-key'])('%s is found in any notation', (name) => {
		for (const colon of [':', '=', ' : ', '  =  ', ': ']) {
			for (const quote of ['', '"', "'"]) {
				const before = `{${quote}${name}${quote}${colon}${quote}`;
				expect(redact(`${before}abc${quote}, 1}`)).toBe(`${before}[redacted]${quote}, 1}`);
			}
		}
	});

	it.each([
		'forbearer abc',
		'bearer',
		'bearer-abc',
		'myaccessToken=abc',
		'accessToken abc',
		'my_x-api-key: abc',
		'x-api-key abc',
		'/apikey?/abc',
		'apikey/abc',
		'https://awin.com/a@b',
		'https://awin.com a@b',
		'https://awin.com"a@b',
		"https://awin.com'a@b",
		'https://@awin.com',
		'a@b',
	])('is not in %j', (text) => {
		expect(redact(text)).toBe(text);
	});

	it('is redacted each time', () => {
		expect(redact('Bearer a, bearer b')).toBe('Bearer [redacted], bearer [redacted]');
		expect(redact('accessToken=a&accessToken=b')).toBe(
			'accessToken=[redacted]&accessToken=[redacted]',
		);
		expect(redact('x-api-key: a, x-api-key: b')).toBe(
			'x-api-key: [redacted], x-api-key: [redacted]',
		);
		expect(redact('/apikey/a/apikey/b')).toBe('/apikey/[redacted]/apikey/[redacted]');
		expect(redact('http://a:b@c http://d@e')).toBe('http://[redacted]@c http://[redacted]@e');
	});
});

describe('mayContainSecret', () => {
	it('looks into three layers of escapes', () => {
		const secret = '/abc/def/ghi/';
		let text = secret;
		for (let layer = 0; layer < 3; layer++) {
			text = encodeURIComponent(text);
			expect(mayContainSecret(text, [secret])).toBe(true);
		}
		expect(mayContainSecret(encodeURIComponent(text), [secret])).toBe(false);
	});

	it.each([
		'Bearer x',
		'TOKEN',
		'X-API-Key',
		'/ApiKey/',
		'a@b',
		'hunter2-hunter2',
		'HUNTER2-',
		'-hunter2',
		'%68unter2-hunter2',
		'HUNTER3',
	])('is true for %j', (text) => {
		expect(mayContainSecret(text, ['hunter2-hunter2', 'hunter3'])).toBe(true);
	});

	it.each(['', 'Hunter', 'hunter2', 'apikey', 'x-api', '%20'])('is false for %j', (text) => {
		expect(mayContainSecret(text, ['hunter2-hunter2', 'hunter3'])).toBe(false);
	});
});
