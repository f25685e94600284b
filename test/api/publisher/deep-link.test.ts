import {createAwinClient} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {deepLink, type DeepLinkOptions} from '../../../src/api/publisher/deep-link.ts';

const ids = {publisherId: 100, advertiserId: 1001};

/** Options as a JavaScript caller could give them, which the types do not permit. */
const untyped = (json: string): DeepLinkOptions => JSON.parse(json);

describe('deepLink', () => {
	it('is the link that the link builder of Awin writes', () => {
		const link = deepLink({
			...ids,
			destinationUrl: 'https://www.bbc.co.uk',
			clickRefs: {
				clickRef6: 'cr6',
				clickRef: 'cr1',
				clickRef2: 'cr2',
				clickRef3: 'cr3',
				clickRef4: 'cr4',
				clickRef5: 'cr5',
			},
			campaign: 'camp',
		});
		expect(link).toBe(
			'https://www.awin1.com/cread.php?awinmid=1001&awinaffid=100&campaign=camp&clickref=cr1&clickref2=cr2&clickref3=cr3&clickref4=cr4&clickref5=cr5&clickref6=cr6&ued=https%3A%2F%2Fwww.bbc.co.uk',
		);
	});

	it('leaves out what is not given', () => {
		const link = 'https://www.awin1.com/cread.php?awinmid=1001&awinaffid=100';
		expect(deepLink(ids)).toBe(link);
		expect(
			deepLink({
				...ids,
				destinationUrl: undefined,
				clickRefs: {clickRef: undefined, clickRef3: 'c'},
				campaign: undefined,
			}),
		).toBe(`${link}&clickref3=c`);
	});

	it('takes a URL object', () => {
		const destinationUrl = new URL('https://shop.example/a?b=c&d=%20#e');
		expect(new URL(deepLink({...ids, destinationUrl})).searchParams.get('ued')).toBe(
			destinationUrl.href,
		);
	});

	it('encodes all but unreserved characters', () => {
		expect(deepLink({...ids, campaign: `a&b=c #+%'"!()*<>~-_.é`})).toMatch(
			/&campaign=a%26b%3Dc%20%23%2B%25%27%22%21%28%29%2A%3C%3E~-_\.%C3%A9$/,
		);
	});

	it('keeps any text, so that a parser gets it back', () => {
		const text = fc
			.string({unit: 'grapheme', minLength: 1})
			.filter((value) => !/\p{Cc}/u.test(value));
		fc.assert(
			fc.property(text, text, fc.webUrl({withQueryParameters: true}), (ref, campaign, url) => {
				const link = deepLink({
					...ids,
					destinationUrl: url,
					clickRefs: {clickRef2: ref},
					campaign,
				});
				expect(link).toMatch(/^[\w.~%:/?&=-]+$/);
				expect([...new URL(link).searchParams]).toEqual([
					['awinmid', '1001'],
					['awinaffid', '100'],
					['campaign', campaign],
					['clickref2', ref],
					['ued', url],
				]);
			}),
		);
	});

	it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
		'refuses the id %d',
		(id) => {
			expect(() => deepLink({...ids, publisherId: id})).toThrow(
				/^Option `publisherId` must be a positive integer, but it is /,
			);
			expect(() => deepLink({...ids, advertiserId: id})).toThrow(/^Option `advertiserId` /);
		},
	);

	it.each([
		'/page',
		'www.shop.example',
		'//shop.example/',
		'https:shop.example',
		'https:///shop.example',
		'https://',
		'https://shop.example:port/',
		'ftp://shop.example/',
		'javascript:alert(1)',
		' https://shop.example/',
		'https://shop.example/a b',
		'https://shop.example/\n',
		'https://shop.example/\u0000',
		'https://user:hunter2@shop.example/',
		'https://user@shop.example/',
		'https://:hunter2@shop.example/',
		'',
	])('refuses the destination %j without showing it', (destinationUrl) => {
		expect(() => deepLink({...ids, destinationUrl})).toThrow(
			new TypeError(
				'Option `destinationUrl` must be an absolute http or https URL without spaces, control characters, user name and password, but it is not.',
			),
		);
	});

	it.each(['line\nbreak', 'nul\u0000', 'del\u007f', 'next line\u0085'])(
		'refuses the control character in %j',
		(text) => {
			expect(() => deepLink({...ids, campaign: text})).toThrow(
				/^Option `campaign` must be a string without control characters, but it contains one\.$/,
			);
			expect(() => deepLink({...ids, clickRefs: {clickRef4: text}})).toThrow(
				/^Option `clickRefs\.clickRef4` /,
			);
		},
	);

	it('refuses an empty text and a lone surrogate', () => {
		expect(() => deepLink({...ids, clickRefs: {clickRef: ''}})).toThrow(
			'Option `clickRefs.clickRef` must be a string that is not empty, but it is an empty string.',
		);
		expect(() => deepLink({...ids, campaign: '\ud800'})).toThrow(
			new TypeError(
				'Option `campaign` must be well-formed Unicode, but it contains a lone surrogate.',
			),
		);
	});

	it.each<[json: string, message: RegExp]>([
		['null', /^Option `options` must be an object, but it is null/],
		['{}', /^Option `advertiserId` must be a positive integer, but it is undefined/],
		['{"publisherId": "1", "advertiserId": 1}', /^Option `publisherId` .* a string/],
		[
			'{"publisherId": 1, "advertiserId": 1, "clickref": "a"}',
			/unknown option `clickref`.*`clickRefs`/,
		],
		[
			'{"publisherId": 1, "advertiserId": 1, "clickRefs": "a"}',
			/^Option `clickRefs` must be an object/,
		],
		[
			'{"publisherId": 1, "advertiserId": 1, "clickRefs": {"clickref2": "a"}}',
			/unknown option `clickref2`/,
		],
		[
			'{"publisherId": 1, "advertiserId": 1, "clickRefs": {"clickRef": 7}}',
			/`clickRefs\.clickRef` .* a number/,
		],
		[
			'{"publisherId": 1, "advertiserId": 1, "destinationUrl": 7}',
			/as a string or a URL, but it is a number/,
		],
	])('refuses %s', (json, message) => {
		expect(() => deepLink(untyped(json))).toThrow(message);
		expect(() => deepLink(untyped(json))).toThrow(TypeError);
	});
});

describe('publisher(id).linkBuilder.deepLink', () => {
	const {linkBuilder} = createAwinClient({token: 'test-0f3c9a52'}).publisher(100);

	it('is a link of the publisher, without a call', () => {
		const {deepLink: build} = linkBuilder;
		expect(build({advertiserId: 1001, clickRefs: {clickRef: 'a'}})).toBe(
			deepLink({...ids, clickRefs: {clickRef: 'a'}}),
		);
	});

	it('refuses another publisher', () => {
		const build = () => Reflect.apply(linkBuilder.deepLink, undefined, [ids]);
		expect(build).toThrow(TypeError);
		expect(build).toThrow('`deepLink` has an unknown option `publisherId`');
	});
});
