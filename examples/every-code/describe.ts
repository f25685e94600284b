import {type AwinResult, statusTable} from 'awin-sdk';
import {exchangesOf, type Played} from './scenario.ts';

/** The cells of a row of the printed table. Each cell is a list of lines. */
export type Row = {
	readonly code: readonly string[];
	readonly meaning: readonly string[];
	readonly kind: readonly string[];
	readonly attempts: readonly string[];
	readonly result: readonly string[];
};

/** Describes the result of a scenario. */
export const describe = ({scenario: {code, meaning}, result}: Played): Row => ({
	code: [code === undefined ? '–' : `${code}${statusTable[code].documented ? '' : '*'}`],
	meaning: [meaning],
	kind: [result.kind],
	attempts: attemptsOf(result),
	result: result.ok ? successOf(result) : failureOf(result),
});

/** Returns the number of attempts with their outcomes, equal ones grouped, and the waits between them. */
const attemptsOf = (result: AwinResult): string[] => {
	const exchanges = exchangesOf(result);
	if (exchanges.length === 0) return ['none'];
	const runs: {exchange: string | number; count: number}[] = [];
	for (const exchange of exchanges) {
		const last = runs.at(-1);
		if (last?.exchange === exchange) last.count++;
		else runs.push({exchange, count: 1});
	}
	const outcomes = runs.map(({exchange, count}) =>
		count === 1 ? `${exchange}` : `${exchange} ×${count}`,
	);
	const waits = result.meta.attempts.slice(1).map(({waitedMs}) => Math.round(waitedMs));
	return [
		`${exchanges.length}: ${outcomes.join(', ')}`,
		...(waits.length === 0 ? [] : [`waited ${waits.join(' + ')} ms`]),
	];
};

const successOf = ({data, location, retryAfterMs, storedAt}: AwinResult & {ok: true}): string[] => [
	data === undefined ? 'data undefined' : `data ${shapeOf(data)}`,
	...(location === undefined ? [] : [`location …${location.slice(location.lastIndexOf('/'))}`]),
	...(retryAfterMs === undefined ? [] : [`retryAfterMs ${retryAfterMs}`]),
	...(storedAt === undefined ? [] : [`storedAt ${storedAt.toISOString().slice(11, 19)}`]),
];

const failureOf = ({error}: AwinResult & {ok: false}): string[] => [
	error.name,
	...(error.description === undefined ? [] : [error.description]),
];

const shapeOf = (data: unknown): string =>
	typeof data === 'object' && data !== null ? `{${Object.keys(data).join(', ')}}` : String(data);
