import type {AwinResult, CacheOptions} from 'awin-sdk';
import {createClient} from '../../src/client.ts';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {manualClock} from '../helpers/manual-clock.ts';

type Body = {path: string; user: string; version: number};

const paths = ['/a', '/b'];
/* Mostly the same value, so that calls overlap. */
const mostly = (usual: string, other: string) => fc.constantFrom(usual, usual, usual, usual, other);
const path = mostly('/a', '/b');
const user = mostly('anna', 'ben');

/** The caching fields that the server sends from now on. */
const policy = fc.record({
	tag: fc.constantFrom('strong', 'weak', 'none'),
	dated: fc.boolean(),
	cacheControl: fc.constantFrom(
		undefined,
		'no-cache',
		'no-store',
		'max-age=0',
		'max-age=5',
		'max-age=5, must-revalidate, stale-if-error=60',
		'max-age=1, stale-if-error=60, stale-while-revalidate=60',
	),
	vary: fc.constantFrom(undefined, 'Accept', 'Authorization', '*'),
});
type Policy = typeof policy extends fc.Arbitrary<infer T> ? T : never;

const action = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			type: fc.constant('get' as const),
			path,
			user,
			accept: mostly('text/a', 'text/b'),
			directive: fc.constantFrom(undefined, undefined, 'no-cache', 'max-age=2'),
			cache: fc.constantFrom<CacheOptions[]>(
				{},
				{},
				{allowStale: true},
				{ttlMs: 3_000},
				{coalesce: false},
			),
			isSlow: fc.boolean(),
		}),
	},
	{weight: 2, arbitrary: fc.record({type: fc.constant('change' as const), path})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('write' as const), path, user})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('policy' as const), path, policy})},
	{
		weight: 1,
		arbitrary: fc.record({type: fc.constant('fault' as const), fault: fc.constantFrom(503, 304)}),
	},
	{weight: 2, arbitrary: fc.record({type: fc.constant('wait' as const), ms: fc.nat(4_000)})},
	{weight: 2, arbitrary: fc.record({type: fc.constant('release' as const)})},
);

const steps = fc.array(action, {minLength: 10, maxLength: 40, size: 'max'});

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Creates a server whose responses contain their user, path and version. Responses to slow requests wait for
 * `release`.
 */
const makeServer = (policies: Map<string, Policy>) => {
	const versions = new Map(paths.map((name) => [name, 1]));
	const sent = new Set<string>();
	const revalidated = new Set<string>();
	let held: (() => void)[] = [];
	let holdsSlow = true;
	const release = () => {
		for (const resolve of held) resolve();
		held = [];
	};
	let fault: number | undefined;

	const answer = (request: Request): Response => {
		const {pathname} = new URL(request.url);
		const version = versions.get(pathname) ?? 0;
		const {tag = 'strong', dated = false, cacheControl, vary} = policies.get(pathname) ?? {};
		const headers = new Headers({'content-type': 'application/json'});
		const lastModified = new Date(version * 1_000).toUTCString();
		if (tag !== 'none') headers.set('etag', `${tag === 'weak' ? 'W/' : ''}"${version}"`);
		if (dated) headers.set('last-modified', lastModified);
		if (cacheControl !== undefined) headers.set('cache-control', cacheControl);
		if (vary !== undefined) headers.set('vary', vary);
		if (fault === 503) return new Response('{}', {status: 503, headers});
		if (fault === 304) return new Response(null, {status: 304, headers: {etag: '"another"'}});
		const who = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
		const body = JSON.stringify({path: pathname, user: who, version} satisfies Body);
		const condition = request.headers.get('if-none-match');
		const isUnchanged =
			condition === null
				? dated && request.headers.get('if-modified-since') === lastModified
				: condition === headers.get('etag');
		if (isUnchanged) {
			revalidated.add(body);
			return new Response(null, {status: 304, headers});
		}
		sent.add(body);
		return new Response(body, {headers});
	};

	const send: typeof fetch = async (input, init) => {
		const request = new Request(input, init);
		if (request.method === 'PUT') {
			const {pathname} = new URL(request.url);
			versions.set(pathname, (versions.get(pathname) ?? 0) + 1);
			return new Response(null, {status: 204});
		}
		const response = answer(request);
		fault = undefined;
		if (holdsSlow && request.headers.has('x-slow'))
			await new Promise<void>((resolve) => held.push(resolve));
		return response;
	};
	return {
		send,
		/** Describes what is wrong with a result. */
		problemsOf: (
			call: {path: string; user: string},
			{data, meta}: AwinResult<Body>,
			minVersion: number,
		): string[] => {
			if (data === undefined) return [];
			const body = JSON.stringify(data);
			const rules = {
				'for another URL': data.path === call.path,
				'for another credential': data.user === call.user,
				'never sent': sent.has(body),
				'older than the last revalidated one': data.version >= minVersion,
				'never revalidated': meta.cache !== 'revalidated' || revalidated.has(body),
			};
			return Object.entries(rules)
				.filter(([, holds]) => !holds)
				.map(([problem]) => `${body} is ${problem}`);
		},
		version: (name: string) => versions.get(name) ?? 0,
		change: (name: string) => versions.set(name, (versions.get(name) ?? 0) + 1),
		setPolicy: (name: string, next: Policy) => policies.set(name, next),
		setFault: (next: number) => {
			fault = next;
		},
		/** Releases all responses, now and from now on. */
		releaseAll: () => {
			holdsSlow = false;
			release();
		},
		release,
	};
};

describe('for any responses of the server and any calls', () => {
	it('a body is one sent for that URL and credential, and never older than the last revalidated one', async () => {
		await fc.assert(
			fc.asyncProperty(policy, policy, steps, async (first, second, actions) => {
				const clock = manualClock(Date.parse('2026-01-01T00:00:00Z'));
				const server = makeServer(
					new Map([
						['/a', first],
						['/b', second],
					]),
				);
				let token = '';
				const client = createClient(
					{token: () => token, fetch: server.send, retry: false, quota: false},
					clock,
				);
				const minVersions = new Map<string, number>();
				const raise = (key: string, version: number) =>
					minVersions.set(key, Math.max(version, minVersions.get(key) ?? 0));
				const calls: Promise<unknown>[] = [];
				const problems: string[] = [];

				for (const step of actions) {
					clock.advance(1);
					if (step.type === 'change') server.change(step.path);
					else if (step.type === 'policy') server.setPolicy(step.path, step.policy);
					else if (step.type === 'fault') server.setFault(step.fault);
					else if (step.type === 'wait') clock.advance(step.ms);
					else if (step.type === 'release') server.release();
					else if (step.type === 'write') {
						token = step.user;
						await client.request<undefined>('PUT', step.path, {path: {}});
						for (const accept of ['text/a', 'text/b']) {
							raise(`${step.user} ${step.path} ${accept}`, server.version(step.path));
						}
					} else {
						const key = `${step.user} ${step.path} ${step.accept}`;
						const minVersion = minVersions.get(key) ?? 0;
						token = step.user;
						const check = async () => {
							const result = await client.get<Body>(step.path, {
								path: {},
								cache: step.cache,
								headers: {
									accept: step.accept,
									...(step.directive !== undefined && {'cache-control': step.directive}),
									...(step.isSlow && {'x-slow': '1'}),
								},
							});
							problems.push(...server.problemsOf(step, result, minVersion));
							if (result.data !== undefined && result.meta.cache !== 'fresh') {
								raise(key, result.data.version);
							}
						};
						calls.push(check());
					}
					await settled();
				}
				server.releaseAll();
				await Promise.all(calls);
				expect(problems).toEqual([]);
			}),
			{numRuns: 200},
		);
	}, 60_000);
});
