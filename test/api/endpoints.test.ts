import {type AnyEndpoint, createAwinClient, endpoints} from 'awin-sdk';
import * as mocks from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type EndpointTree, isEndpoint} from '../../src/api/bind.ts';
import {aboutOf} from '../../tools/endpoints-page.ts';
import {calls} from './calls.ts';
import {fields} from './fields.ts';

const listOf = (tree: EndpointTree, at: readonly string[] = []): [string, AnyEndpoint][] =>
	Object.entries(tree).flatMap(([name, node]): [string, AnyEndpoint][] =>
		isEndpoint(node) ? [[[...at, name].join('.'), node]] : listOf(node, [...at, name]),
	);

const all = listOf(endpoints);

const server = setupServer(...mocks.handlers());
beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const awin = createAwinClient({...mocks.testing, token: 'test-0f3c9a52'});

const filesIn = (folder: string): string[] =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));

describe('the endpoints', () => {
	it('have the names of their methods', () => {
		expect(all.map(([, {name}]) => name)).toEqual(all.map(([path]) => path));
	});

	it('contain every declaration of the source', () => {
		const source = filesIn(join(import.meta.dirname, '../../src/api'))
			.map((file) => readFileSync(file, 'utf8'))
			.join('\n');
		const declared = Array.from(
			source.matchAll(/^\t+name: '([\w.]+)',$/gm),
			([, name = '']) => name,
		);
		expect(all.map(([path]) => path).sort()).toEqual(declared.sort());
	});

	it('are among the endpoints whose fields are listed', () => {
		const listed = new Set(fields.map(({endpoint}) => endpoint));
		expect(
			all.map(([, {method, path}]) => `${method} ${path}`).filter((one) => !listed.has(one)),
		).toEqual([]);
	});

	it('each have a call in these tests', () => {
		expect(Object.keys(calls).sort()).toEqual(all.map(([path]) => path).sort());
	});

	it('each name a page of Awin', () => {
		for (const [, declaration] of all)
			expect(aboutOf(declaration).source).toMatch(
				/^https:\/\/help\.awin\.com\/(apidocs|developers\/docs)\//,
			);
	});

	it('have parameters whose limits are described', () => {
		for (const [, {params}] of all) {
			for (const {accepts} of Object.values<{accepts: string}>(params)) {
				expect(accepts).toMatch(/^(an? |one of )/);
			}
		}
	});
});

const hosts = {
	api: 'https://api.awin.com',
	feeds: 'https://productdata.awin.com',
	ui: 'https://ui.awin.com',
} as const;

describe.each(all)('%s', (name, {method, path, server: at = 'api', kinds}) => {
	const call = calls[name];
	const baseUrl = hosts[at];
	/* What follows the key of a feed depends on the parameters. */
	const route = path.replace(/(\/download\/apikey\/\{key\}\/).*$/, '$1*').replace(/\/$/, '');

	it('has a mock, whose answer fits the types of the rows', async () => {
		const mocked = mocks.handlers().map(({info}) => info.header);
		const template = route.replaceAll(/\{(\w+)\}/g, ':$1');
		expect(mocked).toContain(`${method} ${baseUrl}${template}`);
		const result = await call?.(awin, {validate: true});
		expect(result?.error).toBeUndefined();
		expect(result?.kind).toBe('ok');
	});

	it('fails with the status of the server', async () => {
		server.use(mocks.byStatus(route, 401, {baseUrl}));
		expect(await call?.(awin)).toMatchObject({ok: false, kind: 'unauthorized', status: 401});
		server.use(mocks.byStatus(route, 503, {baseUrl}));
		expect(await call?.(awin, {retry: false})).toMatchObject({ok: false, kind: 'unavailable'});
	});

	it('gives data only with the kinds of success that are declared', async () => {
		server.use(mocks.byStatus(route, 204, {baseUrl}));
		const result = await call?.(awin);
		const isDeclared = kinds.includes('no-content');
		expect(result?.kind).toBe(isDeclared ? 'no-content' : 'invalid-body');
	});
});
