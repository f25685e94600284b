import {describe, expect, it} from 'vitest';
import {urlIn} from '../../src/response/url-field.ts';

const locationOf = (location: string) =>
	urlIn(new Headers({location}), 'location', 'https://api.awin.com/a/b?c=1')?.href;

describe('urlIn', () => {
	it.each([
		['https://example.com/d', 'https://example.com/d'],
		['/d', 'https://api.awin.com/d'],
		['d', 'https://api.awin.com/a/d'],
		['?d', 'https://api.awin.com/a/b?d'],
		['', 'https://api.awin.com/a/b?c=1'],
	])('reads %j', (location, url) => {
		expect(locationOf(location)).toBe(url);
	});

	it('is undefined if the field is missing or no URL', () => {
		expect(urlIn(new Headers(), 'location', 'https://api.awin.com')).toBeUndefined();
		expect(locationOf('https://')).toBeUndefined();
	});

	it('reads bytes beyond ASCII as UTF-8, wherever they are', () => {
		expect(locationOf('/\u00c3\u00a9')).toBe('https://api.awin.com/%C3%A9');
		expect(locationOf('/a\u00c2\u0080b')).toBe('https://api.awin.com/a%C2%80b');
	});

	it('keeps a byte order mark, which is a character of a URL', () => {
		expect(locationOf('\u00ef\u00bb\u00bfd')).toBe('https://api.awin.com/a/%EF%BB%BFd');
	});

	it('reads what a runtime has decoded as it is', () => {
		const decoded = new Headers();
		decoded.get = () => '/\u20ac\u00e9';
		const url = urlIn(decoded, 'location', 'https://api.awin.com');
		expect(url?.href).toBe('https://api.awin.com/%E2%82%AC%C3%A9');
	});
});
