import {inspect} from 'node:util';
import type {AwinResult} from 'awin-sdk';

const chain = (error: unknown, depth = 0): readonly unknown[] =>
	error instanceof Error && depth < 10 ? [error, ...chain(error.cause, depth + 1)] : [];

/** Returns everything that logs can show of a result, at any depth: its text, its JSON, its stacks and its fields. */
export const everythingOf = (result: AwinResult): string => {
	const errors = chain(result.error);
	return [
		inspect(result, {depth: Infinity, showHidden: true, getters: true}),
		inspect(result),
		JSON.stringify(result),
		JSON.stringify([...result.meta.headers]),
		...errors.map((error) => inspect(error, {depth: Infinity, showHidden: true, getters: true})),
		...errors.map((error) => String(error) + (error instanceof Error ? error.stack : '')),
		...errors.map((error) => JSON.stringify(error)),
	].join('\n');
};
