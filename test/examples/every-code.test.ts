import {type AwinResult, createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {codes} from '../../examples/every-code/codes.ts';
import {describe as toRow} from '../../examples/every-code/describe.ts';
import {layout, wrap} from '../../examples/every-code/layout.ts';
import {mismatchesOf, play} from '../../examples/every-code/play.ts';
import type {Played, Scenario} from '../../examples/every-code/scenario.ts';
import {isRetriedStatus, statuses} from '../../src/status.ts';

const playOne = async (scenario: Scenario): Promise<Played> => {
	const played: Played[] = [];
	await play(
		[scenario],
		() => {},
		(one) => played.push(one),
	);
	const [first] = played;
	if (first === undefined) throw new Error('nothing was played');
	return first;
};

const scenarioOf = (code: number): Scenario => {
	const scenario = codes.find((candidate) => candidate.code === code);
	if (scenario === undefined) throw new Error(`no scenario for ${code}`);
	return scenario;
};

const answered = async (status: number): Promise<AwinResult> =>
	createAwinClient({
		token: 'example-token',
		fetch: async () => Response.json({a: 1, b: 2}, {status}),
		quota: false,
	}).get('/accounts');

describe('the demo', () => {
	it.each(statuses)('has a scenario for %i, and a recovery if it is retried', (status) => {
		const scenarios = codes.filter(({code}) => code === status);
		const recoveries = scenarios.filter(({expected}) => expected.status !== status);
		expect(scenarios.length).toBeGreaterThan(0);
		expect(recoveries).toHaveLength(isRetriedStatus(status) ? 1 : 0);
	});

	it('reports no mismatch if the result is as expected', async () => {
		expect((await playOne(scenarioOf(404))).mismatches).toEqual([]);
		expect((await playOne(scenarioOf(304))).mismatches).toEqual([]);
	});

	it('reports every mismatch', async () => {
		const expected = {kind: 'conflict', ok: true, status: 409, exchanges: [409]} as const;
		expect(mismatchesOf({expected}, await answered(404))).toEqual([
			'kind is "not-found", expected "conflict"',
			'ok is "false", expected "true"',
			'status is "404", expected "409"',
			'exchanges is "404", expected "409"',
		]);
	});

	it('describes the result', async () => {
		expect(toRow({scenario: scenarioOf(200), result: await answered(200), mismatches: []})).toEqual(
			{
				code: ['200'],
				meaning: ['success, with a body'],
				kind: ['ok'],
				attempts: ['1: 200'],
				result: ['data {a, b}'],
			},
		);
	});

	it('groups equal attempts and shows the waits', async () => {
		const result = await answered(200);
		const attempt = {
			number: 1,
			status: 503,
			error: undefined,
			durationMs: 1,
			waitedMs: 0,
			waitedFor: [],
		};
		const attempts = [
			attempt,
			{...attempt, waitedMs: 12.4},
			{...attempt, status: 200, waitedMs: 30},
		];
		const row = toRow({
			scenario: scenarioOf(503),
			result: {...result, meta: {...result.meta, attempts}},
			mismatches: [],
		});
		expect(row.attempts).toEqual(['3: 503 ×2, 200', 'waited 12 + 30 ms']);
	});

	it('fits in 100 columns for any text', () => {
		const long = ['word '.repeat(30).trim(), 'x'.repeat(200)];
		const lines = layout(
			{code: long, meaning: long, kind: long, attempts: long, result: long},
			(text) => text,
		);
		expect(Math.max(...lines.map((line) => line.length))).toBe(100);
	});

	it('wraps a text between words and truncates a word that is too long', () => {
		expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
		expect(wrap('incomprehensible', 7)).toEqual(['incomp…']);
	});
});
