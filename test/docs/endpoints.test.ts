import {type AnyEndpoint, endpoints} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {globSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {list} from '../../src/api/read/roots.ts';
import {aboutOf, listOf, pageOf} from '../../tools/endpoints-page.ts';
import {root} from './blocks.ts';
import {tables, textOf} from './markdown.ts';

const page = 'docs/endpoints.md';
const rows = tables(textOf(page)).flat();
const named = rows.map(([cell = '']) => /^`([\w.]+)`/.exec(cell)?.[1]);

const typeTests = globSync('test/api/**/*.test-d.ts', {cwd: root}).map(textOf).join('\n');

/* `*` in the path of a mock stands for any path. */
const mocked = mocks.handlers().map(({info}) => {
	const route = info.header.replace(/https:\/\/[^/]+/, '');
	return new RegExp(`^${route.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
});

/** What a declaration lacks: a mock, a row of the page, or a type test. */
const missingOf = ({name, method, path}: AnyEndpoint): readonly string[] => {
	const url = path.replace(/\/$/, '').replaceAll(/\{(\w+)\}/g, ':$1');
	const isMocked = mocked.some((pattern) => pattern.test(`${method} ${url}`));
	const isTyped = typeTests.includes(`typeof ${name.startsWith('accounts') ? 'awin.' : ''}${name}`);
	return [
		...(isMocked ? [] : [`${name}: a mock in mocks/endpoints for ${method} ${path}`]),
		...(named.includes(name) ? [] : [`${name}: a row in ${page} (npm run docs:endpoints)`]),
		...(isTyped ? [] : [`${name}: a type test in test/api/signatures.test-d.ts`]),
	];
};

describe('docs/endpoints.md', () => {
	it('is the page that `npm run docs:endpoints` writes', () => {
		expect(textOf(page)).toBe(pageOf(endpoints));
	});

	it('has a row for every endpoint, and no other', () => {
		expect(named).toEqual(listOf(endpoints).map(({name}) => name));
	});

	it('shows required parameters, limits, and what depends on a parameter', () => {
		const row = (name: string) => rows[named.indexOf(name)] ?? [];
		expect(row('publisher.transactions.list')[2]).toContain('**`startDate`**: a Date');
		expect(row('publisher.transactions.list')[2]).toContain('`startDate` to `endDate`: at most 31');
		expect(row('publisher.offers.list')[2]).toContain(
			'`pagination.pageSize`: a whole number from 10 to 200',
		);
		expect(row('publisher.linkBuilder.generate').slice(4, 6)).toEqual([
			'yes<br>no with `shorten`',
			'`shortLink` with `shorten`',
		]);
		expect(row('advertiser.conversions.send').slice(4, 6)).toEqual(['no', '`conversion`']);
	});
});

describe('a declaration', () => {
	it('has a mock, a row and a type test', () => {
		expect(listOf(endpoints).flatMap(missingOf)).toEqual([]);
	});

	it('without them is named with all that it lacks', () => {
		const declaration: AnyEndpoint = {
			name: 'publisher.payments.list',
			method: 'GET',
			path: '/publishers/{publisherId}/payments',
			kinds: ['ok'],
			params: {},
			read: list(),
		};
		expect(() => aboutOf(declaration)).toThrow('publisher.payments.list lacks a summary.');
		expect(missingOf(declaration)).toEqual([
			'publisher.payments.list: a mock in mocks/endpoints for GET /publishers/{publisherId}/payments',
			'publisher.payments.list: a row in docs/endpoints.md (npm run docs:endpoints)',
			'publisher.payments.list: a type test in test/api/signatures.test-d.ts',
		]);
	});
});
